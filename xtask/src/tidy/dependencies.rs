//! Rules about dependencies: core knows no platform, and a version stands in one place.
use super::tracked::File;
use crate::process::{self, program};
use anyhow::{Context, Result};

/// What belongs to a platform or to a face, and so never under core.
const NOT_IN_CORE: [&str; 6] = ["wasm-bindgen", "web-sys", "js-sys", "tokio", "clap", "anyhow"];

/// These must agree to the last digit; the root manifest is where they do.
const ONE_VERSION: [&str; 6] =
    ["wasm-bindgen", "wasm-bindgen-cli-support", "wasm-bindgen-futures", "wasm-bindgen-test", "js-sys", "web-sys"];

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

/// Members take shared versions from the root: `name.workspace = true`.
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
