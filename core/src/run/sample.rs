//! One measured execution, as a session hands it on.

use serde::{Deserialize, Serialize};

use super::execute::Outcome;
use crate::task::TaskOutcome;
use crate::trace::Trace;

/// One measured execution, as it is kept until the report is put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The model's id.
    pub model: String,
    /// Which measured round it belongs to; samples of one round are paired.
    pub round: u64,
    /// What each task came to.
    pub tasks: Vec<TaskOutcome>,
    /// What became of what the tasks share, by name.
    pub observations: Vec<(String, i64)>,
    /// Waits that could never have ended, explained.
    pub dead_ends: Vec<String>,
    /// What happened.
    pub trace: Trace,
}

impl Sample {
    /// The execution of one measured round.
    pub fn new(round: u64, outcome: Outcome) -> Self {
        Self {
            model: outcome.model.to_owned(),
            round,
            tasks: outcome.tasks,
            observations: outcome.observations,
            dead_ends: outcome.dead_ends,
            trace: outcome.trace,
        }
    }

    /// How long it took, in milliseconds.
    pub fn wall_ms(&self) -> f64 {
        self.trace.wall_ns as f64 / 1e6
    }
}
