//! From cargo's wasm to what a browser loads: wasm-bindgen's glue, then wasm-opt, then the parts.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::parts;
use crate::paths;
use crate::process;
use crate::setup::tools;
use crate::wasm::Engine;

/// What becomes of the engines' modules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// As they were compiled, without optimisation.
    Whole,
    /// Optimised and in parts.
    Divided,
    /// Optimised, and telling of the functions that are called.
    Telling,
}

impl Form {
    /// Cargo's name for how the engine is compiled.
    pub fn profile(self) -> &'static str {
        if self == Form::Whole { "dev" } else { "release" }
    }

    /// Cargo's folder for the profile; that of `dev` has another name.
    pub fn profile_folder(self) -> &'static str {
        if self == Form::Whole { "debug" } else { "release" }
    }
}

/// Makes an engine's folder from cargo's `module`, unless it is there already.
///
/// # Errors
/// wasm-bindgen or wasm-opt failed, or a file cannot be read or written.
pub fn bundle(engine: Engine, module: &Path, form: Form) -> Result<()> {
    let (bound, folder) = (bound(engine), paths::engine(engine.name()));
    let bound_stamp = stamp(engine, module, form == Form::Whole)?;
    let stamp_path = |name| engine.target_dir().join(name);
    made(&bound, &stamp_path("bound.stamp"), &bound_stamp, |bound| bind(engine, module, form, bound))?;
    let named = named(engine);
    let recipe = format!("{bound_stamp} {form:?} {}", hashed(parts::recipe()?));
    made(&folder, &stamp_path("bundled.stamp"), &recipe, |folder| {
        copy(&bound, folder)?;
        match form {
            Form::Whole => return Ok(()),
            Form::Divided => parts::divide(module, &named, folder)?,
            Form::Telling => parts::telling(&named, folder, &parts::file(folder, 0), &names(engine))?,
        }
        Ok(fs::remove_file(folder.join(NAMED))?)
    })
}

/// An optimised module whose functions have their names.
const NAMED: &str = "named.wasm";

/// The optimised module of an engine that was bundled, whose functions have their names.
pub fn named(engine: Engine) -> PathBuf {
    bound(engine).join(NAMED)
}

fn bound(engine: Engine) -> PathBuf {
    engine.target_dir().join("bound")
}

/// Writes the glue and the module that goes with it into `bound`.
fn bind(engine: Engine, module: &Path, form: Form, bound: &Path) -> Result<()> {
    eprintln!("build  {} engine: wasm-bindgen", engine.name());
    let unlinked = engine.target_dir().join("unlinked.wasm");
    fs::write(&unlinked, parts::without_linking(&fs::read(module)?)?)?;
    Bindgen::new()
        .input_path(&unlinked)
        .out_name("interleave_web")
        .web(true)?
        .typescript(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .generate(bound)
        .with_context(|| format!("wasm-bindgen could not read the {} engine", engine.name()))?;
    if form != Form::Whole {
        eprintln!("build  {} engine: wasm-opt", engine.name());
        let output = parts::file(bound, 0);
        let mut optimizer = process::npm(&["exec", "--no", "--", "wasm-opt"]);
        process::run(optimizer.args(engine.optimizer_flags()).arg(&output).arg("-o").arg(bound.join(NAMED)))?;
    }
    Ok(())
}

/// Makes `folder` anew, unless it was made of what `stamp` says.
fn made(folder: &Path, stamp_path: &Path, stamp: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if folder.is_dir() && fs::read_to_string(stamp_path).is_ok_and(|kept| kept == stamp) {
        return Ok(());
    }
    // Half of it must not be taken for the whole.
    let _ = fs::remove_file(stamp_path);
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    make(folder)?;
    Ok(fs::write(stamp_path, stamp)?)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The names of the functions of an engine that tells of its calls.
pub fn names(engine: Engine) -> PathBuf {
    engine.target_dir().join("functions.txt")
}

/// Changes when the bound module would: with cargo's output, our flags, wasm-bindgen, wasm-opt or this file.
fn stamp(engine: Engine, module: &Path, whole: bool) -> Result<String> {
    let (bindgen, lock) = (tools::locked_version("wasm-bindgen")?, fs::read(paths::root().join("package-lock.json"))?);
    Ok(hashed((include_str!("bundle.rs"), fs::read(module)?, whole, engine.optimizer_flags(), bindgen, lock)))
}

fn hashed(value: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
