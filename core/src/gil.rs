//! The global interpreter lock, by the protocol of CPython 3.2 and later (`Python/ceval_gil.c`).
//!
//! Taking: while locked, wait at most one switch interval; if that time ran out and nobody switched meanwhile, ask the holder
//! to drop it. Dropping: hand over; if the drop had been asked for, wait until somebody else really took it (forced switch).
//! The holder looks at the request only at checkpoints. Invariants: at most one lane holds the lock; `switch_number` moves
//! exactly when the holder changes; whoever dropped on request is never the next holder while others wait.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::cx::{Cx, Policy};
use crate::event::{Cause, EventKind, LaneId, ResourceId};

/// The lock's place in the trace's resources.
const GIL: ResourceId = 0;

/// One global interpreter lock.
#[derive(Debug)]
pub struct Gil {
    state: Mutex<State>,
    /// Outside the mutex, because every checkpoint of the holder reads it.
    drop_request: AtomicBool,
    interval_ns: u64,
}

#[derive(Debug, Default)]
struct State {
    holder: Option<LaneId>,
    last_holder: Option<LaneId>,
    switch_number: u64,
    /// Lanes that want the lock, whether they stand in line or have just been signalled.
    wanting: usize,
    /// Those who stand in line for a signal, longest waiting first.
    line: VecDeque<(LaneId, Waker)>,
    /// The last holder, if it waits for its forced switch.
    switched: Option<Waker>,
}

/// One lane's dealings with the lock.
#[derive(Debug)]
pub struct Holder<'a> {
    gil: &'a Gil,
    step: Cell<Step>,
    lane: Cell<Option<LaneId>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Does not hold the lock and does not want it.
    Outside,
    /// Wants it; asks for a drop at `deadline_ns` unless `switch_number` has moved by then.
    Wanting { switch_number: u64, deadline_ns: u64 },
    /// Holds it.
    Inside,
    /// Dropped it on request; waits until another lane took it.
    Leaving,
    /// Dropped it on request, and another lane took it.
    Switched,
}

impl Gil {
    /// A free lock with this switch interval (at least one microsecond, as in CPython).
    pub fn new(interval_ns: u64) -> Self {
        Self { state: Mutex::default(), drop_request: AtomicBool::new(false), interval_ns: interval_ns.max(1_000) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Lets go of the lock; the waker of the one who has stood in line longest is to be woken.
    fn release(&mut self) -> Option<Waker> {
        self.holder = None;
        self.signal()
    }

    fn signal(&mut self) -> Option<Waker> {
        self.line.pop_front().map(|(_, waker)| waker)
    }

    fn stands_in_line(&self, lane: LaneId) -> bool {
        self.line.iter().any(|(standing, _)| *standing == lane)
    }

    fn leave_line(&mut self, lane: LaneId) {
        self.line.retain(|(standing, _)| *standing != lane);
    }
}

impl<'a> Holder<'a> {
    /// A lane that does not hold the lock.
    pub fn new(gil: &'a Gil) -> Self {
        Self { gil, step: Cell::new(Step::Outside), lane: Cell::new(None) }
    }

    fn poll_take(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        let lane = cx.recorder.lane();
        self.lane.set(Some(lane));
        let mut state = self.gil.state();
        let wanting = matches!(self.step.get(), Step::Wanting { .. });
        if state.holder.is_none() {
            state.wanting -= usize::from(wanting);
            state.leave_line(lane);
            let switched = self.take(&mut state, lane);
            // Within the lock, so that the sequence numbers of release and acquire are in their true order.
            cx.record(EventKind::Acquired { resource: GIL });
            drop(state);
            if let Some(switched) = switched {
                switched.wake();
            }
            return Poll::Ready(());
        }
        let now = cx.recorder.now();
        if let Step::Wanting { switch_number, deadline_ns } = self.step.get() {
            let timed_out = now >= deadline_ns;
            if state.stands_in_line(lane) && !timed_out {
                return Poll::Pending;
            }
            // A signal that another lane was faster to use never counts as time run out.
            let asks = timed_out && state.stands_in_line(lane) && state.switch_number == switch_number;
            if asks && !self.gil.drop_request.swap(true, Ordering::Relaxed) {
                cx.record(EventKind::DropRequested { resource: GIL });
            }
            state.leave_line(lane);
        } else {
            state.wanting += 1;
            if self.step.get() == Step::Outside {
                cx.record(EventKind::Suspended { cause: Cause::Blocked { resource: GIL } });
            }
        }
        // Every round of waiting is a whole interval again, however the last one ended.
        let deadline_ns = now + self.gil.interval_ns;
        self.step.set(Step::Wanting { switch_number: state.switch_number, deadline_ns });
        state.line.push_back((lane, context.waker().clone()));
        drop(state);
        cx.pulse.wake_at(deadline_ns, context.waker());
        Poll::Pending
    }

    fn take(&self, state: &mut State, lane: LaneId) -> Option<Waker> {
        state.holder = Some(lane);
        if state.last_holder != Some(lane) {
            state.last_holder = Some(lane);
            state.switch_number += 1;
        }
        self.gil.drop_request.store(false, Ordering::Relaxed);
        self.step.set(Step::Inside);
        state.switched.take()
    }

    fn poll_drop(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        let lane = cx.recorder.lane();
        let mut state = self.gil.state();
        if self.step.get() == Step::Inside {
            let forced = self.gil.drop_request.load(Ordering::Relaxed);
            if forced {
                cx.record(EventKind::Suspended { cause: Cause::Blocked { resource: GIL } });
            }
            cx.record(EventKind::Released { resource: GIL });
            self.step.set(if forced { Step::Leaving } else { Step::Outside });
            if let Some(next) = state.release() {
                next.wake();
            }
        }
        // Without anybody who wants it there is nobody to switch to: the one who asked may have died (CPython gh-96387).
        if self.step.get() == Step::Leaving && state.last_holder == Some(lane) && state.wanting > 0 {
            self.gil.drop_request.store(false, Ordering::Relaxed);
            state.switched = Some(context.waker().clone());
            return Poll::Pending;
        }
        if self.step.get() == Step::Leaving {
            self.step.set(Step::Switched);
        }
        Poll::Ready(())
    }
}

impl Policy for Holder<'_> {
    fn poll_enter(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        self.poll_take(cx, context)
    }

    fn poll_leave(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        std::task::ready!(self.poll_drop(cx, context));
        self.step.set(Step::Outside);
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        if self.step.get() == Step::Inside && !self.gil.drop_request.load(Ordering::Relaxed) {
            return Poll::Ready(());
        }
        if matches!(self.step.get(), Step::Inside | Step::Leaving) {
            std::task::ready!(self.poll_drop(cx, context));
        }
        std::task::ready!(self.poll_take(cx, context));
        cx.record(EventKind::Resumed);
        Poll::Ready(())
    }
}

impl Drop for Holder<'_> {
    /// A lane that dies lets go of everything, so that the others go on.
    fn drop(&mut self) {
        let Some(lane) = self.lane.get() else { return };
        let mut state = self.gil.state();
        let wanted = matches!(self.step.get(), Step::Wanting { .. });
        state.wanting -= usize::from(wanted);
        let signalled = wanted && !state.stands_in_line(lane);
        state.leave_line(lane);
        let next = match state.holder {
            Some(holder) if holder == lane => state.release(),
            // The signal it got and cannot use any more is the next one's.
            None if signalled => state.signal(),
            _ => None,
        };
        let switched = if state.wanting == 0 { state.switched.take() } else { None };
        drop(state);
        for waker in [next, switched].into_iter().flatten() {
            waker.wake();
        }
    }
}
