//! Where things are in the work tree: each place is named once.

use std::path::PathBuf;

/// The repository's root: the folder above this package.
pub fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map(PathBuf::from).unwrap_or(package)
}

/// Everything the wasm builds leave behind; apart from the native `target/`, so that neither makes the other build again.
pub fn wasm_target() -> PathBuf {
    root().join("target").join("wasm")
}

/// Where the page looks for an engine: Vite copies its public folder into `dist/` untouched.
pub fn engine(name: &str) -> PathBuf {
    root().join("web").join("public").join("engine").join(name)
}

/// The built page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What was compressed of the built page, by its content.
pub fn compressed() -> PathBuf {
    root().join("target").join("compressed")
}
