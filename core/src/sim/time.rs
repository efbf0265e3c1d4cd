//! Virtual time, which stands still while anything runs; whom to wake later in it; and chance, which a seed decides.

use std::cell::{Cell, RefCell};
use std::task::Waker;

use super::alarms::Alarms;
use crate::random::Random;

thread_local! {
    /// Nanoseconds since the host began.
    pub(super) static NOW: Cell<u64> = const { Cell::new(0) };
    static RANDOM: RefCell<Random> = RefCell::new(Random::new(0));
    static ALARMS: RefCell<Alarms> = RefCell::default();
}

/// Begins anew.
pub(super) fn begin(seed: u64) {
    NOW.set(0);
    RANDOM.set(Random::new(seed));
    ALARMS.take();
}

/// Has `waker` woken at `at_ns`, and not before.
pub(super) fn wake_at(at_ns: u64, waker: &Waker) {
    ALARMS.with_borrow_mut(|alarms| alarms.set(at_ns, waker.clone()));
}

/// When somebody is to be woken next.
pub(super) fn next_alarm_ns() -> Option<u64> {
    ALARMS.with_borrow(Alarms::next_ns)
}

pub(super) fn wake_those_due() {
    // Whoever wakes may set an alarm.
    while let Some(waker) = ALARMS.with_borrow_mut(|alarms| alarms.take_due(NOW.get())) {
        waker.wake();
    }
}

/// `mean`, give or take a quarter.
pub(super) fn jitter(mean: u64) -> u64 {
    mean - mean / 4 + random_below(mean / 2 + 1)
}

pub(super) fn random_below(bound: u64) -> u64 {
    RANDOM.with_borrow_mut(|random| random.below(bound))
}
