//! The native program as a library: `main.rs` runs it, the tests borrow its host.
//!
//! `wasm-pack test` compiles the whole package for the browser, where this crate is empty.
#![cfg(not(target_arch = "wasm32"))]

#[cfg(feature = "distributed")]
pub mod distributed;
pub mod exit;
pub mod host;
pub mod outside;
#[cfg(feature = "serve")]
pub mod serve;

mod arguments;
mod children;
mod collect;
mod compare;
mod doctor;
mod exports;
mod gil;
mod list;
mod outlet;
mod paint;
#[cfg(unix)]
mod parker;
mod picture;
mod pipe;
mod plan_options;
mod process_status;
mod progress;
mod python;
mod reach;
mod run;
mod screen;
#[cfg(test)]
mod simulated_report;
mod stop;
mod stored;
mod sweep;
mod threads;
mod timeline_options;
mod view;
mod watch;

use clap::Parser as _;

use arguments::{Arguments, Command};
use exit::Exit;

#[cfg(not(feature = "serve"))]
const NO_SERVER: &str = "This program was built without its server, which takes a while to build: type `cargo xtask serve`, \
                         or build it by `cargo build --release --features serve`.";

/// Reads the arguments and runs the command.
pub fn main() -> Exit {
    let outcome = match Arguments::parse().command {
        Command::List(options) => list::list(&options),
        Command::Run(options) => run::run(&options),
        Command::Python(options) => python::python(&options),
        Command::Gil(options) => gil::gil(&options),
        Command::Sweep(options) => sweep::sweep(&options),
        Command::Compare(options) => compare::compare(&options),
        Command::View(options) => view::view(&options),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::serve(&options),
        #[cfg(not(feature = "serve"))]
        Command::Serve(_) => Err(anyhow::anyhow!(NO_SERVER)),
        #[cfg(feature = "distributed")]
        Command::Worker(options) => distributed::work(&options),
        #[cfg(feature = "distributed")]
        Command::Cluster(options) => distributed::cluster(&options),
        #[cfg(feature = "distributed")]
        Command::Attended(options) => distributed::attended(&options),
        #[cfg(not(feature = "distributed"))]
        Command::Worker(_) | Command::Cluster(_) | Command::Attended(_) => reach::no_network(),
        Command::Doctor => doctor::doctor(),
        Command::Process => host::serve_process().map(|()| Exit::Success).map_err(Into::into),
    };
    outcome.unwrap_or_else(|error| Exit::after(&error))
}
