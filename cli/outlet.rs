//! Where a report goes as a file: opened before anything runs, so that no result is ever lost to a misspelt path.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use interleave_core::mistake::Mistake;
use serde::Serialize;

use crate::screen::{self, Stream};

/// A place for one document.
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
    /// Makes sure that it can be written to. What is in it already stays until there is something to replace it.
    ///
    /// # Errors
    /// When it cannot, naming the flag.
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
    /// When the disk is full, for instance. A reader of standard output who has gone is none.
    pub fn write(self, document: &impl Serialize) -> Result<()> {
        self.fill(|mut to| {
            serde_json::to_writer(&mut to, document)?;
            writeln!(to)
        })
    }

    /// Writes a text that is ready.
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
                screen::unless_gone(written).context("standard output could not be written")
            }
            Self::File { path, file } => {
                replace(file, content).with_context(|| format!("'{}' could not be written", path.display()))
            }
        }
    }
}

/// The JSON that a command was asked for, if it was, beside the text that it shows.
#[derive(Debug)]
pub struct JsonOutlet(Option<Outlet>);

impl JsonOutlet {
    /// Makes sure that it can be written to, before anything is measured.
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
    /// When either cannot be written; the other one is all the same.
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
