//! Tells core with which compiler and for which processor features it was built, for the reports.

use std::process::Command;

fn main() {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(compiler).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let features = std::env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    println!("cargo::rustc-env=INTERLEAVE_COMPILER={version}");
    println!("cargo::rustc-env=INTERLEAVE_FEATURES={features}");
    println!("cargo::rerun-if-changed=build.rs");
}
