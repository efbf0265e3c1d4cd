//! `cargo xtask test`: every check there is, or those that its flags name.

mod changed;
mod failures;
mod steps;

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Result, bail};

use crate::build;
use crate::process;
use crate::setup::compiler::{self, Compiler, TARGET};
use crate::setup::{browsers, nats, tools};
use crate::tidy;
use crate::wasm::{Engine, unprepared};
use steps::Steps;

/// Without any of these flags, everything.
#[derive(clap::Args)]
pub struct Options {
    /// Format, tidiness, lints and tests on this machine.
    #[arg(long)]
    native: bool,
    /// The engines: built, linted, and tested in headless Chromium and Firefox.
    #[arg(long)]
    web: bool,
    /// The page: its own tests, and end to end on the built dist/ in Chromium, Firefox and WebKitGTK.
    #[arg(long)]
    page: bool,
    /// Quick, while working: only what the files changed since main can break on this machine.
    #[arg(long, conflicts_with_all = ["native", "web", "page"])]
    changed: bool,
}

/// Runs the checks that the options name.
///
/// # Errors
/// Some check failed; what it said was printed.
pub fn run(options: &Options) -> Result<()> {
    if options.changed {
        return changed::run();
    }
    let all = !(options.native || options.web || options.page);
    let mut steps = Steps::default();
    if all || options.native {
        native(&mut steps);
    }
    if all || options.web || options.page {
        let built = steps.run("build the page", || build::run(&build::Options::default()));
        if all || options.web {
            web(&mut steps);
        }
        if all || options.page {
            page(&mut steps, built);
        }
    }
    steps.close()
}

fn native(steps: &mut Steps) {
    steps.cargo("format", &["fmt", "--all", "--check"]);
    steps.run("tidy", tidy::run);
    let all = ["clippy", "--workspace", "--all-targets", "--features", "serve,distributed", "--", "-D", "warnings"];
    steps.cargo("lints", &all);
    steps.cargo("lints without server and network", &["clippy", "--package", "interleave", "--", "-D", "warnings"]);
    let network = nats::find();
    let features = if network.is_ok() { "serve,distributed" } else { "serve" };
    if let Err(error) = network {
        steps.leave_out("the model distributed over a real server", &error);
    }
    // One that fails does not keep the others from running.
    steps.tests("native tests", || {
        let mut cargo = process::program("cargo");
        cargo.args(["test", "--workspace", "--features", features, "--no-fail-fast"]);
        Ok(cargo)
    });
}

fn web(steps: &mut Steps) {
    for (name, engine) in
        [("lints of the threaded engine", Engine::Threaded), ("lints of the single engine", Engine::Single)]
    {
        steps.run(name, || {
            let mut cargo = engine.command("cargo", &compiler::find()?);
            // The root package's tests need the engine, so linting them lints it too.
            cargo.args(["clippy", "--target", TARGET, "--package", "interleave", "--tests", "--", "-D", "warnings"]);
            process::run(&mut cargo)
        });
    }
    let threaded = |name: &str, compiler: &Compiler| {
        let mut command = Engine::Threaded.command(name, compiler);
        command.envs(browser_environment());
        command
    };
    browser_tests(steps, "browser tests in Chromium", threaded, "--chrome");
    browser_tests(steps, "browser tests in Firefox", threaded, "--firefox");
    browser_tests(steps, "browser tests in Chromium, as typed without preparing the shell", unprepared, "--chrome");
    browser_tests(steps, "browser tests in Firefox, as typed without preparing the shell", unprepared, "--firefox");
}

fn browser_tests(steps: &mut Steps, name: &'static str, command: fn(&str, &Compiler) -> Command, browser: &str) {
    steps.tests(name, || {
        browsers::find()?;
        tools::install()?;
        let mut wasm_pack = command("wasm-pack", &compiler::find()?);
        wasm_pack.args(["test", "--headless", browser]);
        Ok(wasm_pack)
    });
}

fn page(steps: &mut Steps, built: bool) {
    steps.npm("types and style of the page", "check");
    steps.npm("unit tests of the page", "test");
    // Built beside one of its tests, which is the way that the native tests have built it already: by itself it would be of other features.
    let program = ["test", "--no-run", "--workspace", "--test", "cli", "--features", "serve,distributed"];
    steps.cargo("the program with its server and its network", &program);
    // As it is released; what is inside must have been built.
    let inside = ["clippy", "--package", "interleave", "--features", "page", "--", "-D", "warnings"];
    steps.cargo("lints with the page inside", &inside);
    if let Err(error) = browsers::find_webkit() {
        steps.leave_out("page tests in WebKitGTK", &error);
    }
    steps.tests("page tests in browsers", || {
        if !built {
            bail!("not run, because the page was not built");
        }
        browsers::find()?;
        Ok(process::npm(&["run", "test:page"]))
    });
}

/// wasm-bindgen's runner gives a suite 20 seconds by default; two busy cores need more for a real one.
pub fn browser_environment() -> Vec<(&'static str, OsString)> {
    vec![("WASM_BINDGEN_TEST_TIMEOUT", "300".into()), ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60".into())]
}
