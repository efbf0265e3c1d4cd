//! A lane under the lock: what its steps into, out of and through the lock mean for its task and for the trace.

use std::cell::Cell;
use std::task::{Context, Poll, ready};

use crate::gil::lock::{Fact, Hand, Lock, Patience, Take};
use crate::task::{Leave, OnLane, Policy};
use crate::trace::{Cause, EventKind, ResourceId};

/// The lock's place in the trace's resources.
const GIL: ResourceId = 0;

/// One lane's dealings with the lock.
#[derive(Debug)]
pub struct Holder<'a> {
    hand: Hand<'a>,
    patience: Patience,
    /// Whether the lane itself waits until another one has taken the lock.
    lane_waits: Cell<bool>,
}

impl<'a> Holder<'a> {
    /// A lane that does not hold the lock.
    pub fn new(lock: &'a Lock) -> Self {
        Self { hand: Hand::new(lock), patience: lock.patience(), lane_waits: Cell::new(false) }
    }

    fn poll_take(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()> {
        match self.hand.poll_take(on_lane.recorder.now(), context.waker(), |fact| tell(on_lane, fact)) {
            Take::Taken => return Poll::Ready(()),
            Take::Until { deadline_ns } => on_lane.pulse.wake_at(deadline_ns, context.waker()),
            Take::Standing => {}
        }
        Poll::Pending
    }

    fn poll_drop(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()> {
        self.hand.poll_drop(context.waker(), |fact| tell(on_lane, fact))
    }
}

/// Called within the lock, so that the sequence numbers of its events are in their true order.
fn tell(on_lane: OnLane<'_>, fact: Fact) {
    on_lane.record(match fact {
        Fact::Blocked => EventKind::Suspended { cause: Cause::Blocked { resource: GIL } },
        Fact::Asked => EventKind::DropRequested { resource: GIL },
        Fact::Taken => EventKind::Acquired { resource: GIL },
        Fact::Dropped => EventKind::Released { resource: GIL },
    });
}

impl Policy for Holder<'_> {
    fn poll_enter(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()> {
        self.poll_take(on_lane, context)
    }

    fn poll_leave(&self, on_lane: OnLane<'_>, leave: Leave, context: &mut Context<'_>) -> Poll<()> {
        if let Leave::Waits(_) = leave {
            ready!(self.poll_drop(on_lane, context));
        } else {
            // Not the task waits for the switch, which has ended or goes on without the lock: its lane does.
            let dropped = self.hand.poll_drop(context.waker(), |fact| match fact {
                Fact::Blocked => {
                    self.lane_waits.set(true);
                    on_lane.recorder.record(None, EventKind::Suspended { cause: Cause::Blocked { resource: GIL } });
                }
                fact => tell(on_lane, fact),
            });
            ready!(dropped);
            if self.lane_waits.take() {
                on_lane.recorder.record(None, EventKind::Resumed);
            }
        }
        self.hand.rest();
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()> {
        if self.hand.undisturbed() {
            let gave_way = self.patience == Patience::Ticks && self.hand.tick(|fact| tell(on_lane, fact));
            if !gave_way {
                return Poll::Ready(());
            }
        } else if self.hand.to_drop() {
            ready!(self.poll_drop(on_lane, context));
        }
        ready!(self.poll_take(on_lane, context));
        on_lane.record(EventKind::Resumed);
        Poll::Ready(())
    }
}
