//! `cargo xtask serve`: builds the page and serves dist/ on this machine, with the headers that allow shared memory.
use crate::build;
use crate::process;
use anyhow::Result;

#[derive(clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 4173)]
    port: u16,
    #[command(flatten)]
    build: build::Options,
}

pub fn run(options: &Options) -> Result<()> {
    build::run(&options.build)?;
    let port = options.port.to_string();
    // Vite prints the address itself, once it listens there.
    let preview = ["exec", "--no", "--", "vite", "preview", "--host", "127.0.0.1", "--strictPort", "--port", &port];
    process::run(&mut process::npm(&preview))
}
