//! `cargo xtask tidy`: the rules that a program can check, each a function from files to sentences.

mod dependencies;
mod files;
mod imports;
mod names;
mod tracked;

use anyhow::{Result, bail};

use crate::describe::Description;
use crate::schema;

/// Checks every rule and prints each finding.
///
/// # Errors
/// There are findings, or a rule could not be checked.
pub fn run() -> Result<()> {
    let files = tracked::files()?;
    let description = Description::ask()?;
    let mut findings = Vec::new();
    findings.extend(files.iter().filter_map(files::head));
    findings.extend(files.iter().filter_map(files::length));
    findings.extend(files.iter().flat_map(files::machine_paths));
    findings.extend(files.iter().flat_map(files::sleeping_tests));
    findings.extend(files.iter().flat_map(dependencies::loose_versions));
    findings.extend(dependencies::direction()?);
    findings.extend(dependencies::unused()?);
    findings.extend(imports::findings(&files)?);
    findings.extend(names::findings(&description, &files));
    findings.extend(files.iter().filter_map(names::foreign_source));
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
