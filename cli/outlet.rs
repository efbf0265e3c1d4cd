//! Where a document is written to: opened before anything runs, so that no result is lost to a misspelt path.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use interleave_core::mistake::Mistake;
use serde::Serialize;

use crate::screen::{self, Stream};

/// Where one document is written to.
#[derive(Debug)]
pub enum Outlet {
    /// `-`: standard output, which then carries nothing else.
    Stdout,
    File {
        path: PathBuf,
        file: File,
    },
}

impl Outlet {
    /// Opens it for writing. Its old content stays until there is something to replace it.
    ///
    /// # Errors
    /// When it cannot be written to; the sentence names the flag.
    pub fn open(flag: &str, path: &Path) -> Result<Self, Mistake> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(|error| {
            let path = path.display();
            let sentence = format!(
                "--{flag} cannot write to '{path}' ({error}): name a file in a folder that exists and may be written to."
            );
            Mistake::new(flag, sentence)
        })?;
        Ok(Self::File { path: path.to_owned(), file })
    }

    /// Writes the document.
    ///
    /// # Errors
    /// For instance when the disk is full. A reader of standard output that closed its end is no error.
    pub fn write(self, document: &impl Serialize) -> Result<()> {
        self.fill(|mut to| {
            serde_json::to_writer(&mut to, document)?;
            writeln!(to)
        })
    }

    /// Writes a text.
    ///
    /// # Errors
    /// As [`Outlet::write`].
    pub fn write_text(self, text: &str) -> Result<()> {
        self.fill(|to| to.write_all(text.as_bytes()))
    }

    fn fill(self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Self::Stdout => {
                let written = buffered(io::stdout().lock(), content);
                screen::ignore_broken_pipe(written).context("standard output could not be written")
            }
            Self::File { path, file } => {
                replace(file, content).with_context(|| format!("'{}' could not be written", path.display()))
            }
        }
    }
}

/// The JSON that a command writes beside its text, if `--json` is given.
#[derive(Debug)]
pub struct JsonOutlet(Option<Outlet>);

impl JsonOutlet {
    /// Opens it, before anything is measured.
    ///
    /// # Errors
    /// As [`Outlet::open`].
    pub fn open(path: Option<&PathBuf>) -> Result<Self, Mistake> {
        Ok(Self(path.map(|path| Outlet::open("json", path)).transpose()?))
    }

    /// Where the text for people goes.
    pub fn stream(&self) -> Stream {
        stream_beside(&self.0)
    }

    /// Writes the document, and shows its text for a number of columns.
    ///
    /// # Errors
    /// When one of them cannot be written; the other one still is.
    pub fn deliver(self, document: &impl Serialize, text: impl FnOnce(usize) -> String) -> Result<()> {
        let stream = self.stream();
        let saved = self.0.map_or(Ok(()), |outlet| outlet.write(document));
        let shown = screen::show(stream, &text(screen::width(stream)));
        saved.and(shown)
    }
}

/// Where the text for people goes: to standard output, or to standard error where a document takes standard output.
pub fn stream_beside<'a>(outlets: impl IntoIterator<Item = &'a Outlet>) -> Stream {
    let taken = outlets.into_iter().any(|outlet| matches!(outlet, Outlet::Stdout));
    if taken { Stream::Error } else { Stream::Out }
}

fn replace(mut file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Pipes and devices have no length to cut.
    if file.metadata()?.is_file() {
        file.set_len(0)?;
        file.rewind()?;
    }
    buffered(file, content)
}

fn buffered(to: impl Write, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    content(&mut to)?;
    to.flush()
}
