//! Where a report goes as a file: opened before anything runs, so that no result is ever lost to a misspelt path.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use interleave_core::mistake::Mistake;
use serde::Serialize;

use crate::screen;

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
