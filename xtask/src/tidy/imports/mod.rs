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

/// Crates whose files do not import each other in a circle.
const WITHOUT_CIRCLES: [&str; 1] = ["xtask/"];

/// Sentences about imports that go up or in a circle.
///
/// # Errors
/// A file that is not Rust, or a crate whose files cannot be found.
pub fn findings(files: &[File]) -> Result<Vec<String>> {
    let mut imports = BTreeSet::new();
    for root in roots()? {
        if WITHOUT_CIRCLES.iter().any(|folder| root.starts_with(folder)) {
            imports.extend(modules::imports(files, &root)?);
        }
    }
    let mut findings = circles::findings(&imports);
    let document = files.iter().find(|file| file.path == "ARCHITECTURE.md").context("ARCHITECTURE.md is missing")?;
    if let Some(layers) = layers::read(&document.text) {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        findings.extend(layers::findings(&layers, &paths, &modules::imports(files, "core/src/lib.rs")?));
    }
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
