//! `cargo xtask bench`: measures what things cost, on the page and natively, and prints what may be said of it. It never fails on speed.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::paths;
use crate::process::{self, program};
use crate::setup::browsers;

/// What to do with the figures.
#[derive(clap::Args)]
pub struct Options {
    /// Write the figures as JSON to this file too.
    #[arg(long)]
    json: Option<PathBuf>,
}

/// Builds everything with optimisation, measures the page in Chromium, then natively, and prints both.
///
/// # Errors
/// Something could not be built or measured.
pub fn run(options: &Options) -> Result<()> {
    build::run(&build::Options::default())?;
    browsers::find()?;
    // All is built before anything is measured.
    process::run(program("cargo").args(["bench", "--bench", "bench", "--no-run"]))?;
    eprintln!("bench  the page, in Chromium");
    let page = measured_on_page("following")?;
    eprintln!("bench  a long trace on the page, in Chromium and Firefox");
    let panning = measured_on_page("panning")?;
    eprintln!("bench  natively");
    let mut cargo = program("cargo");
    cargo.args(["bench", "--quiet", "--bench", "bench", "--", "--page"]).arg(page).arg("--panning").arg(panning);
    if let Some(json) = &options.json {
        // Cargo starts a benchmark in its package's folder.
        cargo.arg("--json").arg(std::path::absolute(json)?);
    }
    process::run(&mut cargo)
}

/// The file with the figures that a script of `benches` has measured on the page, as JSON.
fn measured_on_page(script: &str) -> Result<PathBuf> {
    let mut node = program("node");
    node.arg(format!("benches/{script}.mjs")).stderr(Stdio::inherit());
    let typed = process::typed(&node);
    let output = node.output().with_context(|| format!("`{typed}` could not be started"))?;
    if !output.status.success() {
        bail!("`{typed}` failed ({})", output.status);
    }
    let file = paths::bench_of_page(script);
    fs::write(&file, output.stdout).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(file)
}
