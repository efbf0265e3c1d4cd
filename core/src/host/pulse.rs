//! How a lane's waits reach whoever drives it: deadlines with their wakers, and the pulse that carries them.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::clock::Clock;

/// What a driver and the lane it drives share. The lane sets deadlines, the driver wakes them when they are due.
#[derive(Debug)]
pub struct Pulse {
    clock: Clock,
    compute: Compute,
    deadlines: RefCell<BinaryHeap<Reverse<Deadline>>>,
    /// When those that were due were last woken.
    fired_ns: Cell<u64>,
}

/// What computing between two checkpoints costs.
#[derive(Clone, Copy, Debug)]
pub enum Compute {
    /// Real time: the clock itself knows.
    Real,
    /// Virtual time, on the only lane there is: the clock is moved on.
    Advance(fn()),
    /// Virtual time, beside other lanes: the simulator lets those that are behind catch up.
    Share(fn() -> u64),
}

#[derive(Debug)]
struct Deadline {
    at_ns: u64,
    waker: Waker,
}

impl Pulse {
    /// The pulse of a lane whose driver reads `clock`.
    pub fn new(clock: Clock, compute: Compute) -> Self {
        Self { clock, compute, deadlines: RefCell::new(BinaryHeap::with_capacity(16)), fired_ns: Cell::new(0) }
    }

    /// What the driver's clock says.
    pub fn now(&self) -> u64 {
        (self.clock)()
    }

    /// Has `waker` woken once `at_ns` has come.
    pub fn wake_at(&self, at_ns: u64, waker: &Waker) {
        self.deadlines.borrow_mut().push(Reverse(Deadline { at_ns, waker: waker.clone() }));
    }

    /// When the driver must look again, if at all.
    pub fn next_deadline(&self) -> Option<u64> {
        self.deadlines.borrow().peek().map(|Reverse(deadline)| deadline.at_ns)
    }

    /// Wakes everything whose time has come.
    pub fn fire(&self) {
        let now = self.now();
        self.fired_ns.set(now);
        loop {
            let due = {
                let mut deadlines = self.deadlines.borrow_mut();
                match deadlines.peek() {
                    Some(Reverse(deadline)) if deadline.at_ns <= now => deadlines.pop(),
                    _ => None,
                }
            };
            let Some(Reverse(deadline)) = due else { return };
            deadline.waker.wake();
        }
    }

    /// Resolves once `at_ns` has come.
    pub fn until(&self, at_ns: u64) -> Until<'_> {
        Until { pulse: self, at_ns, announced: None }
    }

    /// Pays for what was computed since the last checkpoint; free where time is real.
    pub async fn compute(&self) {
        self.compute_slices(1).await;
    }

    /// Pays for so many slices that were computed without a checkpoint between them; free where time is real.
    pub async fn compute_slices(&self, slices: u64) {
        match self.compute {
            Compute::Real => {}
            Compute::Advance(advance) => (0..slices).for_each(|_| advance()),
            Compute::Share(cost) => self.until(self.now() + (0..slices).map(|_| cost()).sum::<u64>()).await,
        }
    }
}

/// Waits for a moment of a [`Pulse`].
#[derive(Debug)]
pub struct Until<'a> {
    pulse: &'a Pulse,
    at_ns: u64,
    announced: Option<Waker>,
}

impl Future for Until<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // The clock is not read: whoever is woken for this moment was woken by its having come, and for anybody else the driver looks soon.
        if self.pulse.fired_ns.get() >= self.at_ns {
            return Poll::Ready(());
        }
        // A poll for another reason must not announce the same deadline again, or every poll would grow the heap.
        if !self.announced.as_ref().is_some_and(|waker| waker.will_wake(context.waker())) {
            self.pulse.wake_at(self.at_ns, context.waker());
            self.announced = Some(context.waker().clone());
        }
        Poll::Pending
    }
}

impl PartialEq for Deadline {
    fn eq(&self, other: &Self) -> bool {
        self.at_ns == other.at_ns
    }
}

impl Eq for Deadline {}

impl PartialOrd for Deadline {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Deadline {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at_ns.cmp(&other.at_ns)
    }
}
