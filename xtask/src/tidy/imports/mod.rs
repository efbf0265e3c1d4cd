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

/// Sentences about imports that go up or in a circle, and about files that nothing declares.
///
/// # Errors
/// A file that is not Rust, crates whose files cannot be found, or no list of layers.
pub fn findings(files: &[File]) -> Result<Vec<String>> {
    let mut imports = BTreeSet::new();
    let mut read = BTreeSet::new();
    for root in roots()? {
        let of_crate = modules::read(files, &root)?;
        imports.extend(of_crate.imports);
        read.extend(of_crate.files);
    }
    let document = files.iter().find(|file| file.path == DOCUMENT).with_context(|| format!("{DOCUMENT} is missing"))?;
    let layers = layers::read(&document.text).with_context(|| format!("{DOCUMENT} lists no layers"))?;
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut findings = layers::findings(&layers, &paths, &imports);
    findings.extend(circles::findings(&imports));
    findings.extend(paths.into_iter().filter_map(|path| undeclared(path, &read)));
    Ok(findings)
}

/// A sentence about a source that no crate has as a module, and that is therefore never compiled.
fn undeclared(path: &str, read: &BTreeSet<String>) -> Option<String> {
    // A workspace of its own.
    let elsewhere = path.starts_with("fuzz/");
    (path.ends_with(".rs") && !elsewhere && !read.contains(path))
        .then(|| format!("{path} belongs to no crate: nothing declares it by `mod`"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_no_crate_has_is_found_and_a_document_or_another_workspace_is_not() {
        let read = BTreeSet::from(["core/src/lib.rs".to_owned()]);
        assert_eq!(undeclared("core/src/lib.rs", &read), None);
        let told = undeclared("core/src/old.rs", &read).unwrap();
        assert_eq!(told, "core/src/old.rs belongs to no crate: nothing declares it by `mod`");
        assert_eq!(undeclared("README.md", &read).or(undeclared("fuzz/fuzz_targets/plan.rs", &read)), None);
    }
}
