//! The second seam: what a task asks of the model that runs it. One program, and the model decides what its words mean.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::FutureExt as _;

use crate::cancel::Cancel;
use crate::event::{Cause, EventKind, TaskId};
use crate::lane::Recorder;
use crate::parameter::Values;
use crate::timers::Pulse;
use crate::workload::{TaskOutcome, Workload};

/// The hands of a task: everything it does to the world goes through here.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub(crate) recorder: &'a Recorder<'a>,
    pub(crate) pulse: &'a Pulse,
    pub(crate) policy: &'a dyn Policy,
    pub(crate) cancel: &'a Cancel,
    pub(crate) values: &'a Values,
    pub(crate) task: TaskId,
}

/// What makes a model differ from running freely. Polled, not awaited, so that a checkpoint allocates nothing.
pub trait Policy {
    /// Before the task's first step and after each of its waits: may it compute?
    fn poll_enter(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()>;

    /// Before each of its waits and after its last step.
    fn poll_leave(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()>;

    /// After each slice of computing: may it go on?
    fn poll_checkpoint(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()>;
}

/// Nothing to ask: the task has its lane for itself.
#[derive(Clone, Copy, Debug)]
pub struct Free;

impl Policy for Free {
    fn poll_enter(&self, _: Cx<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_leave(&self, _: Cx<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, _: Cx<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}

impl<'a> Cx<'a> {
    /// Which of the workload's tasks this is, counted from 0.
    pub fn task(&self) -> TaskId {
        self.task
    }

    /// The workload's parameters.
    pub fn values(&self) -> &'a Values {
        self.values
    }

    /// Prints one line: `cx.print(format_args!("..")).await`.
    pub async fn print(&self, line: std::fmt::Arguments<'_>) {
        self.recorder.print(Some(self.task), line);
    }

    /// Waits, computing nothing. Whether others go on meanwhile, the model decides.
    pub async fn sleep(&self, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let until = self.recorder.now().saturating_add(nanoseconds);
        self.suspended(Cause::Sleep, self.pulse.until(until)).await;
    }

    /// To be awaited after every 20 to 100 microseconds of computing: here a model may take the lane away for a while.
    pub async fn checkpoint(&self) {
        self.pulse.compute().await;
        poll_fn(|context| {
            if self.cancel.is_cancelled() {
                // Never woken: the driver sees the cancel and drops the task here.
                return Poll::Pending;
            }
            self.policy.poll_checkpoint(*self, context)
        })
        .await;
    }

    /// Writes down a fact about this task.
    pub(crate) fn record(&self, kind: EventKind) {
        self.recorder.record(Some(self.task), kind);
    }

    async fn suspended<T>(&self, cause: Cause, wait: impl Future<Output = T>) -> T {
        poll_fn(|context| self.policy.poll_leave(*self, context)).await;
        self.record(EventKind::Suspended { cause });
        let value = wait.await;
        poll_fn(|context| self.policy.poll_enter(*self, context)).await;
        self.record(EventKind::Resumed);
        value
    }
}

/// Runs one task from its first to its last step; a panic is a failed task, not a dead lane.
pub(crate) async fn perform(cx: Cx<'_>, workload: &Workload) -> TaskOutcome {
    poll_fn(|context| cx.policy.poll_enter(cx, context)).await;
    cx.record(EventKind::TaskStarted);
    let outcome = match AssertUnwindSafe((workload.run)(cx)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => Err(format!("The task panicked: {}", message(&*panic))),
    };
    cx.record(if outcome.is_ok() { EventKind::TaskEnded } else { EventKind::TaskFailed });
    poll_fn(|context| cx.policy.poll_leave(cx, context)).await;
    outcome
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
