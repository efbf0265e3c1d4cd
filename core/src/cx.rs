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
use crate::world::reach::Reach;
use crate::world::{Ask, Stuck};

/// The hands of a task: everything it does to the world goes through here.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub(crate) recorder: &'a Recorder<'a>,
    pub(crate) pulse: &'a Pulse,
    pub(crate) policy: &'a dyn Policy,
    pub(crate) cancel: &'a Cancel,
    pub(crate) values: &'a Values,
    pub(crate) reach: Reach<'a>,
    pub(crate) task: TaskId,
}

/// What makes a model differ from running freely. Polled, not awaited, so that a checkpoint allocates nothing.
pub trait Policy {
    /// Before the task's first step and after each of its waits: may it compute?
    fn poll_enter(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()>;

    /// Before each of its waits, and after its last step (then there is no cause).
    fn poll_leave(&self, cx: Cx<'_>, cause: Option<Cause>, context: &mut Context<'_>) -> Poll<()>;

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

    fn poll_leave(&self, _: Cx<'_>, _: Option<Cause>, _: &mut Context<'_>) -> Poll<()> {
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

    /// Takes a lock, waiting while another task holds it.
    ///
    /// # Errors
    /// When that wait could never end, or the task holds it already.
    pub async fn lock(&self, lock: usize) -> Result<(), Stuck> {
        self.ask(Ask::Lock { lock }).await.map(|_| ())
    }

    /// Takes a lock if nobody holds it; whether it did.
    ///
    /// # Errors
    /// When the task holds it already.
    pub async fn try_lock(&self, lock: usize) -> Result<bool, Stuck> {
        self.ask(Ask::TryLock { lock }).await.map(|taken| taken == 1)
    }

    /// Gives a lock back.
    ///
    /// # Errors
    /// When the task does not hold it.
    pub async fn unlock(&self, lock: usize) -> Result<(), Stuck> {
        self.ask(Ask::Unlock { lock }).await.map(|_| ())
    }

    /// Puts an item into a queue, waiting while it is full.
    ///
    /// # Errors
    /// When that wait could never end.
    pub async fn send(&self, queue: usize, item: i64) -> Result<(), Stuck> {
        self.ask(Ask::Send { queue, item }).await.map(|_| ())
    }

    /// Takes the next item out of a queue, waiting while it is empty.
    ///
    /// # Errors
    /// When that wait could never end.
    pub async fn receive(&self, queue: usize) -> Result<i64, Stuck> {
        self.ask(Ask::Receive { queue }).await
    }

    /// Leaves bytes for another task, to whom their number is sent. In one memory nothing is copied; a process packs them
    /// into a message.
    pub async fn leave(&self, parcel: Vec<u8>) -> i64 {
        match self.reach.parent {
            None => self.reach.leave(parcel).await,
            Some(_) => self.suspended(Cause::Message, self.reach.leave(parcel)).await,
        }
    }

    /// Takes the bytes that another task left under this number.
    pub async fn fetch(&self, parcel: i64) -> Vec<u8> {
        match self.reach.parent {
            None => self.reach.fetch(parcel).await,
            Some(_) => self.suspended(Cause::Message, self.reach.fetch(parcel)).await,
        }
    }

    /// What a cell holds now.
    pub fn load(&self, cell: usize) -> i64 {
        self.reach.world.load(cell)
    }

    /// Gives a cell a value, whatever others did since it was loaded.
    pub fn store(&self, cell: usize, value: i64) {
        self.reach.world.store(cell, value);
    }

    /// Adds to a cell in one step that nothing can come between; gives the value before.
    pub fn add(&self, cell: usize, value: i64) -> i64 {
        self.reach.world.add(cell, value)
    }

    async fn ask(&self, ask: Ask) -> Result<i64, Stuck> {
        if let Poll::Ready(answer) = self.reach.try_now(self.task, ask) {
            return answer;
        }
        let resource = self.reach.resource(ask);
        let answer = self.suspended(Cause::Blocked { resource }, self.reach.wait(self.task, ask)).await;
        if answer.is_ok() && matches!(ask, Ask::Lock { .. }) {
            self.record(EventKind::Acquired { resource });
        }
        answer
    }

    /// Writes down a fact about this task.
    pub(crate) fn record(&self, kind: EventKind) {
        self.recorder.record(Some(self.task), kind);
    }

    async fn suspended<T>(&self, cause: Cause, wait: impl Future<Output = T>) -> T {
        poll_fn(|context| self.policy.poll_leave(*self, Some(cause), context)).await;
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
    poll_fn(|context| cx.policy.poll_leave(cx, None, context)).await;
    outcome
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
