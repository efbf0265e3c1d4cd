//! Where a document is written to: opened before anything runs, so that no result is lost to a misspelt path.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek as _, Write};
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
    /// A file that is there already. Its old content stays until there is something to replace it.
    Existing { path: PathBuf, file: File },
    /// A file that is made when there is something to write.
    New { path: PathBuf },
}

impl Outlet {
    /// Makes sure that it can be written to, and changes nothing yet.
    ///
    /// # Errors
    /// When it cannot be written to; the sentence names the flag.
    pub fn open(flag: &str, path: &Path) -> Result<Self, Mistake> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        let opened = match OpenOptions::new().write(true).open(path) {
            Ok(file) => Ok(Self::Existing { path: path.to_owned(), file }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                can_be_made(path).map(|()| Self::New { path: path.to_owned() })
            }
            Err(error) => Err(error),
        };
        opened.map_err(|error| {
            let path = path.display();
            let sentence = format!(
                "--{flag} cannot write to '{path}' ({error}): name a file in a folder that exists and may be written to."
            );
            Mistake::new(flag, sentence)
        })
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

    /// Writes bytes, as `content` brings them.
    ///
    /// # Errors
    /// As [`Outlet::write`], and those of `content`.
    pub fn write_bytes(self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.fill(content)
    }

    fn fill(self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Self::Stdout => {
                let written = buffered(io::stdout().lock(), content);
                screen::ignore_broken_pipe(written).context("standard output could not be written")
            }
            Self::Existing { path, file } => replace(file, content).with_context(|| unwritten(&path)),
            Self::New { path } => {
                File::create(&path).and_then(|file| buffered(file, content)).with_context(|| unwritten(&path))
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

fn unwritten(path: &Path) -> String {
    format!("'{}' could not be written", path.display())
}

/// Makes a file and takes it away again: nobody else can say for sure that it can be made.
fn can_be_made(path: &Path) -> io::Result<()> {
    File::create(path)?;
    // A link to nowhere stays; what it now leads to goes.
    fs::remove_file(fs::canonicalize(path)?)
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
