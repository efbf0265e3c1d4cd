//! Rust programs that checks call, installed from crates.io once per machine: wasm-pack, wasm-bindgen's test runner and
//! geckodriver for the browser tests, cargo-machete for tidy.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{self, program};
use crate::setup::say;

/// The one place that names cargo-machete's version: another one could find other things.
const MACHETE: &str = "0.9.2";

/// Installs what is missing of cargo-machete, which finds unused dependencies.
///
/// # Errors
/// It could not be built; the sentence has the line to type.
pub fn install_machete() -> Result<()> {
    tool("cargo-machete", "cargo-machete", Some(MACHETE))?;
    remove_build_folder();
    Ok(())
}

/// Installs what is missing for the browser tests. Only wasm-bindgen's version matters: the runner must match the library
/// the tests link.
///
/// # Errors
/// One of them could not be built; the sentence has the line to type.
pub fn install() -> Result<()> {
    let bindgen = locked_version("wasm-bindgen")?;
    tool("wasm-bindgen", "wasm-bindgen-cli", Some(&bindgen))?;
    tool("wasm-pack", "wasm-pack", None)?;
    tool("geckodriver", "geckodriver", None)?;
    remove_build_folder();
    Ok(())
}

/// Half a gigabyte that nothing reads again.
fn remove_build_folder() {
    let _ = fs::remove_dir_all(build_folder());
}

/// One folder for all of them: they share most of their dependencies.
fn build_folder() -> PathBuf {
    paths::root().join("target").join("tools")
}

fn tool(name: &str, package: &str, version: Option<&str>) -> Result<()> {
    let answer = process::answer(program(name).arg("--version")).unwrap_or_default();
    if let Some(here) = told_version(&answer) {
        if version.is_none_or(|wanted| wanted == here) {
            say(name, &format!("{here} is here"));
            return Ok(());
        }
        say(name, &format!("{here} is here, another version is needed"));
    }
    say(name, &format!("building {package} from crates.io (one to four minutes, once per machine)"));
    let mut cargo = program("cargo");
    // Not --locked: wasm-bindgen-cli's own lock once named a dependency too new to compile here.
    cargo.args(["install", package]);
    if let Some(version) = version {
        cargo.args(["--version", version, "--force"]);
    }
    cargo.arg("--target-dir").arg(build_folder());
    let typed = process::typed(&cargo);
    process::run(&mut cargo)
        .with_context(|| format!("{name} could not be installed; when crates.io answers again, type: {typed}"))
}

/// The version in "wasm-bindgen 0.2.130", in "geckodriver 0.37.1 (...)" and in "0.9.2".
fn told_version(answer: &str) -> Option<&str> {
    answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// A dependency's version as Cargo.lock has it.
///
/// # Errors
/// The lock cannot be read, or has no such package.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    find_version(&lock, package).with_context(|| format!("Cargo.lock has no package {package}"))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_exactly_the_package_asked_for() {
        let lock = "[[package]]\nname = \"wasm-bindgen-cli\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.9\"\n";
        assert_eq!(find_version(lock, "wasm-bindgen").as_deref(), Some("0.2.9"));
        assert_eq!(find_version(lock, "wasm"), None);
    }

    #[test]
    fn a_version_is_read_with_and_without_the_name_before_it() {
        assert_eq!(told_version("geckodriver 0.37.1 (7e8e5a3 2026)"), Some("0.37.1"));
        assert_eq!(told_version("0.9.2"), Some("0.9.2"));
        assert_eq!(told_version(""), None);
    }
}
