//! One measured execution, as a session hands it on.

use serde::{Deserialize, Serialize};

use super::execute::Outcome;
use crate::task::TaskOutcome;
use crate::trace::{OutputLine, Trace};

/// One measured execution, as it is kept until the report is put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The model's id.
    pub model: String,
    /// Which measured round it belongs to; samples of one round are paired.
    pub round: u64,
    /// How long it took, in nanoseconds.
    pub wall_ns: u64,
    /// What each task came to.
    pub tasks: Vec<TaskOutcome>,
    /// What became of what the tasks share, by name.
    pub observations: Vec<(String, i64)>,
    /// Waits that could never have ended, explained.
    pub dead_ends: Vec<String>,
    /// What is known of how it went.
    pub record: Record,
}

/// What is known of how an execution went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// Everything: this core ran it.
    Traced(Trace),
    /// What could be seen from outside: another program ran it.
    Outside {
        /// Threads or processes that ran tasks.
        workers: u64,
        /// The lines it printed, in order.
        output: Vec<OutputLine>,
    },
}

impl Sample {
    /// The execution of one measured round.
    pub fn new(round: u64, outcome: Outcome) -> Self {
        Self {
            model: outcome.model.to_owned(),
            round,
            wall_ns: outcome.trace.wall_ns,
            tasks: outcome.tasks,
            observations: outcome.observations,
            dead_ends: outcome.dead_ends,
            record: Record::Traced(outcome.trace),
        }
    }

    /// How long it took, in milliseconds.
    pub fn wall_ms(&self) -> f64 {
        self.wall_ns as f64 / 1e6
    }
}
