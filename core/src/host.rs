//! The first seam: what core asks of the place it runs on. Native, browser and simulated hosts implement it.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};

use crate::cancel::Cancel;
use crate::event::LaneId;
use crate::report::Environment;
use crate::timers::Pulse;

/// Nanoseconds on one axis that all lanes of a memory share; never goes back on one lane.
///
/// A plain function, so that a lane may call it from anywhere without a lock.
pub type Clock = fn() -> u64;

/// What any lane may read at any time: plain functions, because a lane must not need a lock or a reference for it.
#[derive(Clone, Copy, Debug)]
pub struct Gauges {
    /// The clock all lanes of this memory share.
    pub clock: Clock,
    /// Bytes that this process uses, where the host knows.
    pub memory: fn() -> Option<u64>,
}

/// The environment in which runs take place.
pub trait Host {
    /// What any lane of this memory may read.
    fn gauges(&self) -> Gauges;

    /// Runs each lane on a thread of its own, sharing this memory, and returns when all have ended.
    ///
    /// # Errors
    /// When a thread cannot be had; then no lane has begun.
    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError>;

    /// Runs one lane on this thread, which stands still whenever the lane cannot go on.
    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()>;

    /// Runs one lane as an event loop: whenever it cannot go on, the host's own events (timers, messages) go on.
    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()>;

    /// Starts a process that shares no memory with this one and runs [`crate::process::serve`]; its lane number is only for its name.
    fn launch(&self, lane: LaneId) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>>;

    /// What a reader must know to judge the figures; cores and clock step are measured elsewhere.
    fn environment(&self) -> Environment;
}

/// Makes the future of a lane, on the lane itself. Its waits are announced through the pulse; its driver drops it soon after a cancel.
pub type Start<'a> = Box<dyn FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()> + 'a>;

/// A [`Start`] that may be carried to another thread.
pub type SendStart<'a> = Box<dyn FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()> + Send + 'a>;

/// Either end of the only connection between two processes.
///
/// Dropping the parent's end ends the process.
pub trait Channel {
    /// The operating system's process id, or the number of the worker in a browser.
    fn process(&self) -> u32;

    /// Hands a message over; does not wait until it is read.
    ///
    /// # Errors
    /// When the other end is gone.
    fn send(&self, message: Message) -> Result<(), HostError>;

    /// The next message.
    ///
    /// # Errors
    /// When the other end is gone.
    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>>;
}

/// What travels between processes: a small JSON head and bytes that are moved as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// JSON.
    pub head: String,
    /// Raw bytes; often none.
    pub payload: Vec<u8>,
}

impl Message {
    /// Bytes of head and payload together.
    pub fn len(&self) -> u64 {
        (self.head.len() + self.payload.len()) as u64
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a host could not do, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// Lanes that share memory cannot be had here.
    #[error("Threads are not available here: {0}")]
    NoThreads(String),
    /// A process could not be started.
    #[error("A process could not be started: {0}")]
    NoProcess(String),
    /// The other process ended or its connection broke.
    #[error("A process ended before it answered: {0}")]
    Gone(String),
    /// The other process said something that is not understood.
    #[error("A process answered something that is not understood: {0}")]
    Garbled(String),
}
