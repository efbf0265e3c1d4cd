//! Whom to wake later in virtual time, and when.

use std::collections::BTreeMap;
use std::task::Waker;

/// Wakers by the moment when they are due; of those that are due at once, whoever set an alarm first is first.
#[derive(Default)]
pub(super) struct Alarms {
    wakers: BTreeMap<(u64, u64), Waker>,
    set: u64,
}

impl Alarms {
    /// Has `waker` woken at this moment, in virtual nanoseconds.
    pub fn set(&mut self, at_ns: u64, waker: Waker) {
        self.set += 1;
        self.wakers.insert((at_ns, self.set), waker);
    }

    /// The moment of the next alarm.
    pub fn next_ns(&self) -> Option<u64> {
        self.wakers.first_key_value().map(|((at_ns, _), _)| *at_ns)
    }

    /// Takes one that is due by now.
    pub fn take_due(&mut self, now_ns: u64) -> Option<Waker> {
        let first = self.wakers.first_entry()?;
        (first.key().0 <= now_ns).then(|| first.remove())
    }
}
