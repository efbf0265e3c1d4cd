//! Checks, one after another: each is announced and timed, and one that fails does not keep the others from running.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::failures::Failures;
use crate::process::{self, program};
use crate::setup::packages;

struct Step {
    name: &'static str,
    outcome: Result<()>,
    took: Duration,
}

#[derive(Default)]
pub struct Steps {
    run: Vec<Step>,
    /// A line each: what this machine cannot check, and why.
    left_out: Vec<String>,
}

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
        let took = start.elapsed();
        // Also here, because a log that was cut off has no table.
        println!("test   {name}: {} s", took.as_secs());
        self.run.push(Step { name, outcome, took });
        passed
    }

    /// Notes that a check cannot be run on this machine, for the closing lines: nobody shall take it for one that passed.
    pub fn leave_out(&mut self, name: &str, why: &anyhow::Error) {
        self.left_out.push(format!("{name}: {why:#}"));
    }

    /// A check that is one call of cargo.
    pub fn cargo(&mut self, name: &'static str, arguments: &[&str]) {
        self.run(name, || process::run(program("cargo").args(arguments)));
    }

    /// A check whose runner says of many tests whether they passed.
    pub fn tests(&mut self, name: &'static str, command: impl FnOnce() -> Result<Command>) {
        self.run(name, || {
            let mut failures = Failures::default();
            process::run_picking(&mut command()?, move |line| failures.picks(line))
        });
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
        let failed = self.run.iter().filter(|step| step.outcome.is_err()).count();
        println!();
        for step in &self.run {
            let word = if step.outcome.is_ok() { "passed" } else { "FAILED" };
            println!("{word}  {:>4} s  {}", step.took.as_secs(), step.name);
        }
        for line in &self.left_out {
            println!("NOT RUN          {line}");
        }
        for step in &self.run {
            if let Err(error) = &step.outcome {
                println!("\n{}: {error:#}", step.name);
            }
        }
        println!("\n{}", self.summary(failed));
        if failed > 0 {
            bail!("{failed} of {} checks failed; what each said is above, after its name", self.run.len());
        }
        Ok(())
    }

    fn summary(&self, failed: usize) -> String {
        let passed = self.run.len() - failed;
        match self.left_out.len() {
            0 => format!("{passed} passed, {failed} failed"),
            left_out => format!("{passed} passed, {failed} failed, {left_out} NOT RUN"),
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::Steps;

    #[test]
    fn what_was_not_run_is_counted_apart_from_what_passed() {
        let mut steps = Steps::default();
        steps.run("something", || Ok(()));
        assert_eq!(steps.summary(0), "1 passed, 0 failed");
        steps.leave_out("a browser", &anyhow!("it is missing"));
        assert_eq!(steps.summary(0), "1 passed, 0 failed, 1 NOT RUN");
        assert!(steps.close().is_ok());
    }
}
