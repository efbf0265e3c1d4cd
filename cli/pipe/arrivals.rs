//! Where messages arrive, however they are read.

use futures::future::LocalBoxFuture;
use interleave_core::host::{HostError, Message};

/// One end of a connection, to be read from.
pub trait Arrivals {
    /// The next message.
    ///
    /// # Errors
    /// When no more can come.
    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>>;
}
