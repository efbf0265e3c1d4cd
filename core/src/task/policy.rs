//! What distinguishes the models: three questions about a task on its lane.

use std::task::{Context, Poll};

use crate::host::Pulse;
use crate::trace::{Cause, EventKind, Moment, Recorder, TaskId};

/// A task on its lane: all that a policy needs to know of it.
#[derive(Clone, Copy)]
pub struct OnLane<'a> {
    /// The lane's record.
    pub recorder: &'a Recorder<'a>,
    /// How the lane's waits reach its driver.
    pub pulse: &'a Pulse,
    /// Which task it is.
    pub task: TaskId,
    /// The line of the program that it is on; 0 before its first question.
    pub line: u32,
}

impl OnLane<'_> {
    /// Writes down a fact about this task; gives its time.
    pub fn record(&self, kind: EventKind) -> u64 {
        self.recorder.record_on(self.line, Some(self.task), kind)
    }

    /// Writes it down where it belongs, at an earlier moment.
    pub fn record_at(&self, moment: Moment, kind: EventKind) {
        self.recorder.record_at(moment, self.line, Some(self.task), kind);
    }
}

/// Why a task leaves the lane, or what its model makes it hold, to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It waits.
    Waits(Cause),
    /// It computes without what its model makes it hold, as a C function can.
    Releases,
    /// It has taken its last step.
    Ends,
}

/// What makes a model differ from running freely. Polled, not awaited, so that a checkpoint allocates nothing.
pub trait Policy {
    /// Before the task's first step and after each of its waits: may it compute?
    fn poll_enter(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()>;

    /// Before each of its waits, before it computes without what the model makes it hold, and after its last step.
    fn poll_leave(&self, on_lane: OnLane<'_>, leave: Leave, context: &mut Context<'_>) -> Poll<()>;

    /// After each slice of computing: may it go on?
    fn poll_checkpoint(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()>;
}

/// Nothing to ask: the task has its lane for itself.
#[derive(Clone, Copy, Debug)]
pub struct Free;

impl Policy for Free {
    fn poll_enter(&self, _: OnLane<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_leave(&self, _: OnLane<'_>, _: Leave, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, _: OnLane<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}
