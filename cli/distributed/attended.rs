//! Runs a program for as long as somebody holds the other end of standard input: even who is killed lets go of it.

use std::io::{self, ErrorKind};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::arguments::AttendedOptions;
use crate::exit::Exit;

/// The exit code where there is no such program, as that of a shell.
pub const NO_SUCH_PROGRAM: u8 = 127;
/// How often it is looked whether the program has ended by itself.
const GLANCE: Duration = Duration::from_millis(100);

/// Runs it to its end, or until nobody attends any more: then it is ended.
///
/// # Errors
/// When the program cannot be started.
pub fn attended(options: &AttendedOptions) -> Result<Exit> {
    let [program, arguments @ ..] = &*options.command else { return Ok(Exit::BadInput) };
    let mut child = match Command::new(program).args(arguments).stdin(Stdio::null()).spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Exit::Other(NO_SUCH_PROGRAM)),
        Err(error) => return Err(error).with_context(|| program.display().to_string()),
    };
    let (attend, attends) = mpsc::channel::<()>();
    thread::spawn(move || {
        // Nothing is ever said: it ends.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        drop(attend);
    });
    loop {
        match attends.recv_timeout(GLANCE) {
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = child.try_wait()? {
                    return Ok(if status.success() { Exit::Success } else { Exit::Failed });
                }
            }
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                // It may just have ended by itself; it is reaped in any case.
                let _ = child.kill();
                child.wait()?;
                return Ok(Exit::Success);
            }
        }
    }
}
