//! The connection to a child process: messages over its standard input and output.

mod arrivals;
pub mod frames;
// On Unix for drivers of others alone, which only the network has.
#[cfg(any(not(unix), feature = "distributed"))]
mod inbox;
#[cfg(unix)]
mod polled;

use std::io;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use futures::future::LocalBoxFuture;
use interleave_core::host::{Channel, HostError, Message};

use arrivals::Arrivals;

use crate::children;
#[cfg(any(not(unix), feature = "distributed"))]
use inbox::Inbox;

/// The parent's end: a child process that ends when this is dropped.
pub struct Child {
    process: Mutex<std::process::Child>,
    id: u32,
    to: Mutex<ChildStdin>,
    from: Box<dyn Arrivals>,
}

/// The child's end: its own standard input and output.
pub struct Parent {
    from: Box<dyn Arrivals>,
}

impl Child {
    /// Starts `command`, for whoever drives its lanes by this program's own driver.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        Self::start_heard(command, from_child)
    }

    /// The same, for any other driver.
    #[cfg(feature = "distributed")]
    pub fn start_for_any(command: &mut Command) -> io::Result<Self> {
        Self::start_heard(command, |from| Ok(Box::new(Inbox::fed_by(from, || {}))))
    }

    fn start_heard(
        command: &mut Command,
        hear: impl FnOnce(ChildStdout) -> io::Result<Box<dyn Arrivals>>,
    ) -> io::Result<Self> {
        in_its_own_group(command);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(to), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::Error::other("the process has no pipes"));
        };
        let from = hear(from).inspect_err(|_| end(&mut process))?;
        let id = process.id();
        children::started(id);
        Ok(Self { process: Mutex::new(process), id, to: Mutex::new(to), from })
    }
}

#[cfg(unix)]
fn from_child(from: ChildStdout) -> io::Result<Box<dyn Arrivals>> {
    Ok(Box::new(polled::Polled::new(from)?))
}

#[cfg(not(unix))]
fn from_child(from: ChildStdout) -> io::Result<Box<dyn Arrivals>> {
    Ok(Box::new(Inbox::fed_by(from, || {})))
}

/// Ctrl-C reaches every process of the terminal's group; only the parent decides when a child ends.
#[cfg(unix)]
pub fn in_its_own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(windows)]
pub fn in_its_own_group(command: &mut Command) {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}

impl Channel for Child {
    fn process(&self) -> u32 {
        self.id
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        frames::write(&mut *to, &message).map_err(|error| HostError::Gone(error.to_string()))
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        self.from.receive()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let process = self.process.get_mut().unwrap_or_else(PoisonError::into_inner);
        end(process);
        children::ended(self.id);
    }
}

/// It may already have ended by itself; it is reaped in any case, so that no process is left behind.
fn end(process: &mut std::process::Child) {
    let _ = process.kill();
    let _ = process.wait();
}

impl Parent {
    /// Takes standard input for messages from the parent; standard output carries the answers.
    ///
    /// # Errors
    /// When standard input is none that can be read so.
    pub fn connect() -> io::Result<Self> {
        // Even while it computes and reads nothing, a child must not outlive a parent that was killed.
        let end = || std::process::exit(0);
        #[cfg(unix)]
        let from = Box::new(polled::Polled::from_parent(end)?);
        #[cfg(not(unix))]
        let from = Box::new(Inbox::fed_by(io::stdin(), end));
        Ok(Self { from })
    }
}

impl Channel for Parent {
    fn process(&self) -> u32 {
        std::process::id()
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        frames::write(&mut io::stdout().lock(), &message).map_err(|error| HostError::Gone(error.to_string()))
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        self.from.receive()
    }
}
