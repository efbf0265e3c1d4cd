//! Messages between simulated processes: on one machine, or through a network that is behind a link.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::network::{Link, Way};
use super::time::{NOW, wake_at};
use crate::host::{Channel, HostError, Message};

/// Virtual nanoseconds a message travels between processes of one machine.
const MESSAGE_NS: u64 = 30_000;

/// One end of a connection between two simulated processes.
pub(super) struct End {
    process: u32,
    inbox: Rc<RefCell<Inbox>>,
    outbox: Rc<RefCell<Inbox>>,
    /// The way between machines, and which way this end sends.
    link: Option<(Rc<Link>, Way)>,
}

#[derive(Default)]
struct Inbox {
    messages: VecDeque<Underway>,
    closed: bool,
    reader: Option<Waker>,
}

struct Underway {
    arrives_ns: u64,
    /// The parent has begun to read it.
    handled: bool,
    message: Message,
}

/// The parent's end, and the child's.
pub(super) fn pair(process: u32, link: Option<Rc<Link>>) -> (End, End) {
    let (down, up) = (Rc::new(RefCell::default()), Rc::new(RefCell::default()));
    let link = |way| link.clone().map(|link| (link, way));
    let parent = End { process, inbox: up.clone(), outbox: down.clone(), link: link(Way::ToWorker) };
    (parent, End { process, inbox: down, outbox: up, link: link(Way::ToParent) })
}

impl End {
    /// When a message arrives that is sent now.
    fn arrives_ns(&self, message: &Message) -> u64 {
        match &self.link {
            None => NOW.get() + MESSAGE_NS,
            Some((link, Way::ToWorker)) => link.arrives_ns(Way::ToWorker, link.handled_ns(message.len())),
            Some((link, Way::ToParent)) => link.arrives_ns(Way::ToParent, NOW.get()),
        }
    }

    /// When the other end is given up, if it will be.
    fn given_up_ns(&self) -> Option<u64> {
        self.link.as_ref().and_then(|(link, _)| link.given_up_ns())
    }

    fn poll_receive(&self, context: &Context<'_>) -> Poll<Result<Message, HostError>> {
        if let Some(given_up_ns) = self.given_up_ns() {
            if given_up_ns <= NOW.get() {
                let mut inbox = self.inbox.borrow_mut();
                if !inbox.closed {
                    inbox.closed = true;
                    if let Some((link, Way::ToWorker)) = &self.link {
                        link.count_given_up();
                    }
                }
                return Poll::Ready(Err(HostError::Gone("it has given no sign of life".to_owned())));
            }
            wake_at(given_up_ns, context.waker());
        }
        let mut inbox = self.inbox.borrow_mut();
        let closed = inbox.closed;
        let Some(first) = inbox.messages.front_mut() else {
            if closed {
                return Poll::Ready(Err(gone()));
            }
            inbox.reader = Some(context.waker().clone());
            return Poll::Pending;
        };
        if first.arrives_ns <= NOW.get()
            && !first.handled
            && let Some((link, Way::ToWorker)) = &self.link
        {
            first.handled = true;
            first.arrives_ns = link.handled_ns(first.message.len());
        }
        if first.arrives_ns > NOW.get() {
            wake_at(first.arrives_ns, context.waker());
            return Poll::Pending;
        }
        let first = inbox.messages.pop_front();
        Poll::Ready(first.map(|underway| underway.message).ok_or_else(gone))
    }
}

impl Channel for End {
    fn process(&self) -> u32 {
        self.process
    }

    fn worker(&self) -> Option<&str> {
        self.link.as_ref().map(|_| "a simulated machine")
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        if self.outbox.borrow().closed {
            return Err(gone());
        }
        let arrives_ns = self.arrives_ns(&message);
        let mut outbox = self.outbox.borrow_mut();
        outbox.messages.push_back(Underway { arrives_ns, handled: false, message });
        if let Some(reader) = outbox.reader.take() {
            wake_at(arrives_ns, &reader);
        }
        Ok(())
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        std::future::poll_fn(|context| self.poll_receive(context)).boxed_local()
    }
}

fn gone() -> HostError {
    HostError::Gone("it has let go of its channel".to_owned())
}

impl Drop for End {
    fn drop(&mut self) {
        for side in [&self.inbox, &self.outbox] {
            let mut side = side.borrow_mut();
            side.closed = true;
            if let Some(reader) = side.reader.take() {
                reader.wake();
            }
        }
    }
}
