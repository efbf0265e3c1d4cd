//! Checks, one after another: each is announced and timed, and one that fails does not keep the others from running.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::process::{self, program};
use crate::setup::packages;

struct Step {
    name: &'static str,
    outcome: Result<()>,
    took: Duration,
}

#[derive(Default)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// Announces a check and runs it; tells whether it passed.
    pub fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> bool {
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

    /// A check that is one call of cargo.
    pub fn cargo(&mut self, name: &'static str, arguments: &[&str]) {
        self.run(name, || process::run(program("cargo").args(arguments)));
    }

    /// A check that is one script of the page's.
    pub fn npm(&mut self, name: &'static str, script: &str) {
        self.run(name, || {
            packages::install()?;
            process::run(&mut process::npm(&["run", script]))
        });
    }

    /// Prints the table, and the one line that counts.
    ///
    /// # Errors
    /// Some check failed.
    pub fn close(self) -> Result<()> {
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
