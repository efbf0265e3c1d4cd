//! `cargo xtask build`: both engines and the page, into dist/. What has not changed is not made again.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::bundle::{self, Form};
use crate::parts;
use crate::paths;
use crate::process;
use crate::setup::compiler::{self, TARGET};
use crate::setup::packages;
use crate::wasm::Engine;

/// How the engines and the page are built.
// `serve` takes these too, and clap names a group after each struct called Options.
#[derive(clap::Args, Default)]
#[group(skip)]
pub struct Options {
    /// Without optimisation: quicker to build, and times measured with it mean nothing.
    #[arg(long)]
    pub dev: bool,
}

impl Options {
    /// Cargo's name for how everything is built.
    pub fn profile(&self) -> &'static str {
        self.form().profile()
    }

    fn form(&self) -> Form {
        if self.dev { Form::Whole } else { Form::Divided }
    }
}

/// Builds dist/.
///
/// # Errors
/// Something needed is missing and cannot be installed, or a build failed.
pub fn run(options: &Options) -> Result<()> {
    let form = options.form();
    page(form)?;
    if form == Form::Divided {
        eprintln!("build  page: brotli and gzip");
        process::run(process::npm(&["run", "--silent", "compress", "--"]).arg(paths::dist()).arg(paths::compressed()))?;
    }
    for engine in Engine::ALL {
        print_sizes(engine)?;
    }
    println!("build  {} is ready", paths::dist().strip_prefix(paths::root())?.display());
    Ok(())
}

/// Builds both engines and the page, and compresses nothing.
///
/// # Errors
/// As [`run`].
pub fn page(form: Form) -> Result<()> {
    let compiler = compiler::find()?;
    packages::install()?;
    for engine in Engine::ALL {
        eprintln!("build  {} engine", engine.name());
        let mut cargo = engine.command("cargo", &compiler);
        cargo.args(["rustc", "--package", "interleave-web", "--lib", "--crate-type", "cdylib"]);
        cargo.args(["--target", TARGET, "--profile", form.profile()]).args(engine.cargo_features());
        if form != Form::Whole {
            // What the linker knows of each function and constant: by that the module is divided.
            cargo.args(["--", "-Clink-arg=--emit-relocs"]);
        }
        process::run(&mut cargo)?;
        let module = engine.target_dir().join(TARGET).join(form.profile_folder()).join("interleave_web.wasm");
        bundle::bundle(engine, &module, form)?;
    }
    eprintln!("build  page");
    process::run(&mut process::npm(&["run", "--silent", "build"]))
}

/// Prints the size of each part of an engine, in kB, as it is and as a server sends it.
fn print_sizes(engine: Engine) -> Result<()> {
    let folder = paths::dist().join("engine").join(engine.name());
    let size = |path: &Path| Some(fs::metadata(path).ok()?.len() / 1000);
    for part in 0.. {
        let path = parts::file(&folder, part);
        let Some(bytes) = size(&path) else {
            ensure!(part > 0, "{} is missing", shown(&path));
            break;
        };
        print!("build  {:<9} part {part} {bytes:>6} kB", engine.name());
        for (ending, name) in [("br", "brotli"), ("gz", "gzip")] {
            if let Some(packed) = size(&path.with_extension(format!("wasm.{ending}"))) {
                print!(", {packed:>5} kB {name}");
            }
        }
        println!();
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    path.strip_prefix(paths::root()).unwrap_or(path).display().to_string()
}
