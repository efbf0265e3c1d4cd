//! What is to be run: one workload with its parameters, under some models, so many times.

use serde::{Deserialize, Serialize};

use crate::error::Mistake;
use crate::event::LaneId;
use crate::executor::{self, Model};
use crate::gil::GilProfile;
use crate::parameter::{Parameter, Range, Values};
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
    /// Whose GIL `gil` has: `python-3`, or `python-2`, tick based.
    pub gil_profile: GilProfile,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            workload: "count".to_owned(),
            parameters: Values::default(),
            models: Vec::new(),
            workers: 2,
            runs: 7,
            warmup: 1,
            seed: 1,
            quantum_us: 1_000,
            switch_interval_us: 5_000,
            gil_profile: GilProfile::default(),
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

impl CheckedPlan {
    /// How many lanes run tasks: those asked for, but no more than there are tasks. Tasks that may wait for each other
    /// get a lane each, or one could wait for another that has no lane to run on.
    pub fn lanes(&self) -> LaneId {
        let values = &self.plan.parameters;
        let tasks = (self.workload.tasks)(values).len() as u64;
        let lanes = if self.workload.things(values).can_block() { tasks } else { self.plan.workers.min(tasks) };
        LaneId::try_from(lanes.max(1)).expect("plans and workloads bound the number of lanes")
    }
}

impl Plan {
    /// Checks everything and fills in the defaults.
    ///
    /// # Errors
    /// The first mistake, naming its field and the valid choices.
    pub fn check(mut self) -> Result<CheckedPlan, Mistake> {
        let workload = workload::find(&self.workload)?;
        self.parameters = self.parameters.complete(&workload.parameters())?;
        (workload.check)(&self.parameters)?;
        let mut chosen = Vec::new();
        for id in &self.models {
            chosen.push(executor::find(id)?.id);
        }
        let models: Vec<&'static Model> =
            executor::ALL.iter().copied().filter(|model| chosen.is_empty() || chosen.contains(&model.id)).collect();
        self.models = models.iter().map(|model| model.id.to_owned()).collect();
        let numbers = [self.workers, self.runs, self.warmup, self.seed, self.quantum_us, self.switch_interval_us];
        for (setting, number) in settings().iter().zip(numbers) {
            setting.parse(&number.to_string())?;
        }
        Ok(CheckedPlan { plan: self, workload, models })
    }
}

/// The numbers of a plan with their ranges, in the order of its fields.
pub fn settings() -> Vec<Parameter> {
    let Plan { workers, runs, warmup, seed, quantum_us, switch_interval_us, .. } = Plan::default();
    let number = |id, title, about, (min, max), default: u64, unit| Parameter {
        id,
        title,
        about,
        range: Range::Integer { min, max, default: default.cast_signed(), unit },
    };
    let up_to_a_second = |min| (min, 1_000_000);
    let lanes = "How many lanes a model may use, if it uses more than one.";
    let turn = "How long a task computes under time-slicing until it is another's turn.";
    let patience = "How long a thread waits for the GIL until it asks the holder to drop it.";
    vec![
        number("workers", "Workers", lanes, (1, 64), workers, ""),
        number("runs", "Runs", "How many measured executions each model gets.", (1, 1_000), runs, ""),
        number("warmup", "Warm-up", "How many executions go before the measured ones.", (0, 100), warmup, ""),
        number("seed", "Seed", "Decides the order of the models within each round.", (0, SEED_MAX), seed, ""),
        number("quantum_us", "Quantum", turn, up_to_a_second(50), quantum_us, "µs"),
        number("switch_interval_us", "Switch interval", patience, up_to_a_second(1), switch_interval_us, "µs"),
    ]
}

/// The largest seed: the largest whole number that every JSON reader keeps exactly.
pub const SEED_MAX: i64 = (1 << 53) - 1;

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
