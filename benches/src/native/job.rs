//! A job of ours: one execution of a plan, timed from outside, with its answers checked.

use anyhow::{Result, ensure};
use futures::executor::block_on;
use interleave_core::plan::Plan;
use interleave_core::run::{CheckedPlan, Outcome, execute};

use crate::section::Bench;
use crate::turns;

/// One plan under one model.
pub struct Job {
    pub plan: CheckedPlan,
}

impl Job {
    /// A job of a plan as JSON, which names one model.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn new(plan: serde_json::Value) -> Result<Self> {
        let plan = serde_json::from_value::<Plan>(plan)?.check()?;
        ensure!(plan.models.len() == 1, "a job has one model");
        Ok(Self { plan })
    }

    /// What one execution comes to.
    ///
    /// # Errors
    /// When it was stopped or cannot run.
    pub fn outcome(&self, bench: &Bench) -> Result<Outcome> {
        Ok(block_on(execute(&bench.host, &self.plan, self.plan.models[0], &bench.cancel))?)
    }

    /// The answers of its tasks.
    ///
    /// # Errors
    /// As [`Job::outcome`], or when a task fails.
    pub fn answers(&self, bench: &Bench) -> Result<Vec<u64>> {
        self.outcome(bench)?.tasks.into_iter().map(|task| task.map_err(anyhow::Error::msg)).collect()
    }

    /// Milliseconds from asking for it until all is over: threads started and joined, records put in order.
    ///
    /// # Errors
    /// As [`Job::answers`], or when an answer is not that which was expected.
    pub fn milliseconds(&self, bench: &Bench, expected: &[u64]) -> Result<f64> {
        turns::milliseconds(|| {
            let answers = self.answers(bench)?;
            ensure!(answers == expected, "{} comes to other answers than its peer", self.plan.workload.id);
            Ok(())
        })
    }
}

/// Milliseconds that a peer's program takes for the same.
///
/// # Errors
/// When an answer is not that which was expected.
pub fn peer_milliseconds(expected: &[u64], program: impl FnOnce() -> Vec<u64>) -> Result<f64> {
    turns::milliseconds(|| {
        ensure!(program() == expected, "a peer comes to other answers than ours");
        Ok(())
    })
}
