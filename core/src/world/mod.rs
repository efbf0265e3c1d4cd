//! What tasks share: locks, queues and cells, and who waits for what. A wait that can never end is found and explained.
//!
//! One world per execution, in the memory of lane 0. Threads reach it directly; processes ask for locks and queues by
//! message and have cells of their own, because memory is what processes do not share.

pub mod reach;
mod state;
pub mod stuck;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use crate::event::TaskId;
use state::State;
pub use stuck::Stuck;

/// What a workload's tasks share, by name. Tasks use the numbers: the place within each list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Things {
    /// Locks, all free at first.
    pub locks: Vec<String>,
    /// Queues, all empty at first, and how many items each can hold.
    pub queues: Vec<(String, usize)>,
    /// Whole numbers, and what each is at first.
    pub cells: Vec<(String, i64)>,
}

impl Things {
    /// Whether tasks may have to wait for each other: then each needs a lane of its own.
    pub fn can_block(&self) -> bool {
        !self.locks.is_empty() || !self.queues.is_empty()
    }

    /// The names of everything that can hold a task up: locks first, then queues.
    pub fn resources(&self) -> Vec<String> {
        self.locks.iter().cloned().chain(self.queues.iter().map(|(name, _)| name.clone())).collect()
    }
}

/// The shared things of one execution.
#[derive(Debug)]
pub struct World {
    cells: Vec<AtomicI64>,
    state: Mutex<State>,
}

impl World {
    /// A new world for `tasks`, which are named for explanations.
    pub fn new(things: &Things, tasks: &[String]) -> Self {
        Self {
            cells: things.cells.iter().map(|(_, first)| AtomicI64::new(*first)).collect(),
            state: Mutex::new(State::new(things, tasks)),
        }
    }

    /// The value of a cell now.
    pub fn load(&self, cell: usize) -> i64 {
        self.cells[cell].load(Ordering::Relaxed)
    }

    /// Gives a cell a value.
    pub fn store(&self, cell: usize, value: i64) {
        self.cells[cell].store(value, Ordering::Relaxed);
    }

    /// Adds to a cell in one step that nothing can come between; gives the value before.
    pub fn add(&self, cell: usize, value: i64) -> i64 {
        self.cells[cell].fetch_add(value, Ordering::Relaxed)
    }

    /// The values of all cells.
    pub fn cells(&self) -> Vec<i64> {
        self.cells.iter().map(|cell| cell.load(Ordering::Relaxed)).collect()
    }

    /// Asks for something that may have to wait; without a waker, it is only tried and nobody waits.
    pub fn ask(&self, task: TaskId, ask: Ask, waker: Option<&Waker>) -> Poll<Result<i64, Stuck>> {
        let (answer, woken) = self.state().ask(task, ask, waker);
        woken.into_iter().for_each(Waker::wake);
        answer
    }

    /// The task has ended: what it holds is released, so that nobody waits for it.
    pub fn ended(&self, task: TaskId) {
        let woken = self.state().ended(task);
        woken.into_iter().for_each(Waker::wake);
    }

    /// Leaves a parcel for whoever gets its number; nothing is copied.
    pub fn leave(&self, parcel: Vec<u8>) -> i64 {
        self.state().leave(parcel)
    }

    /// Takes the parcel with this number away; an empty one if there is none.
    pub fn fetch(&self, parcel: i64) -> Vec<u8> {
        self.state().fetch(parcel)
    }

    /// Every dead end that was met, explained.
    pub fn dead_ends(&self) -> Vec<String> {
        self.state().dead_ends.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A wish that another task may hold up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// To hold this lock.
    Lock { lock: usize },
    /// To hold it if nobody does: the answer is 1 if so, else 0.
    TryLock { lock: usize },
    /// To hold it no longer.
    Unlock { lock: usize },
    /// To put an item into this queue, once there is room.
    Send { queue: usize, item: i64 },
    /// To take the next item out of this queue, once there is one.
    Receive { queue: usize },
    /// To leave a parcel; the answer is its number. Asked only by processes, with the parcel as payload.
    Leave,
    /// To have this parcel; it is the answer's payload. Asked only by processes.
    Fetch { parcel: i64 },
}

impl Ask {
    /// What it may have to wait for: its place in [`Things::resources`].
    pub fn resource(self, locks: usize) -> usize {
        match self {
            Self::Lock { lock } | Self::TryLock { lock } | Self::Unlock { lock } => lock,
            Self::Send { queue, .. } | Self::Receive { queue } => locks + queue,
            // Parcels hold nobody up.
            Self::Leave | Self::Fetch { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests;
