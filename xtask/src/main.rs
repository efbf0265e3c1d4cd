//! `cargo xtask`: the project's own tool, one file per command. It finds or installs what a command needs and says so.

// A command line tool talks to its user by printing.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod build;
mod bundle;
mod describe;
mod env;
mod learn;
mod parts;
mod paths;
mod process;
mod schema;
mod serve;
mod setup;
mod test;
mod tidy;
mod wasm;
mod weight;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Builds, serves and checks Interleave; installs what it needs."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page into dist/, a static site for any host and any sub-path.
    Build(build::Options),
    /// Build the page and serve it on this machine.
    Serve(serve::Options),
    /// Run every check there is; --native, --web and --page narrow it, --changed is for quick checks while working.
    Test(test::Options),
    /// Measure Interleave beside its peers, on the page and natively, and write BENCHMARKS.md; a slow machine is no failure.
    Bench(bench::Options),
    /// Check the rules that a program can check: imports, names, generated files, dependencies.
    Tidy,
    /// Write what is generated from the types of core: the JSON Schemas in schema/, and the TypeScript types of the page.
    Schema,
    /// Find out in a browser which functions of the engine open the page and run its first program, and write them to web/parts/.
    Parts,
    /// Print what `wasm-pack test` needs when it is typed by hand: eval "$(cargo xtask env)".
    Env,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Tidy => tidy::run(),
        Command::Schema => schema::run(),
        Command::Parts => learn::run(),
        Command::Env => env::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Causes on one line and no backtrace: what failed is the machine or a check, hardly ever this tool.
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn no_two_flags_of_a_command_conflict() {
        super::Arguments::command().debug_assert();
    }
}
