//! Rust programs the browser tests run by: wasm-pack, wasm-bindgen's test runner, geckodriver. From crates.io, once a machine.
use crate::paths;
use crate::process::{self, program};
use crate::setup::say;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Installs what is missing. Only wasm-bindgen's version matters: the runner must match the library the tests link.
pub fn install() -> Result<()> {
    let bindgen = locked_version("wasm-bindgen")?;
    tool("wasm-bindgen", "wasm-bindgen-cli", Some(&bindgen))?;
    tool("wasm-pack", "wasm-pack", None)?;
    tool("geckodriver", "geckodriver", None)?;
    // Half a gigabyte that nothing reads again.
    let _ = fs::remove_dir_all(build_folder());
    Ok(())
}

/// One folder for all of them: they share most of their dependencies.
fn build_folder() -> PathBuf {
    paths::root().join("target").join("tools")
}

fn tool(name: &str, package: &str, version: Option<&str>) -> Result<()> {
    // "wasm-bindgen 0.2.130", "geckodriver 0.37.1 (...)"
    let here = process::answer(program(name).arg("--version"));
    let here = here.as_deref().and_then(|text| text.split_whitespace().nth(1));
    if let Some(here) = here {
        if version.is_none_or(|wanted| wanted == here) {
            say(name, &format!("{here} is here"));
            return Ok(());
        }
        say(name, &format!("{here} is here, another version is needed"));
    }
    say(name, &format!("building {package} from crates.io (two to four minutes, once a machine)"));
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

/// A dependency's version as Cargo.lock has it.
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
    use super::find_version;

    #[test]
    fn the_locked_version_is_that_of_exactly_the_package_asked_for() {
        let lock = "[[package]]\nname = \"wasm-bindgen-cli\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.9\"\n";
        assert_eq!(find_version(lock, "wasm-bindgen").as_deref(), Some("0.2.9"));
        assert_eq!(find_version(lock, "wasm"), None);
    }
}
