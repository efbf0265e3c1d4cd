//! A check that runs beside others, as a process of this tool: what it prints goes to a file, and is shown in one piece when it is over.

use std::env;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

use crate::paths;
use crate::process::{self, program};

pub struct Beside {
    pub name: &'static str,
    output: PathBuf,
    run: JoinHandle<(Result<()>, Duration)>,
}

impl Beside {
    /// Starts `cargo xtask` with these arguments.
    pub fn start(name: &'static str, arguments: &'static [&'static str]) -> Self {
        let output = paths::output_beside(&arguments.join(""));
        println!("\ntest   {name}, beside what follows; meanwhile its output is in {}", output.display());
        let file = output.clone();
        let run = thread::spawn(move || {
            let start = Instant::now();
            let outcome = run_into(&file, arguments);
            (outcome, start.elapsed())
        });
        Self { name, output, run }
    }

    /// Waits for its end, and prints what it said.
    pub fn finish(self) -> (Result<()>, Duration) {
        let ended = self.run.join().unwrap_or_else(|_| (Err(anyhow!("it was not run to its end")), Duration::ZERO));
        // What failed, the outcome says; without the file there is only less to read.
        if let Ok(mut output) = File::open(&self.output) {
            let _ = io::copy(&mut output, &mut io::stdout());
        }
        ended
    }
}

fn run_into(file: &PathBuf, arguments: &[&str]) -> Result<()> {
    let output = File::create(file).with_context(|| format!("{} cannot be written", file.display()))?;
    let mut command = program(env::current_exe().context("this program's own file is not known")?);
    command.args(arguments).stdout(output.try_clone()?).stderr(output);
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::Beside;

    #[test]
    fn what_runs_beside_others_passes_or_fails_as_its_process_does() {
        // This test's own program stands for the tool.
        let passed = Beside::start("a list of tests", &["--list"]);
        let failed = Beside::start("nothing that exists", &["--no-such-flag"]);
        assert!(passed.finish().0.is_ok());
        let error = failed.finish().0.expect_err("no such flag");
        assert!(error.to_string().contains("--no-such-flag` failed"), "{error}");
    }
}
