//! Messages that the lane's own thread reads whenever its driver finds some in the pipe, on Unix.

use std::cell::RefCell;
use std::fs::File;
use std::future::poll_fn;
use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::rc::Rc;
use std::task::Poll;
use std::thread;

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{HostError, Message};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::ioctl_fionbio;

use super::arrivals::Arrivals;
use super::frames::Incoming;
use crate::parker;

/// The reading end of a pipe.
pub struct Polled {
    pipe: Rc<File>,
    incoming: RefCell<Incoming>,
}

impl Polled {
    /// What comes through this pipe.
    pub fn new(pipe: impl Into<OwnedFd>) -> io::Result<Self> {
        parker::check()?;
        let pipe = pipe.into();
        ioctl_fionbio(&pipe, true)?;
        Ok(Self { pipe: Rc::new(pipe.into()), incoming: RefCell::default() })
    }

    /// What comes through standard input; `at_end` is called when the parent is gone, on a thread of its own.
    pub fn from_parent(at_end: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let watched = input.try_clone()?;
        thread::spawn(move || {
            // That nobody can write any more is told in any case; that something was written wakes only those who ask for it.
            // https://man7.org/linux/man-pages/man2/poll.2.html
            while poll(&mut [PollFd::new(&watched, PollFlags::empty())], None).is_err() {}
            at_end();
        });
        Self::new(input)
    }
}

impl Arrivals for Polled {
    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        poll_fn(|context| match self.incoming.borrow_mut().read(&mut &*self.pipe) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                parker::wake_when_readable(&self.pipe, context.waker());
                Poll::Pending
            }
            read => Poll::Ready(read.map_err(|error| HostError::Gone(error.to_string()))),
        })
        .boxed_local()
    }
}

impl Drop for Polled {
    fn drop(&mut self) {
        parker::forget(&self.pipe);
    }
}
