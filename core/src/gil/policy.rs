//! A lane under the lock: what its steps into, out of and through the lock mean for its task and for the trace.

use std::task::{Context, Poll, ready};

use super::lock::{Fact, Hand, Lock, Patience, Take};
use crate::cx::{Cx, Policy};
use crate::event::{Cause, EventKind, ResourceId};

/// The lock's place in the trace's resources.
const GIL: ResourceId = 0;

/// One lane's dealings with the lock.
#[derive(Debug)]
pub struct Holder<'a> {
    hand: Hand<'a>,
    patience: Patience,
}

impl<'a> Holder<'a> {
    /// A lane that does not hold the lock.
    pub fn new(lock: &'a Lock) -> Self {
        Self { hand: Hand::new(lock), patience: lock.patience() }
    }

    fn poll_take(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        match self.hand.poll_take(cx.recorder.now(), context.waker(), |fact| tell(cx, fact)) {
            Take::Taken => return Poll::Ready(()),
            Take::Until { deadline_ns } => cx.pulse.wake_at(deadline_ns, context.waker()),
            Take::Standing => {}
        }
        Poll::Pending
    }

    fn poll_drop(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        self.hand.poll_drop(context.waker(), |fact| tell(cx, fact))
    }
}

/// Called within the lock, so that the sequence numbers of its events are in their true order.
fn tell(cx: Cx<'_>, fact: Fact) {
    cx.record(match fact {
        Fact::Blocked => EventKind::Suspended { cause: Cause::Blocked { resource: GIL } },
        Fact::Asked => EventKind::DropRequested { resource: GIL },
        Fact::Taken => EventKind::Acquired { resource: GIL },
        Fact::Dropped => EventKind::Released { resource: GIL },
    });
}

impl Policy for Holder<'_> {
    fn poll_enter(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        self.poll_take(cx, context)
    }

    fn poll_leave(&self, cx: Cx<'_>, _: Option<Cause>, context: &mut Context<'_>) -> Poll<()> {
        ready!(self.poll_drop(cx, context));
        self.hand.rest();
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        if self.hand.undisturbed() {
            let gave_way = self.patience == Patience::Ticks && self.hand.tick(|fact| tell(cx, fact));
            if !gave_way {
                return Poll::Ready(());
            }
        } else if self.hand.to_drop() {
            ready!(self.poll_drop(cx, context));
        }
        ready!(self.poll_take(cx, context));
        cx.record(EventKind::Resumed);
        Poll::Ready(())
    }
}
