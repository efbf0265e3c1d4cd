//! A child process that answers each line with a figure, until nobody can ask it any more.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

pub struct Asked {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl Asked {
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let answers = BufReader::new(process.stdout.take().context("it answers")?);
        Ok(Self { process, answers })
    }

    /// What it answers.
    ///
    /// # Errors
    /// When it has ended, or its answer is no figure.
    pub fn ask(&mut self, line: &str) -> Result<f64> {
        writeln!(self.process.stdin.as_mut().context("it is asked")?, "{line}")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        ensure!(!answer.is_empty(), "a child has ended instead of answering {line}");
        Ok(answer.trim().parse()?)
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
