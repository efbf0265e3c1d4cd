//! What is to be run: one workload with its parameters, under some models, so many times.

use serde::{Deserialize, Serialize};

use crate::error::Mistake;
use crate::executor::{self, Model};
use crate::parameter::Values;
use crate::workload::{self, Workload};

/// A wish, as the form, the command line and a teacher's notebook build it. Everything left out has a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// The workload's id.
    pub workload: String,
    /// Its parameters; those left out have their defaults.
    pub parameters: Values,
    /// The ids of the models; none means all.
    pub models: Vec<String>,
    /// Lanes asked for, 1 to 64. Models that have one lane only ignore it.
    pub workers: u64,
    /// Measured executions of each model, 1 to 1000.
    pub runs: u64,
    /// Executions of each model before the measured ones, 0 to 100.
    pub warmup: u64,
    /// Decides the order of the models within each round, and every other choice that is made by chance.
    pub seed: u64,
    /// How long a task may compute under `time-slicing` before it is the next one's turn: 50 to 1 000 000 microseconds.
    pub quantum_us: u64,
    /// How long a thread waits for the GIL before it asks the holder to drop it: 1 to 1 000 000 microseconds, 5000 in CPython.
    pub switch_interval_us: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            workload: "count".to_owned(),
            parameters: Values::default(),
            models: Vec::new(),
            workers: 2,
            runs: 5,
            warmup: 1,
            seed: 1,
            quantum_us: 1_000,
            switch_interval_us: 5_000,
        }
    }
}

/// A plan that can be run: every name found, every number within its range.
#[derive(Clone, Debug)]
pub struct CheckedPlan {
    /// The plan with all defaults filled in.
    pub plan: Plan,
    /// The workload it names.
    pub workload: &'static Workload,
    /// The models it names, in the order of [`executor::ALL`].
    pub models: Vec<&'static Model>,
}

impl Plan {
    /// Checks everything and fills in the defaults.
    ///
    /// # Errors
    /// The first mistake, naming its field and the valid choices.
    pub fn check(mut self) -> Result<CheckedPlan, Mistake> {
        let workload = workload::find(&self.workload)?;
        self.parameters = self.parameters.complete(&workload.parameters())?;
        let mut chosen = Vec::new();
        for id in &self.models {
            chosen.push(executor::find(id)?.id);
        }
        let models: Vec<&'static Model> =
            executor::ALL.iter().copied().filter(|model| chosen.is_empty() || chosen.contains(&model.id)).collect();
        self.models = models.iter().map(|model| model.id.to_owned()).collect();
        within("workers", self.workers, 1, 64)?;
        within("runs", self.runs, 1, 1_000)?;
        within("warmup", self.warmup, 0, 100)?;
        within("quantum_us", self.quantum_us, 50, 1_000_000)?;
        within("switch_interval_us", self.switch_interval_us, 1, 1_000_000)?;
        within("seed", self.seed, 0, SEED_MAX)?;
        Ok(CheckedPlan { plan: self, workload, models })
    }
}

/// The largest seed: the largest whole number that every JSON reader keeps exactly.
pub const SEED_MAX: u64 = (1 << 53) - 1;

fn within(field: &str, given: u64, min: u64, max: u64) -> Result<(), Mistake> {
    if (min..=max).contains(&given) {
        return Ok(());
    }
    Err(Mistake::new(field, format!("{given} is not possible for {field}: it must be a whole number from {min} to {max}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(plan: Plan) -> (String, String) {
        let mistake = plan.check().expect_err("the plan has a mistake");
        (mistake.field, mistake.message)
    }

    #[test]
    fn an_empty_plan_means_every_model_with_all_defaults() {
        let checked = Plan::default().check().expect("the default plan can be run");
        assert_eq!(checked.models.len(), executor::ALL.len());
        assert_eq!(checked.plan.parameters.integer("n"), 100_000_000);
    }

    #[test]
    fn absurd_worker_counts_are_refused_with_the_range() {
        for workers in [0, 65, 10_000, u64::MAX] {
            let (field, message) = message(Plan { workers, ..Plan::default() });
            assert_eq!(field, "workers");
            assert!(message.contains("from 1 to 64"), "{message}");
        }
    }

    #[test]
    fn a_misspelt_model_is_answered_with_the_nearest_one() {
        let (field, message) = message(Plan { models: vec!["thread".into()], ..Plan::default() });
        assert_eq!(field, "models");
        assert!(message.contains("'threads'"), "{message}");
    }

    #[test]
    fn models_named_twice_run_once_and_in_the_one_order() {
        let plan = Plan { models: vec!["async".into(), "gil".into(), "gil".into()], ..Plan::default() };
        assert_eq!(plan.check().expect("a valid plan").plan.models, ["gil", "async"]);
    }
}
