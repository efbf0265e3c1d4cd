//! `cargo xtask tidy`: the house rules a program can check, each a function from files to sentences.
mod dependencies;
mod files;
mod names;

use crate::describe::Description;
use crate::paths;
use crate::process::{self, program};
use crate::schema;
use anyhow::{Context, Result, bail};
use std::fs;

/// One tracked text file.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}

pub fn run() -> Result<()> {
    let files = read_files()?;
    let description = Description::ask()?;
    let mut findings = Vec::new();
    findings.extend(files.iter().filter_map(files::head));
    findings.extend(files.iter().filter_map(files::length));
    findings.extend(files.iter().flat_map(files::machine_paths));
    findings.extend(files.iter().flat_map(files::sleeping_tests));
    findings.extend(files.iter().flat_map(dependencies::loose_versions));
    findings.extend(dependencies::direction()?);
    findings.extend(names::findings(&description, &files));
    findings.extend(schema::findings(&description)?);
    for finding in &findings {
        println!("tidy   {finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings of tidy, listed above", findings.len());
    }
    println!("tidy   {} files are in order", files.len());
    Ok(())
}

/// What git tracks or would track, so that a file is checked before it is committed.
fn read_files() -> Result<Vec<File>> {
    let mut git = program("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let list = process::answer(&mut git).context("git could not list the files; tidy needs a git checkout")?;
    // Pictures are no text, and a file may be deleted but still listed.
    let read =
        |path: &str| Some(File { path: path.to_owned(), text: fs::read_to_string(paths::root().join(path)).ok()? });
    Ok(list.lines().filter_map(read).collect())
}
