//! The page's npm packages: installed exactly as locked, whenever what is installed is not what the lock says.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths;
use crate::process;
use crate::setup::say;

/// Installs them unless they are current.
///
/// # Errors
/// npm is missing or failed; the sentence says what to do.
pub fn install() -> Result<()> {
    let Some(version) = process::answer(&mut process::npm(&["--version"])) else {
        bail!(
            "npm is missing, and the page is built with it: install Node 20.19 or newer, which brings npm, and try again"
        );
    };
    let root = paths::root();
    let lock = fs::read_to_string(root.join("package-lock.json")).context("package-lock.json cannot be read")?;
    // npm's own note of what it installed; a broken installation does not have it.
    let installed = fs::read_to_string(root.join("node_modules/.package-lock.json")).unwrap_or_default();
    if is_current(&lock, &installed) {
        say("packages", &format!("npm {version}, node_modules is as package-lock.json says"));
        return Ok(());
    }
    say("packages", "npm ci (half a minute)");
    process::run(&mut process::npm(&["ci", "--no-audit", "--no-fund"]))
        .context("the page's packages could not be installed; when the registry answers again, type: npm ci")
}

/// Compared by content: by age, every `npm install` and every `git checkout` would look like a change.
fn is_current(lock: &str, installed: &str) -> bool {
    let (Ok(lock), Ok(installed)) = (serde_json::from_str::<Value>(lock), serde_json::from_str::<Value>(installed))
    else {
        return false;
    };
    let Some(wanted) = lock["packages"].as_object() else { return false };
    wanted.iter().filter(|(path, _)| !path.is_empty()).all(|(path, package)| {
        match installed["packages"].get(path) {
            Some(here) => here["version"] == package["version"],
            // Of packages for other systems npm installs none.
            None => package["optional"] == true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::is_current;

    const LOCK: &str = r#"{"packages": {"": {}, "node_modules/a": {"version": "1.0.0"},
        "node_modules/b": {"version": "2.0.0", "optional": true}}}"#;

    #[test]
    fn an_optional_package_may_be_missing_and_nothing_else_may() {
        assert!(is_current(LOCK, r#"{"packages": {"node_modules/a": {"version": "1.0.0"}}}"#));
        assert!(!is_current(LOCK, r#"{"packages": {"node_modules/b": {"version": "2.0.0"}}}"#));
    }

    #[test]
    fn another_version_or_no_installation_at_all_is_not_current() {
        assert!(!is_current(LOCK, r#"{"packages": {"node_modules/a": {"version": "1.0.1"}}}"#));
        assert!(!is_current(LOCK, ""));
    }
}
