//! The second seam: what a task asks of the model that runs it. One program, and the model decides what its words mean.

use std::future::poll_fn;
use std::panic::Location;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::future::{Either, select};

use super::lane_cx::LaneCx;
use super::policy::{Leave, OnLane};
use crate::host::Payload;
use crate::outside::{Answer, Refusal, Request};
use crate::plan::Values;
use crate::trace::{Cause, EventKind, TaskId};
use crate::world::{Operation, Stuck};

/// The longest wait for an answer from outside.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// What a task can do besides computing: print, wait, and use what it shares with others.
///
/// Its questions are plain functions that give futures, and not async ones, because only those know their caller: the events of a question
/// say on which line of the program it is asked.
///
/// It is kept in each of a task's futures, from the outermost to the innermost, and a program can have a hundred thousand tasks: it is small.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub(crate) on_lane: OnLane<'a>,
    pub(crate) lane: &'a LaneCx<'a>,
}

impl<'a> Cx<'a> {
    /// Which of the workload's tasks this is, counted from 0.
    pub fn task(&self) -> TaskId {
        self.on_lane.task
    }

    /// The workload's parameters.
    pub fn values(&self) -> &'a Values {
        self.lane.values
    }

    /// The same, for a function outside of the program's file: all that it asks, is asked on this line of the program, unless it is called for
    /// another line already.
    pub(crate) fn on(self, line: u32) -> Self {
        let line = if self.on_lane.line == 0 { line } else { self.on_lane.line };
        Self { on_lane: OnLane { line, ..self.on_lane }, ..self }
    }

    /// Prints one line: `cx.print(format_args!("..")).await`.
    #[track_caller]
    pub fn print(&self, line: std::fmt::Arguments<'_>) -> impl Future<Output = ()> {
        let here = self.here();
        async move { here.recorder.print(here.line, Some(here.task), line) }
    }

    /// Waits, computing nothing. Whether others go on meanwhile, the model decides.
    #[track_caller]
    pub fn sleep(&self, time: Duration) -> impl Future<Output = ()> {
        let here = self.here();
        async move {
            let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
            self.suspended(here, Cause::Sleep, |since_ns| here.pulse.until(since_ns.saturating_add(nanoseconds))).await;
        }
    }

    /// Asks the world outside and waits for the answer: at least for `round_trip`, and at most for [`ANSWER_TIMEOUT`].
    ///
    /// # Errors
    /// Why there is no answer, in a sentence.
    #[track_caller]
    pub fn request(&self, request: Request, round_trip: Duration) -> impl Future<Output = Answer> {
        let here = self.here();
        async move {
            let asked_ns = here.recorder.now();
            let moment = |after: Duration| asked_ns.saturating_add(u64::try_from(after.as_nanos()).unwrap_or(u64::MAX));
            let answered = async {
                // Asked first, so that the round trip and the work of whoever answers overlap.
                let answer = self.lane.outside.ask(request);
                let too_late = pin!(here.pulse.until(moment(ANSWER_TIMEOUT.max(round_trip))));
                let answer = match select(answer, too_late).await {
                    Either::Left((answer, _)) => answer,
                    Either::Right(_) => Err(Refusal {
                        message: format!("There was no answer within {} s.", ANSWER_TIMEOUT.as_secs()),
                        lasting: false,
                    }),
                };
                here.pulse.until(moment(round_trip)).await;
                answer
            };
            self.suspended(here, Cause::Request, |_| answered).await
        }
    }

    /// To be awaited after every 20 to 100 microseconds of computing: here, and only here, a model may take the lane away
    /// for a while, and a cancel takes effect.
    #[track_caller]
    pub fn checkpoint(&self) -> impl Future<Output = ()> {
        let here = self.here();
        async move {
            here.pulse.compute().await;
            poll_fn(|context| {
                if self.lane.cancel.is_cancelled() {
                    // Never woken: the driver sees the cancel and drops the task here.
                    return Poll::Pending;
                }
                self.lane.policy.poll_checkpoint(here, context)
            })
            .await;
        }
    }

    /// To be awaited after so many slices of computing without a checkpoint: where time is virtual, they take as long as others.
    pub async fn computed(&self, slices: u64) {
        self.on_lane.pulse.compute_slices(slices).await;
    }

    /// Whether the run is to stop: for whoever computes without checkpoints, and must look now and then.
    pub fn is_cancelled(&self) -> bool {
        self.lane.cancel.is_cancelled()
    }

    /// Takes a lock, waiting while another task holds it.
    ///
    /// # Errors
    /// When that wait could never end, or the task holds it already.
    #[track_caller]
    pub fn lock(&self, lock: usize) -> impl Future<Output = Result<(), Stuck>> {
        let here = self.here();
        async move { self.ask(here, Operation::Lock { lock }).await.map(|_| ()) }
    }

    /// Takes a lock if nobody holds it; whether it did.
    ///
    /// # Errors
    /// When the task holds it already.
    #[track_caller]
    pub fn try_lock(&self, lock: usize) -> impl Future<Output = Result<bool, Stuck>> {
        let here = self.here();
        async move { self.ask(here, Operation::TryLock { lock }).await.map(|taken| taken == 1) }
    }

    /// Gives a lock back.
    ///
    /// # Errors
    /// When the task does not hold it.
    #[track_caller]
    pub fn unlock(&self, lock: usize) -> impl Future<Output = Result<(), Stuck>> {
        let here = self.here();
        async move {
            let operation = Operation::Unlock { lock };
            // Only a lock that somebody waits for changes hands.
            let released = EventKind::Released { resource: self.lane.access.resource(operation) };
            if self.lane.access.parent.is_none() {
                return self.lane.access.world.unlock(here.task, lock, || _ = here.record(released));
            }
            // A parent tells it afterwards, when the other process may have the lock already.
            let moment = here.recorder.moment();
            if self.ask(here, operation).await? == 1 {
                here.record_at(moment, released);
            }
            Ok(())
        }
    }

    /// Puts an item into a queue, waiting while it is full.
    ///
    /// # Errors
    /// When that wait could never end.
    #[track_caller]
    pub fn send(&self, queue: usize, item: i64) -> impl Future<Output = Result<(), Stuck>> {
        let here = self.here();
        async move { self.ask(here, Operation::Send { queue, item }).await.map(|_| ()) }
    }

    /// Takes the next item out of a queue, waiting while it is empty.
    ///
    /// # Errors
    /// When that wait could never end.
    #[track_caller]
    pub fn receive(&self, queue: usize) -> impl Future<Output = Result<i64, Stuck>> {
        self.ask(self.here(), Operation::Receive { queue })
    }

    /// Leaves data for another task, to whom their number is sent. In one memory nothing is copied; a process packs them
    /// into a message.
    #[track_caller]
    pub fn leave(&self, payload: impl Into<Payload>) -> impl Future<Output = i64> {
        let (here, payload) = (self.here(), payload.into());
        async move {
            match self.lane.access.parent {
                None => self.lane.access.leave(payload).await,
                Some(_) => self.suspended(here, Cause::Message, |_| self.lane.access.leave(payload)).await,
            }
        }
    }

    /// Takes the data that another task left under this number.
    ///
    /// # Errors
    /// A sentence, when they lie outside of this memory and it has no room for them.
    #[track_caller]
    pub fn fetch(&self, payload: i64) -> impl Future<Output = Result<Payload, String>> {
        let here = self.here();
        async move {
            let payload = match self.lane.access.parent {
                None => self.lane.access.fetch(payload).await,
                Some(_) => self.suspended(here, Cause::Message, |_| self.lane.access.fetch(payload)).await,
            };
            if payload.fits() { Ok(payload) } else { Err(no_room(payload.len())) }
        }
    }

    /// What a cell holds now.
    pub fn load(&self, cell: usize) -> i64 {
        self.lane.access.world.load(cell)
    }

    /// Gives a cell a value, whatever others did since it was loaded.
    pub fn store(&self, cell: usize, value: i64) {
        self.lane.access.world.store(cell, value);
    }

    /// Adds to a cell in one step that nothing can come between; gives the value before.
    pub fn add(&self, cell: usize, value: i64) -> i64 {
        self.lane.access.world.add(cell, value)
    }

    async fn ask(&self, here: OnLane<'a>, ask: Operation) -> Result<i64, Stuck> {
        let resource = self.lane.access.resource(ask);
        let passes = match ask {
            Operation::Send { .. } => Some(EventKind::Put { resource }),
            Operation::Receive { .. } => Some(EventKind::Taken { resource }),
            _ => None,
        };
        let granted = || passes.into_iter().for_each(|kind| _ = here.record(kind));
        if let Poll::Ready(answer) = self.lane.access.try_now(here.task, ask, granted) {
            return answer;
        }
        // A parent has an item from the moment on in which it is sent to it.
        let sends = self.lane.access.parent.is_some() && matches!(ask, Operation::Send { .. });
        let sent = sends.then(|| here.recorder.moment());
        let wait = async {
            let answer = self.lane.access.wait(here.task, ask, granted).await;
            match (&answer, ask) {
                // A lock that came free before anybody knew of this wait did not change hands.
                (Ok(1), Operation::Lock { .. }) => _ = here.record(EventKind::Acquired { resource }),
                (Ok(_), Operation::Receive { .. }) if self.lane.access.parent.is_some() => granted(),
                _ => {}
            }
            answer
        };
        let answer = self.suspended(here, Cause::Blocked { resource }, |_| wait).await;
        match &answer {
            Ok(_) => {
                if let (Some(moment), Some(put)) = (sent, passes) {
                    here.record_at(moment, put);
                }
            }
            Err(Stuck::Deadlock(_)) => _ = here.record(EventKind::Stuck { resource, circle: true }),
            Err(Stuck::Stalled(_)) => _ = here.record(EventKind::Stuck { resource, circle: false }),
            Err(_) => {}
        }
        answer
    }

    /// Writes down a fact about this task.
    pub(crate) fn record(&self, kind: EventKind) {
        self.on_lane.record(kind);
    }

    /// `wait` is told since when.
    async fn suspended<F: Future>(&self, here: OnLane<'_>, cause: Cause, wait: impl FnOnce(u64) -> F) -> F::Output {
        poll_fn(|context| self.lane.policy.poll_leave(here, Leave::Waits(cause), context)).await;
        let value = wait(here.record(EventKind::Suspended { cause })).await;
        poll_fn(|context| self.lane.policy.poll_enter(here, context)).await;
        here.record(EventKind::Resumed);
        value
    }

    /// The task on the line of the program that asks now.
    #[track_caller]
    fn here(&self) -> OnLane<'a> {
        self.on(Location::caller().line()).on_lane
    }
}

/// The sentence about data that this memory has no room for.
pub fn no_room(bytes: usize) -> String {
    format!("There is no room for another {} KiB in this memory: make the data smaller.", bytes / 1024)
}
