//! `cargo xtask serve`: builds the page and serves dist/ on this machine, with the headers that allow shared memory.

use anyhow::Result;

use crate::build;
use crate::process;

/// Where to serve what.
#[derive(clap::Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 4173)]
    port: u16,
    #[command(flatten)]
    build: build::Options,
}

/// Builds and serves until it is interrupted.
///
/// # Errors
/// The build failed, or the port is taken.
pub fn run(options: &Options) -> Result<()> {
    build::run(&options.build)?;
    let port = options.port.to_string();
    // Vite prints the address itself, once it listens there.
    let preview = ["exec", "--no", "--", "vite", "preview", "--host", "127.0.0.1", "--strictPort", "--port", &port];
    process::run(&mut process::npm(&preview))
}
