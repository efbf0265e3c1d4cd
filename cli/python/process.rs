//! A child process in which a Python runs one of our programs: a request is a line of JSON, and so is the answer.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use interleave_core::cancel::{Cancel, PATIENCE};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How long one answer may take; after that the Python is considered hung.
const LIMIT: Duration = Duration::from_secs(300);

/// The process; it is killed when this is dropped.
pub struct PythonProcess {
    child: Child,
    stdin: ChildStdin,
    /// The lines of its standard output, from a thread that reads them.
    stdout: Receiver<String>,
    /// The file that its standard error is written to.
    stderr: PathBuf,
    /// The time from starting the process to its first line.
    pub start: Duration,
}

impl PythonProcess {
    /// Starts `program` and reads its first line.
    ///
    /// # Errors
    /// When it cannot be started, or ends or hangs before its first line.
    pub fn start<T: DeserializeOwned>(executable: &Path, program: &Path, cancel: &Cancel) -> Result<(Self, T)> {
        let began = Instant::now();
        let stderr = program.with_extension("err");
        let mut command = Command::new(executable);
        command.arg("-u").arg(program).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(&stderr)?);
        let mut child = command.spawn().with_context(|| format!("{} cannot be started", executable.display()))?;
        let (Some(stdin), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("the process has no pipes")
        };
        let (lines, stdout) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if lines.send(line).is_err() {
                    return;
                }
            }
        });
        let mut process = Self { child, stdin, stdout, stderr, start: Duration::ZERO };
        let first = process.answer(cancel)?;
        process.start = began.elapsed();
        Ok((process, first))
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// When the Python ends, hangs or answers something else, or when the run is cancelled.
    pub fn ask<T: DeserializeOwned>(&mut self, request: &impl Serialize, cancel: &Cancel) -> Result<T> {
        let request = serde_json::to_string(request)?;
        // A Python that has ended is noticed when its answer is missing.
        let _ = writeln!(self.stdin, "{request}").and_then(|()| self.stdin.flush());
        self.answer(cancel)
    }

    fn answer<T: DeserializeOwned>(&mut self, cancel: &Cancel) -> Result<T> {
        let began = Instant::now();
        loop {
            match self.stdout.recv_timeout(PATIENCE) {
                Ok(line) => {
                    return serde_json::from_str(&line)
                        .map_err(|_| anyhow!("It answered something unexpected: {line}"));
                }
                _ if cancel.is_cancelled() => bail!("cancelled"),
                Err(RecvTimeoutError::Disconnected) => bail!("It ended before it answered. {}", self.last_error()),
                Err(RecvTimeoutError::Timeout) if began.elapsed() > LIMIT => {
                    bail!("It did not answer within {} seconds and was stopped.", LIMIT.as_secs())
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// The last line of its standard error: in Python, the message of an exception.
    fn last_error(&self) -> String {
        let text = fs::read_to_string(&self.stderr).unwrap_or_default();
        text.lines().last().map(|line| format!("The last line of its errors: {}", line.trim())).unwrap_or_default()
    }
}

impl Drop for PythonProcess {
    fn drop(&mut self) {
        // It may already have ended by itself; it is reaped in any case, so that no process is left behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
