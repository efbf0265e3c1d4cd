//! Reads stored reports and traces, and answers every other kind of file with a sentence.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Error, Result};
use interleave_core::import::{self, ImportError, Opened};
use interleave_core::mistake::Mistake;
use interleave_core::report::Report;

/// The report in a file.
///
/// # Errors
/// When it cannot be read, or holds something else: an [`ImportError`] or a [`Mistake`], with the file's name before it.
pub fn read(path: &Path) -> Result<Report> {
    with_bytes(path, import::report)
}

/// The report or the trace in a file.
///
/// # Errors
/// As [`read`].
pub fn open(path: &Path) -> Result<Opened> {
    with_bytes(path, import::open)
}

fn with_bytes<T>(path: &Path, import: impl FnOnce(&[u8]) -> Result<T, ImportError>) -> Result<T> {
    let bytes = bytes(path).map_err(|error| {
        Mistake::new(
            "file",
            format!("'{}' cannot be read ({error}): name a file that `run --json` wrote.", path.display()),
        )
    })?;
    let refused = |error: ImportError| Error::new(error).context(format!("'{}' cannot be used", path.display()));
    import(&bytes).map_err(refused)
}

/// The content; of a file that is too long, only enough to know that, whatever length it claims.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let mut bytes = Vec::new();
    file.take(import::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
