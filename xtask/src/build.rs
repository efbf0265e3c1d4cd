//! `cargo xtask build`: both engines and the page, into dist/. What has not changed is not made again.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bundle;
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
        if self.dev { "dev" } else { "release" }
    }

    /// Cargo's folder for the profile; that of `dev` has another name.
    fn profile_folder(&self) -> &'static str {
        if self.dev { "debug" } else { "release" }
    }
}

/// Builds dist/.
///
/// # Errors
/// Something needed is missing and cannot be installed, or a build failed.
pub fn run(options: &Options) -> Result<()> {
    let compiler = compiler::find()?;
    packages::install()?;
    for engine in Engine::ALL {
        eprintln!("build  {} engine", engine.name());
        let mut cargo = engine.command("cargo", &compiler);
        cargo.args([
            "build",
            "--package",
            "interleave-web",
            "--lib",
            "--target",
            TARGET,
            "--profile",
            options.profile(),
        ]);
        cargo.args(engine.cargo_features());
        process::run(&mut cargo)?;
        let module = engine.target_dir().join(TARGET).join(options.profile_folder()).join("interleave_web.wasm");
        bundle::bundle(engine, &module, !options.dev)?;
    }
    eprintln!("build  page");
    process::run(&mut process::npm(&["run", "--silent", "build"]))?;
    if !options.dev {
        eprintln!("build  page: brotli and gzip");
        process::run(process::npm(&["run", "--silent", "compress", "--"]).arg(paths::dist()).arg(paths::compressed()))?;
    }
    for engine in Engine::ALL {
        print_sizes(engine)?;
    }
    println!("build  {} is ready", paths::dist().strip_prefix(paths::root())?.display());
    Ok(())
}

/// Prints the size of an engine, in kB, as it is and as a server sends it.
fn print_sizes(engine: Engine) -> Result<()> {
    let path = paths::dist().join("engine").join(engine.name()).join("interleave_web_bg.wasm");
    let size = |path: &Path| Some(fs::metadata(path).ok()?.len() / 1000);
    let bytes = size(&path).with_context(|| format!("{} is missing", shown(&path)))?;
    print!("build  {:<9} {bytes:>6} kB", engine.name());
    for (ending, name) in [("br", "brotli"), ("gz", "gzip")] {
        if let Some(packed) = size(&path.with_extension(format!("wasm.{ending}"))) {
            print!(", {packed:>5} kB {name}");
        }
    }
    println!();
    Ok(())
}

fn shown(path: &Path) -> String {
    path.strip_prefix(paths::root()).unwrap_or(path).display().to_string()
}
