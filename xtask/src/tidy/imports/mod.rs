//! Which file imports which, in each crate: paths as they are written, followed through the crate's modules to the
//! deepest file they name. A path to something that `mod.rs` defines or re-exports ends at `mod.rs`.

mod circles;
mod layers;
mod mentions;
mod modules;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths;
use crate::process::{self, program};
use crate::tidy::tracked::File;

/// Where core's layers are listed.
const DOCUMENT: &str = "ARCHITECTURE.md";

/// Sentences about imports that go up or in a circle, in every crate.
///
/// # Errors
/// A file that is not Rust, crates whose files cannot be found, or no list of layers.
pub fn findings(files: &[File]) -> Result<Vec<String>> {
    let mut imports = BTreeSet::new();
    for root in roots()? {
        imports.extend(modules::imports(files, &root)?);
    }
    let document = files.iter().find(|file| file.path == DOCUMENT).with_context(|| format!("{DOCUMENT} is missing"))?;
    let layers = layers::read(&document.text).with_context(|| format!("{DOCUMENT} lists no layers"))?;
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut findings = layers::findings(&layers, &paths, &imports);
    findings.extend(circles::findings(&imports));
    Ok(findings)
}

/// The root file of every crate in the workspace: libraries, programs, tests.
fn roots() -> Result<Vec<String>> {
    let mut cargo = program("cargo");
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
    let answer = process::answer(&mut cargo).context("cargo could not list the crates")?;
    let metadata: Value = serde_json::from_str(&answer)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let path = |target: &Value| {
        let path = std::path::Path::new(target["src_path"].as_str()?).strip_prefix(paths::root()).ok()?;
        Some(path.to_string_lossy().replace('\\', "/"))
    };
    Ok(targets.filter_map(path).collect())
}
