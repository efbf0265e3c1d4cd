//! A lane that a worker has lent, and what is known of that worker.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::StreamExt as _;
use futures::channel::mpsc;
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{Channel, HostError, Message};

use super::link::{Link, Say};
use crate::pipe::frames;

/// A lane that a worker has lent; it is given back when this is dropped.
pub struct Lane {
    to: mpsc::UnboundedSender<Say>,
    from: RefCell<mpsc::UnboundedReceiver<Result<Vec<u8>, String>>>,
    process: u32,
    worker: Arc<Known>,
}

impl Lane {
    /// A process of this worker, at the other end of `link`.
    pub fn new(link: Link, process: u32, worker: Arc<Known>) -> Self {
        worker.free.fetch_sub(1, Ordering::Relaxed);
        Self { to: link.to, from: RefCell::new(link.from), process, worker }
    }
}

impl Channel for Lane {
    fn process(&self) -> u32 {
        self.process
    }

    fn worker(&self) -> Option<&str> {
        Some(&self.worker.name)
    }

    fn distrust(&self) {
        self.worker.losses.one_more();
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let mut bytes = Vec::new();
        frames::write(&mut bytes, &message).map_err(|error| HostError::Garbled(error.to_string()))?;
        // Why it is gone is what `receive` says.
        let _ = self.to.unbounded_send(Say::Message(bytes));
        Ok(())
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        async {
            match std::future::poll_fn(|context| self.from.borrow_mut().poll_next_unpin(context)).await {
                Some(Ok(bytes)) => {
                    frames::read(&mut bytes.as_slice()).map_err(|error| HostError::Garbled(error.to_string()))
                }
                Some(Err(why)) => {
                    self.worker.losses.one_more();
                    Err(HostError::Gone(why))
                }
                None => Err(HostError::Gone("it was lost before".to_owned())),
            }
        }
        .boxed_local()
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.worker.free.fetch_add(1, Ordering::Relaxed);
    }
}

/// A worker that answered.
#[derive(Debug)]
pub struct Known {
    pub name: String,
    /// Where it is asked for a lane.
    pub subject: String,
    pub free: AtomicU16,
    pub losses: Arc<Losses>,
}

/// The lanes of a worker that were lost. Who loses one after the other is asked less and less often: others may do better.
#[derive(Debug, Default)]
pub struct Losses(Mutex<Option<(u32, Instant)>>);

impl Losses {
    /// After the second loss in a row it rests for so long, after the third for twice as long.
    const REST: Duration = Duration::from_secs(1);

    fn one_more(&self) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((known.map_or(0, |(count, _)| count) + 1, Instant::now()));
    }

    /// Whether it is not to be asked now.
    pub fn rests(&self) -> bool {
        let known = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.is_some_and(|(count, last)| last.elapsed() < Self::REST * (count - 1))
    }
}
