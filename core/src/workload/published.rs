//! What others have published about the work of a workload: a reference beside our figures, and never one of them.

use crate::plan::{Plan, Values};

/// Figures from elsewhere, one sample for each model, without a spread.
#[derive(Debug)]
pub struct Published {
    /// The values they were measured with, as JSON.
    pub values: &'static str,
    /// As many lanes as they had at the least.
    pub fewest_workers: u64,
    /// Seconds by the id of the model that corresponds to what was measured.
    pub seconds: &'static [(&'static str, f64)],
    /// Whose they are, how they were measured, and the figures: whole sentences.
    pub measured: &'static str,
    /// Why ours are so much quicker: what follows on "because".
    pub why: &'static str,
}

impl Published {
    /// Whether it is about just the work of a plan of its workload.
    pub fn is_about(&self, plan: &Plan) -> bool {
        let values: Values = serde_json::from_str(self.values).expect("published values are JSON");
        let same = values.iter().all(|(id, value)| plan.parameters.iter().any(|own| own == (id, value)));
        same && plan.workers >= self.fewest_workers
    }

    /// Seconds that were published for a model.
    pub fn seconds_of(&self, model: &str) -> Option<f64> {
        self.seconds.iter().find(|(id, _)| *id == model).map(|(_, seconds)| *seconds)
    }

    /// The figures and why ours differ, where `quicker` says how many times as quick ours are.
    pub fn said(&self, quicker: &str) -> String {
        self.because(&format!("Here it is {quicker} times as quick"))
    }

    /// The figures and why ours will differ, where nothing is measured that can be set beside them.
    pub fn said_before(&self) -> String {
        self.because("Expect the same work to be much quicker here")
    }

    fn because(&self, ours: &str) -> String {
        format!("{} {ours}, because {}.", self.measured, self.why)
    }
}
