//! What the tasks of a workload share, as it declares it.

use serde::{Deserialize, Serialize};

/// What a workload's tasks share, by name. Tasks use the numbers: the place within each list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Locks, all free at first.
    pub locks: Vec<String>,
    /// Queues, all empty at first, and how many items each can hold.
    pub queues: Vec<(String, usize)>,
    /// Whole numbers, and what each is at first.
    pub cells: Vec<(String, i64)>,
}

impl Shared {
    /// Whether tasks may have to wait for each other: then each needs a lane of its own.
    pub fn can_block(&self) -> bool {
        !self.locks.is_empty() || !self.queues.is_empty()
    }

    /// The names of everything that can hold a task up: locks first, then queues.
    pub fn resources(&self) -> Vec<String> {
        self.locks.iter().cloned().chain(self.queues.iter().map(|(name, _)| name.clone())).collect()
    }
}
