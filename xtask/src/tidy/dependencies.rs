//! Rules about dependencies: core knows no platform, a version stands in one place, and none is unused.

use anyhow::{Context, Result, bail};

use super::tracked::File;
use crate::process::{self, program};
use crate::setup::tools;

/// What belongs to a platform or to a user interface, and so never under core.
const NOT_IN_CORE: [&str; 6] = ["wasm-bindgen", "web-sys", "js-sys", "tokio", "clap", "anyhow"];

/// These must agree to the last digit; the root manifest is where they do.
const ONE_VERSION: [&str; 6] =
    ["wasm-bindgen", "wasm-bindgen-cli-support", "wasm-bindgen-futures", "wasm-bindgen-test", "js-sys", "web-sys"];

/// Sentences about what core depends on and must not.
///
/// # Errors
/// Cargo could not tell.
pub fn direction() -> Result<Vec<String>> {
    let mut cargo = program("cargo");
    cargo.args(["tree", "--package", "interleave-core", "--edges", "normal,build", "--target", "all"]);
    cargo.args(["--prefix", "none", "--format", "{lib}"]);
    let tree = process::answer(&mut cargo).context("cargo could not list core's dependencies")?;
    Ok(forbidden(&tree))
}

/// Libraries are listed by the name Rust code uses, with `_`.
fn forbidden(tree: &str) -> Vec<String> {
    let found = NOT_IN_CORE.iter().filter(|name| tree.lines().any(|line| line == name.replace('-', "_")));
    found.map(|name| format!("core depends on {name}; `cargo tree -p interleave-core -i {name}` shows how")).collect()
}

/// Sentences about dependencies that no source of their package names.
///
/// # Errors
/// cargo-machete is missing and cannot be installed, or it failed.
pub fn unused() -> Result<Vec<String>> {
    tools::install_machete()?;
    // With metadata it also looks at the dependencies of one platform.
    let output = program("cargo-machete")
        .args(["--with-metadata", "."])
        .output()
        .context("cargo-machete could not be started")?;
    // It ends with 1 when it has found something.
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!("cargo-machete failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(read_unused(&String::from_utf8_lossy(&output.stdout)))
}

/// A line for each manifest, `package -- ./folder/Cargo.toml:`, and below it a name a line after a tab.
fn read_unused(report: &str) -> Vec<String> {
    let mut manifest = "";
    let mut findings = Vec::new();
    for line in report.lines() {
        if let Some((_, path)) = line.strip_suffix(':').and_then(|line| line.split_once(" -- ")) {
            manifest = path.trim_start_matches("./");
        } else if let Some(name) = line.strip_prefix('\t') {
            findings.push(format!("{manifest} lists {name}, which no source of its package names"));
        }
    }
    findings
}

/// Sentences about members that do not take a shared version from the root, by `name.workspace = true`.
pub fn loose_versions(file: &File) -> Vec<String> {
    if file.path == "Cargo.toml" || !file.path.ends_with("Cargo.toml") {
        return Vec::new();
    }
    let own_version = |line: &&str| {
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        ONE_VERSION.contains(&name) && !line.contains("workspace = true")
    };
    file.text
        .lines()
        .filter(own_version)
        .map(|line| format!("{}: `{line}` must be a workspace version", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_under_core_is_found_and_a_longer_name_is_not_mistaken_for_it() {
        assert_eq!(forbidden("serde\nclap\n").len(), 1);
        assert_eq!(forbidden("wasm_bindgen\njs_sys").len(), 2);
        assert!(forbidden("clap_lex\nfutures").is_empty());
    }

    #[test]
    fn unused_dependencies_are_read_with_their_manifest() {
        let report = "cargo-machete found the following unused dependencies in this directory:\n\
                      interleave -- ./Cargo.toml:\n\twat\n\ttoml\ninterleave-web -- ./web/Cargo.toml:\n\tserde\n\n\
                      If you believe it is wrong, for example:\n\n[package.metadata.cargo-machete]\n";
        assert_eq!(
            read_unused(report),
            [
                "Cargo.toml lists wat, which no source of its package names",
                "Cargo.toml lists toml, which no source of its package names",
                "web/Cargo.toml lists serde, which no source of its package names",
            ]
        );
    }

    #[test]
    fn a_member_with_its_own_wasm_bindgen_is_found() {
        let member = |text: &str| File { path: "web/Cargo.toml".to_owned(), text: text.to_owned() };
        assert_eq!(loose_versions(&member("wasm-bindgen = \"0.2\"\njs-sys.workspace = true")).len(), 1);
        assert_eq!(loose_versions(&member("web-sys = { version = \"0.3\", features = [] }")).len(), 1);
        assert!(
            loose_versions(&member("web-sys = { workspace = true, features = [] }\nwasm-bindgen-rayon = \"=1\""))
                .is_empty()
        );
    }
}
