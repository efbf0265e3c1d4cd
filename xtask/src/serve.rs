//! `cargo xtask serve`: builds the page, and the program with its server, which then serves it.

use anyhow::Result;

use crate::build;
use crate::paths;
use crate::process::{self, program};

/// Where to serve what.
#[derive(clap::Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 4173)]
    port: u16,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    build: build::Options,
}

/// Builds and serves until it is interrupted.
///
/// # Errors
/// The build failed, or the port is taken.
pub fn run(options: &Options) -> Result<()> {
    build::run(&options.build)?;
    let mut cargo = program("cargo");
    // The same profile as the page's: what runs in both places is to be compared.
    cargo.args(["run", "--quiet", "--features", "serve", "--profile", options.build.profile()]);
    cargo.args(["--", "serve", "--port", &options.port.to_string(), "--page"]).arg(paths::dist());
    if options.open {
        cargo.arg("--open");
    }
    eprintln!("build  server");
    process::run(&mut cargo)
}
