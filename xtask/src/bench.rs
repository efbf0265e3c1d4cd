//! `cargo xtask bench`: measures Interleave beside its peers, on the page and natively, and writes what may be said of it. It never fails on speed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::paths;
use crate::process::{self, program};
use crate::setup::browsers;
use crate::weight;

/// What to measure, and what to do with the figures.
#[derive(clap::Args)]
pub struct Options {
    /// Fewer rounds: under three minutes instead of under fifteen, on a machine like the one that BENCHMARKS.md names. That file stays as it is; the quick one is written into target/.
    #[arg(long)]
    quick: bool,
    /// Only what has this in its name, such as `panning`; again for more. This, too, is written into target/. `weight` writes benches/weight.md.
    #[arg(long)]
    only: Vec<String>,
    /// Store all figures as JSON in this file.
    #[arg(long)]
    json: Option<PathBuf>,
}

/// The scripts of `benches/` that measure on the page.
const SCRIPTS: [&str; 12] = [
    "following",
    "panning",
    "starting",
    "calling",
    "waking",
    "tasks",
    "places",
    "cancelling",
    "loading",
    "answering",
    "tracing",
    "computing",
];

/// Builds everything with optimisation, and has all of it measured.
///
/// # Errors
/// Something could not be built or measured.
pub fn run(options: &Options) -> Result<()> {
    let picked = |name: &str| options.only.is_empty() || options.only.iter().any(|only| name.contains(only.as_str()));
    let scripts: Vec<&str> = SCRIPTS.into_iter().filter(|script| picked(script)).collect();
    let weighed = picked("weight") && !options.quick;
    if weighed || !scripts.is_empty() {
        build::run(&build::Options::default())?;
    }
    if weighed {
        weight::write()?;
    }
    if !scripts.is_empty() {
        browsers::find()?;
        // It serves the page and runs natively for it.
        process::run(program("cargo").args(["build", "--release", "--package", "interleave", "--features", "serve"]))?;
    }
    // All is built before anything is measured.
    let mut bench = program(built(&mut program("cargo"), &paths::root().join("target"))?);
    bench.env("INTERLEAVE", paths::root().join("target").join("release").join(executable("interleave")));
    if !options.quick && picked("builds") {
        let mut cargo = program("cargo");
        cargo.env("RUSTFLAGS", "-Ctarget-cpu=native");
        bench.arg("--native-build").arg(built(&mut cargo, &paths::root().join("target").join("native-cpu"))?);
    }
    for script in scripts {
        bench.arg("--script").arg(format!("benches/{script}.mjs"));
    }
    for only in &options.only {
        bench.arg("--only").arg(only);
    }
    if options.quick {
        bench.arg("--quick");
    }
    let kept = !options.quick && options.only.is_empty();
    let folder = if kept { paths::root() } else { paths::root().join("target") };
    let picture = if kept { folder.join("docs").join("benchmarks.svg") } else { folder.join("benchmarks.svg") };
    bench.arg("--markdown").arg(folder.join("BENCHMARKS.md")).arg("--picture").arg(picture);
    if let Some(json) = &options.json {
        bench.arg("--json").arg(std::path::absolute(json)?);
    }
    process::run(&mut bench)
}

/// Builds the benchmark with optimisation into this folder; where it is.
fn built(cargo: &mut Command, target: &Path) -> Result<PathBuf> {
    process::run(cargo.args(["build", "--release", "--package", "interleave-bench", "--target-dir"]).arg(target))?;
    Ok(target.join("release").join(executable("interleave-bench")))
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
