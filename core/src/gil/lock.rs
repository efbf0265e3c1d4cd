//! The lock itself, by the protocol of CPython 3.2 and later (`Python/ceval_gil.c`). It knows no clock, no lane and no trace,
//! so that its tests can compile this very file against other threads than the system's.
//!
//! Taking: while locked, wait at most one interval; if that time ran out and nobody switched meanwhile, ask the holder to drop
//! it. Dropping: signal one waiter; if the drop had been asked for, wait until somebody else really took it (forced switch).
//! A free lock is anybody's: who comes by takes it, even before the one who was signalled.
//!
//! Invariants: one hand at most holds the lock; `switch_number` moves exactly when the holder changes; whoever dropped on
//! request is never the next holder while others want it; a hand that dies leaves nobody waiting for it.
//! Where CPython and POSIX leave open which waiter is signalled, here it is the one who has stood in line longest, as with
//! Linux's futexes; who waits anew, because its time ran out or another one was faster, goes to the end of the line.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::PoisonError;
use std::task::{Poll, Waker};

use super::sync::{AtomicBool, Mutex, MutexGuard, Ordering};

/// When a thread loses the lock although it could go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// When another one has waited for so long: CPython 3.2 and later.
    Interval { ns: u64 },
    /// At every checkpoint it opens the lock for a moment, and mostly takes it again before anybody else wakes up: CPython 2.
    Ticks,
}

/// One global interpreter lock.
#[derive(Debug)]
pub struct Lock {
    state: Mutex<State>,
    /// Outside the mutex, because every checkpoint of the holder reads it.
    drop_request: AtomicBool,
    patience: Patience,
}

type HandId = u64;

#[derive(Debug, Default)]
struct State {
    hands: HandId,
    holder: Option<HandId>,
    last_holder: Option<HandId>,
    switch_number: u64,
    /// Hands that want the lock, whether they stand in line or have just been signalled.
    wanting: usize,
    /// Those who stand in line for a signal, longest waiting first.
    line: VecDeque<(HandId, Waker)>,
    /// The last holder, if it waits for its forced switch.
    switched: Option<Waker>,
}

/// One thread's dealings with the lock.
#[derive(Debug)]
pub struct Hand<'a> {
    lock: &'a Lock,
    id: HandId,
    step: Cell<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Does not hold the lock and does not want it.
    Outside,
    /// Wants it; asks for a drop at `deadline_ns` unless `switch_number` has moved by then.
    Wanting { switch_number: u64, deadline_ns: u64 },
    /// Holds it.
    Inside,
    /// Dropped it on request; waits until another one took it.
    Leaving,
    /// Dropped it on request, and another one took it or nobody wants it.
    Switched,
}

/// What happens to the lock. Told while nobody else can touch it, so that the order of telling is the order of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The hand cannot go on: it wants the lock, or it has been asked to drop it.
    Blocked,
    /// The hand asked the holder to drop it.
    Asked,
    /// The hand holds it.
    Taken,
    /// The hand no longer holds it.
    Dropped,
}

/// How an attempt to take it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The hand holds it.
    Taken,
    /// The hand stands in line from now on, and wants to be asked again at this time.
    Until { deadline_ns: u64 },
    /// The hand stands in line as before.
    Standing,
}

impl Lock {
    /// A free lock. An interval is at least one microsecond, as in CPython.
    pub fn new(patience: Patience) -> Self {
        let patience = match patience {
            Patience::Interval { ns } => Patience::Interval { ns: ns.max(1_000) },
            Patience::Ticks => Patience::Ticks,
        };
        Self { state: Mutex::new(State::default()), drop_request: AtomicBool::new(false), patience }
    }

    /// When a thread loses it.
    pub fn patience(&self) -> Patience {
        self.patience
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asked(&self) -> bool {
        self.drop_request.load(Ordering::Relaxed)
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

    fn stands_in_line(&self, hand: HandId) -> bool {
        self.line.iter().any(|(standing, _)| *standing == hand)
    }

    fn leave_line(&mut self, hand: HandId) {
        self.line.retain(|(standing, _)| *standing != hand);
    }
}

impl<'a> Hand<'a> {
    /// A hand that does not hold the lock.
    pub fn new(lock: &'a Lock) -> Self {
        let mut state = lock.state();
        state.hands += 1;
        Self { lock, id: state.hands, step: Cell::new(Step::Outside) }
    }

    /// Whether it holds the lock and nobody asked for it.
    pub fn undisturbed(&self) -> bool {
        self.step.get() == Step::Inside && !self.lock.asked()
    }

    /// Whether a drop has begun that is not finished, or has yet to begin.
    pub fn to_drop(&self) -> bool {
        matches!(self.step.get(), Step::Inside | Step::Leaving)
    }

    /// Tries to take it; while that fails, `waker` is woken when it is worth another try.
    pub fn poll_take(&self, now_ns: u64, waker: &Waker, mut tell: impl FnMut(Fact)) -> Take {
        let mut state = self.lock.state();
        let wanting = matches!(self.step.get(), Step::Wanting { .. });
        if state.holder.is_none() {
            state.wanting -= usize::from(wanting);
            state.leave_line(self.id);
            let switched = self.take(&mut state);
            tell(Fact::Taken);
            drop(state);
            if let Some(switched) = switched {
                switched.wake();
            }
            return Take::Taken;
        }
        if let Step::Wanting { switch_number, deadline_ns } = self.step.get() {
            let timed_out = now_ns >= deadline_ns;
            let in_line = state.stands_in_line(self.id);
            if in_line && !timed_out {
                return Take::Standing;
            }
            // A signal that another one was faster to use never counts as time run out.
            let asks = timed_out && in_line && state.switch_number == switch_number;
            if asks && !self.lock.drop_request.swap(true, Ordering::Relaxed) {
                tell(Fact::Asked);
            }
            state.leave_line(self.id);
        } else {
            state.wanting += 1;
            if self.step.get() == Step::Outside {
                tell(Fact::Blocked);
            }
        }
        // Every round of waiting is a whole interval again, however the last one ended.
        let deadline_ns = match self.lock.patience {
            Patience::Interval { ns } => now_ns.saturating_add(ns),
            Patience::Ticks => u64::MAX,
        };
        self.step.set(Step::Wanting { switch_number: state.switch_number, deadline_ns });
        state.line.push_back((self.id, waker.clone()));
        match self.lock.patience {
            Patience::Interval { .. } => Take::Until { deadline_ns },
            Patience::Ticks => Take::Standing,
        }
    }

    fn take(&self, state: &mut State) -> Option<Waker> {
        state.holder = Some(self.id);
        if state.last_holder != Some(self.id) {
            state.last_holder = Some(self.id);
            state.switch_number += 1;
        }
        self.lock.drop_request.store(false, Ordering::Relaxed);
        self.step.set(Step::Inside);
        state.switched.take()
    }

    /// Drops it; pending while it must wait until another one took it.
    pub fn poll_drop(&self, waker: &Waker, mut tell: impl FnMut(Fact)) -> Poll<()> {
        let mut state = self.lock.state();
        let mut next = None;
        if self.step.get() == Step::Inside {
            let forced = self.lock.asked();
            if forced {
                tell(Fact::Blocked);
            }
            tell(Fact::Dropped);
            self.step.set(if forced { Step::Leaving } else { Step::Outside });
            next = state.release();
        }
        // Without anybody who wants it there is nobody to switch to: the one who asked may have died (CPython gh-96387).
        let waits = self.step.get() == Step::Leaving && state.last_holder == Some(self.id) && state.wanting > 0;
        if waits {
            self.lock.drop_request.store(false, Ordering::Relaxed);
            state.switched = Some(waker.clone());
        } else if self.step.get() == Step::Leaving {
            self.step.set(Step::Switched);
        }
        drop(state);
        if let Some(next) = next {
            next.wake();
        }
        if waits { Poll::Pending } else { Poll::Ready(()) }
    }

    /// What follows a drop is no second part of it: the hand wants nothing more.
    pub fn rest(&self) {
        self.step.set(Step::Outside);
    }

    /// CPython 2's checkpoint: opens the lock for a moment, for whoever is awake. Whether anybody stood in line.
    pub fn tick(&self, tell: impl FnMut(Fact)) -> bool {
        if self.lock.state().line.is_empty() {
            return false;
        }
        // Nobody ever asks in this profile, so nothing is waited for.
        let dropped = self.poll_drop(Waker::noop(), tell);
        dropped.is_ready()
    }
}

impl Drop for Hand<'_> {
    /// A thread that dies lets go of everything, so that the others go on.
    fn drop(&mut self) {
        if self.step.get() == Step::Outside {
            return;
        }
        let mut state = self.lock.state();
        let wanted = matches!(self.step.get(), Step::Wanting { .. });
        state.wanting -= usize::from(wanted);
        let signalled = wanted && !state.stands_in_line(self.id);
        state.leave_line(self.id);
        let next = match state.holder {
            Some(holder) if holder == self.id => state.release(),
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
