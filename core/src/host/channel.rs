//! The connection between two processes: messages there and back, and what can go wrong.

use futures::future::LocalBoxFuture;

use super::payload::Payload;

/// Either end of the only connection between two processes.
///
/// Dropping the parent's end ends the process.
pub trait Channel {
    /// The operating system's process id, or the number of the worker in a browser.
    fn process(&self) -> u32;

    /// The worker that has lent the process, where that is not this host itself.
    fn worker(&self) -> Option<&str> {
        None
    }

    /// What the other end has said is not understood: whoever has lent the process is asked less from now on.
    fn distrust(&self) {}

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

/// What travels between processes: a small head and bytes that are moved as they are.
#[derive(Debug, Default)]
pub struct Message {
    /// What is said, as `core/src/model/protocol.rs` packs it.
    pub head: Vec<u8>,
    /// What comes with it; often nothing.
    pub payload: Payload,
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
    /// No worker has lent a process.
    #[error("{0}")]
    NoWorkers(String),
    /// The other process ended or its connection broke.
    #[error("A process ended before it answered: {0}")]
    Gone(String),
    /// The other process said something that is not understood.
    #[error("A process answered something that is not understood: {0}")]
    Garbled(String),
    /// The other process wants what nobody could have asked for here.
    #[error("Its worker refuses that work: {0}")]
    Refused(String),
}
