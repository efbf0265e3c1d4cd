//! A Python at work: a child process that answers lines of JSON, within a limit of time.

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

/// How long one answer may take before the Python is taken for hung.
const LIMIT: Duration = Duration::from_secs(300);

/// A child process that runs one of our programs.
pub struct Talk {
    child: Child,
    to: ChildStdin,
    from: Receiver<String>,
    complaints: PathBuf,
    /// From asking for the process to its first line.
    pub start: Duration,
}

impl Talk {
    /// Starts `program` and reads its first line.
    ///
    /// # Errors
    /// When it cannot be started, or ends or hangs before it says anything.
    pub fn start<T: DeserializeOwned>(executable: &Path, program: &Path, cancel: &Cancel) -> Result<(Self, T)> {
        let began = Instant::now();
        let complaints = program.with_extension("err");
        let mut command = Command::new(executable);
        command.arg("-u").arg(program).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(&complaints)?);
        let mut child = command.spawn().with_context(|| format!("{} cannot be started", executable.display()))?;
        let (Some(to), Some(out)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("the process has no pipes")
        };
        let (lines, from) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if lines.send(line).is_err() {
                    return;
                }
            }
        });
        let mut talk = Self { child, to, from, complaints, start: Duration::ZERO };
        let first = talk.answer(cancel)?;
        talk.start = began.elapsed();
        Ok((talk, first))
    }

    /// Asks and waits for the answer.
    ///
    /// # Errors
    /// When the Python ends, hangs or says something else, or when somebody cancels.
    pub fn ask<T: DeserializeOwned>(&mut self, request: &impl Serialize, cancel: &Cancel) -> Result<T> {
        let request = serde_json::to_string(request)?;
        // A Python that has ended is found out by its missing answer.
        let _ = writeln!(self.to, "{request}").and_then(|()| self.to.flush());
        self.answer(cancel)
    }

    fn answer<T: DeserializeOwned>(&mut self, cancel: &Cancel) -> Result<T> {
        let began = Instant::now();
        loop {
            match self.from.recv_timeout(PATIENCE) {
                Ok(line) => {
                    return serde_json::from_str(&line).map_err(|_| anyhow!("It said something unexpected: {line}"));
                }
                _ if cancel.is_cancelled() => bail!("cancelled"),
                Err(RecvTimeoutError::Disconnected) => bail!("It ended before it answered. {}", self.last_words()),
                Err(RecvTimeoutError::Timeout) if began.elapsed() > LIMIT => {
                    bail!("It did not answer within {} seconds and was ended.", LIMIT.as_secs())
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn last_words(&self) -> String {
        let words = fs::read_to_string(&self.complaints).unwrap_or_default();
        words.lines().last().map(|line| format!("Its last words: {}", line.trim())).unwrap_or_default()
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It may have ended by itself already; either way it is reaped, so that none is left behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
