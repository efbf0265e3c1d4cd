//! From a plan to one that can be run: every name found, every number within its range.

use crate::mistake::Mistake;
use crate::model::{self, Model, Needs};
use crate::plan::{Plan, Values};
use crate::trace::LaneId;
use crate::workload::{self, Workload};

/// A plan that can be run: every name found, every number within its range.
#[derive(Clone, Debug)]
pub struct CheckedPlan {
    plan: Plan,
    /// The workload it names.
    pub workload: &'static Workload,
    /// The models it names, in the order of [`crate::model::ALL`].
    pub models: Vec<&'static Model>,
}

impl CheckedPlan {
    /// The plan with all defaults filled in.
    pub fn as_plan(&self) -> &Plan {
        &self.plan
    }

    /// The values of the workload's parameters.
    pub fn values(&self) -> &Values {
        &self.plan.parameters
    }

    /// How many workers were asked for.
    pub fn workers(&self) -> u64 {
        self.plan.workers
    }

    /// What decides everything that is left to chance.
    pub fn seed(&self) -> u64 {
        self.plan.seed
    }

    /// How many tasks there are to share.
    pub fn tasks(&self) -> u64 {
        (self.workload.tasks)(self.values()).len() as u64
    }

    /// Whether tasks may wait for each other, so that each gets a lane, whatever the worker count.
    pub fn tasks_wait_for_each_other(&self) -> bool {
        self.workload.shared(self.values()).can_block()
    }

    /// How many lanes run tasks, under models that have several: see [`Workload::lanes`].
    pub fn lanes(&self) -> LaneId {
        self.workload.lanes(&self.plan.parameters, self.plan.workers)
    }

    /// How many lanes others must lend at the same time: all where tasks wait for each other, else one; none where no model needs any.
    pub fn lent_lanes(&self) -> LaneId {
        match self.models.iter().any(|model| model.needs == Needs::Workers) {
            true if self.tasks_wait_for_each_other() => self.lanes(),
            needed => needed.into(),
        }
    }

    /// How many lanes run tasks here, and not where others lend them.
    pub fn own_lanes(&self) -> LaneId {
        if self.models.iter().all(|model| model.needs == Needs::Workers) { 1 } else { self.lanes() }
    }
}

impl Plan {
    /// Checks everything and fills in the defaults.
    ///
    /// # Errors
    /// The first mistake, naming its field and the valid choices.
    pub fn check(mut self) -> Result<CheckedPlan, Mistake> {
        self.check_fields()?;
        let workload = workload::find(&self.workload)?;
        self.parameters = workload.complete(self.parameters)?;
        let mut chosen = Vec::new();
        for id in &self.models {
            chosen.push(model::find(id)?.id);
        }
        let models: Vec<&'static Model> = if chosen.is_empty() {
            model::usual().collect()
        } else {
            model::ALL.iter().copied().filter(|model| chosen.contains(&model.id)).collect()
        };
        self.models = models.iter().map(|model| model.id.to_owned()).collect();
        Ok(CheckedPlan { plan: self, workload, models })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(plan: Plan) -> (String, String) {
        let mistake = plan.check().expect_err("the plan has a mistake");
        (mistake.field, mistake.message)
    }

    #[test]
    fn an_empty_plan_means_every_model_that_needs_nobody_else_with_all_defaults() {
        let checked = Plan::default().check().expect("the default plan can be run");
        assert_eq!(checked.as_plan().models, ["sequential", "time-slicing", "threads", "gil", "processes", "async"]);
        assert_eq!(checked.values().integer("n"), 100_000_000);
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
    fn more_workers_than_a_machine_serves_are_for_those_that_others_lend() {
        let lent = |workers, models: &[&str]| Plan {
            workers,
            models: models.iter().map(|model| (*model).to_owned()).collect(),
            ..Plan::default()
        };
        assert!(lent(1_000, &["distributed"]).check().is_ok());
        assert!(message(lent(1_025, &["distributed"])).1.contains("from 1 to 1\u{202f}024"));
        assert!(message(lent(65, &["distributed", "threads"])).1.contains("from 1 to 64"));
    }

    #[test]
    fn lanes_are_asked_of_others_only_where_a_model_needs_them_and_all_at_once_only_where_tasks_wait_for_each_other() {
        let lanes = |workload: &str, models: &[&str]| {
            let models = models.iter().map(|model| (*model).to_owned()).collect();
            let plan = Plan { workload: workload.to_owned(), models, workers: 3, ..Plan::default() };
            let checked = plan.check().expect("it can be run");
            (checked.own_lanes(), checked.lent_lanes(), checked.lanes())
        };
        assert_eq!(lanes("mandelbrot", &["distributed"]), (1, 1, 3));
        assert_eq!(lanes("mandelbrot", &["threads", "distributed"]), (3, 1, 3));
        assert_eq!(lanes("mandelbrot", &["threads"]), (3, 0, 3));
        let (own, lent, all) = lanes("philosophers", &["distributed"]);
        assert_eq!((own, lent), (1, all));
        assert!(all > 3, "each task has a lane of its own");
    }

    #[test]
    fn a_misspelt_model_is_answered_with_the_nearest_one() {
        let (field, message) = message(Plan { models: vec!["thread".into()], ..Plan::default() });
        assert_eq!(field, "models");
        assert!(message.contains("'threads'"), "{message}");
    }

    #[test]
    fn a_field_that_no_plan_has_is_refused_with_the_nearest_one() {
        let plan: Plan = serde_json::from_str(r#"{"workload": "count", "params": {"n": 5}}"#).expect("JSON");
        let (field, message) = message(plan);
        assert_eq!(field, "params");
        assert!(
            message.starts_with("There is no field of a plan called 'params'. Did you mean 'parameters'?"),
            "{message}"
        );
    }

    #[test]
    fn models_named_twice_run_once_and_in_the_one_order() {
        let plan = Plan { models: vec!["async".into(), "gil".into(), "gil".into()], ..Plan::default() };
        assert_eq!(plan.check().expect("a valid plan").as_plan().models, ["gil", "async"]);
    }
}
