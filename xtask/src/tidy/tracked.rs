//! What tidy looks at: the text files that git tracks.

use std::fs;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{self, program};

/// One tracked text file.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}

/// What git tracks or would track, so that a file is checked before it is committed.
///
/// # Errors
/// Git is missing, or this is no git checkout.
pub fn files() -> Result<Vec<File>> {
    let mut git = program("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let list = process::answer(&mut git).context("git could not list the files; tidy needs a git checkout")?;
    // Pictures are no text, and a file may be deleted but still listed.
    let read =
        |path: &str| Some(File { path: path.to_owned(), text: fs::read_to_string(paths::root().join(path)).ok()? });
    Ok(list.lines().filter_map(read).collect())
}
