//! From cargo's wasm to what a browser loads: wasm-bindgen's glue, then wasm-opt.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::paths;
use crate::process;
use crate::setup::tools;
use crate::wasm::Engine;

/// Makes an engine's folder from cargo's `module`, unless it is there already.
///
/// # Errors
/// wasm-bindgen or wasm-opt failed, or a file cannot be read or written.
pub fn bundle(engine: Engine, module: &Path, optimize: bool) -> Result<()> {
    let folder = paths::engine(engine.name());
    let stamp_path = engine.target_dir().join("bundled");
    let stamp = stamp(engine, module, optimize)?;
    let output = folder.join("interleave_web_bg.wasm");
    if output.is_file() && fs::read_to_string(&stamp_path).ok().as_ref() == Some(&stamp) {
        return Ok(());
    }
    // Half a bundle must not be taken for a whole one.
    let _ = fs::remove_file(&stamp_path);
    let _ = fs::remove_dir_all(&folder);
    eprintln!("build  {} engine: wasm-bindgen", engine.name());
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen could not read the {} engine", engine.name()))?;
    if optimize {
        eprintln!("build  {} engine: wasm-opt", engine.name());
        let mut optimizer = process::npm(&["exec", "--no", "--", "wasm-opt"]);
        process::run(optimizer.args(engine.optimizer_flags()).arg(&output).arg("-o").arg(&output))?;
    }
    fs::write(&stamp_path, stamp)?;
    Ok(())
}

/// Changes when the result would: with cargo's output, optimisation, our flags, wasm-bindgen, wasm-opt or this file.
fn stamp(engine: Engine, module: &Path, optimize: bool) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    include_str!("bundle.rs").hash(&mut hasher);
    fs::read(module)?.hash(&mut hasher);
    optimize.hash(&mut hasher);
    engine.optimizer_flags().hash(&mut hasher);
    tools::locked_version("wasm-bindgen")?.hash(&mut hasher);
    fs::read(paths::root().join("package-lock.json"))?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
