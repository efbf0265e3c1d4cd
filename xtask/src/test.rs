//! `cargo xtask test`: every check there is, each announced; one that fails does not keep the others from running.
use crate::build;
use crate::process::{self, program};
use crate::setup::compiler::{self, TARGET};
use crate::setup::{browsers, packages, tools};
use crate::tidy;
use crate::wasm::Engine;
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::time::{Duration, Instant};

/// Without any of these flags, everything.
#[derive(clap::Args)]
pub struct Options {
    /// Format, tidiness, lints and tests on this machine.
    #[arg(long)]
    native: bool,
    /// The engines: built, linted, and tested in headless Chromium and Firefox.
    #[arg(long)]
    web: bool,
    /// The page: its own tests, and end to end on the built dist/.
    #[arg(long)]
    page: bool,
}

struct Step {
    name: &'static str,
    outcome: Result<()>,
    took: Duration,
}

#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> bool {
        println!("\ntest   {name}");
        let start = Instant::now();
        let outcome = step();
        if let Err(error) = &outcome {
            println!("test   {name}: {error:#}");
        }
        let passed = outcome.is_ok();
        self.0.push(Step { name, outcome, took: start.elapsed() });
        passed
    }

    fn cargo(&mut self, name: &'static str, arguments: &[&str]) {
        self.run(name, || process::run(program("cargo").args(arguments)));
    }

    /// The table, and the one line that counts.
    fn close(self) -> Result<()> {
        let failed = self.0.iter().filter(|step| step.outcome.is_err()).count();
        println!();
        for step in &self.0 {
            let word = if step.outcome.is_ok() { "passed" } else { "FAILED" };
            println!("{word}  {:>4} s  {}", step.took.as_secs(), step.name);
        }
        println!("\n{} passed, {failed} failed", self.0.len() - failed);
        if failed > 0 {
            bail!("{failed} of {} checks failed; what each said is above, after its name", self.0.len());
        }
        Ok(())
    }
}

pub fn run(options: &Options) -> Result<()> {
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
    steps.cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    steps.cargo("native tests", &["test", "--workspace"]);
}

fn web(steps: &mut Steps) {
    // The root package's tests need the threaded engine, so linting them lints it too.
    let threaded = ["--package", "interleave", "--tests"];
    let single = ["--package", "interleave-web", "--lib"];
    for (name, engine, what) in [
        ("lints of the threaded engine", Engine::Threaded, threaded),
        ("lints of the single engine", Engine::Single, single),
    ] {
        steps.run(name, || {
            let mut cargo = engine.command("cargo", &compiler::find()?);
            process::run(cargo.args(["clippy", "--target", TARGET]).args(what).args(["--", "-D", "warnings"]))
        });
    }
    for (name, browser) in [("browser tests in Chromium", "--chrome"), ("browser tests in Firefox", "--firefox")] {
        steps.run(name, || {
            browsers::find()?;
            tools::install()?;
            let mut wasm_pack = Engine::Threaded.command("wasm-pack", &compiler::find()?);
            wasm_pack.envs(browser_environment());
            process::run(wasm_pack.args(["test", "--headless", browser]))
        });
    }
}

fn page(steps: &mut Steps, built: bool) {
    for (name, script) in [("types and style of the page", "check"), ("unit tests of the page", "test")] {
        steps.run(name, || {
            packages::install()?;
            process::run(&mut process::npm(&["run", script]))
        });
    }
    steps.run("page tests in Chromium", || {
        if !built {
            bail!("not run, because the page was not built");
        }
        browsers::find()?;
        process::run(&mut process::npm(&["run", "test:page"]))
    });
}

/// wasm-bindgen's runner gives a suite 20 seconds unless told; two busy cores need more for a real one.
pub fn browser_environment() -> Vec<(&'static str, OsString)> {
    vec![("WASM_BINDGEN_TEST_TIMEOUT", "300".into()), ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60".into())]
}
