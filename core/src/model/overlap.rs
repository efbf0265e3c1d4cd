//! When a lane goes on with another task before the one on it has ended.

/// When a lane goes on with another task before the one on it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Never: tasks that wait for each other have a lane each.
    Never,
    /// Where the task waits for another one.
    AtWaitsForTasks,
    /// Where the task waits for anything.
    AtWaits,
    /// After each quantum, and where the task waits.
    AfterQuanta,
}

impl Overlap {
    /// Whether several tasks are under way on one lane, by whether they wait at all and whether for each other.
    pub fn happens(self, waits: bool, for_tasks: bool) -> bool {
        match self {
            Self::Never => false,
            Self::AtWaitsForTasks => for_tasks,
            Self::AtWaits => waits,
            Self::AfterQuanta => true,
        }
    }
}
