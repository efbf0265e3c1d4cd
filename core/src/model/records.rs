//! How much a model has its lanes write down.

use crate::plan::Plan;

/// The most events that a model's lanes write down, for each step of a task.
#[derive(Clone, Copy, Debug)]
pub struct Records {
    /// Beginning and end.
    pub task: u64,
    /// A wait for time.
    pub sleep: u64,
    /// An operation that another task may hold up.
    pub ask: u64,
    /// The same, when nothing lies between taking and giving back: see [`crate::workload::Steps::brief`].
    pub brief: u64,
    /// Each time that the lane is taken away at a checkpoint.
    pub switch: u64,
    /// Nanoseconds of computing from one such time to the next, at least; 0 means that it may happen at every checkpoint.
    pub switch_ns: fn(&Plan) -> u64,
}

impl Records {
    /// A task that keeps its lane until it waits.
    pub const UNDISTURBED: Self = Self { task: 2, sleep: 2, ask: 3, brief: 0, switch: 0, switch_ns: |_| 0 };
}
