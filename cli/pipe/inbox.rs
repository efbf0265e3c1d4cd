//! Messages that a thread of their own reads, because reading a pipe blocks: for drivers that know nothing of pipes.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, BufReader, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{HostError, Message};

use super::arrivals::Arrivals;
use super::frames;

/// Messages that have arrived and are not read yet.
#[derive(Clone, Default)]
pub struct Inbox {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    messages: VecDeque<Message>,
    ended: Option<String>,
    reader: Option<Waker>,
}

impl Inbox {
    /// What comes from there; `at_end` is called when no more can come.
    pub fn fed_by(from: impl Read + Send + 'static, at_end: impl FnOnce() + Send + 'static) -> Self {
        let inbox = Self::default();
        let filled = inbox.clone();
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            while filled.accept(frames::read(&mut from)) {}
            at_end();
        });
        inbox
    }

    /// Adds what was read; whether there can be more.
    fn accept(&self, read: io::Result<Message>) -> bool {
        let mut state = self.state();
        match read {
            Ok(message) => state.messages.push_back(message),
            Err(error) => state.ended = Some(error.to_string()),
        }
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
        state.ended.is_none()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Arrivals for Inbox {
    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        poll_fn(|context| {
            let mut state = self.state();
            if let Some(message) = state.messages.pop_front() {
                return Poll::Ready(Ok(message));
            }
            if let Some(why) = &state.ended {
                return Poll::Ready(Err(HostError::Gone(why.clone())));
            }
            state.reader = Some(context.waker().clone());
            Poll::Pending
        })
        .boxed_local()
    }
}
