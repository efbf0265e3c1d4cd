//! What a workload is: a named program with parameters, and what to expect of it under each model.

use futures::future::LocalBoxFuture;

use crate::mistake::Mistake;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};
use crate::trace::LaneId;
use crate::world::Shared;

/// A named program with parameters.
pub struct Workload {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// What it does and what it teaches, in one or two sentences.
    pub about: &'static str,
    /// What each model makes of it and why, for every model in the order of [`crate::model::ALL`].
    pub expect: &'static [Expectation],
    /// What can be set; read it by [`Workload::parameters`].
    pub parameters: fn() -> Vec<Parameter>,
    /// Values for a run of some milliseconds, as JSON; read them by [`Workload::small`].
    pub small: &'static str,
    /// What is wrong with values that are each within their range, if anything is.
    pub check: fn(&Values) -> Result<(), Mistake>,
    /// What its tasks share, if they share anything.
    pub sharing: Option<&'static Sharing>,
    /// The names of its tasks, given checked values.
    pub tasks: fn(&Values) -> Vec<String>,
    /// Runs the task that `cx` names, to its result.
    pub run: for<'a> fn(Cx<'a>) -> LocalBoxFuture<'a, TaskOutcome>,
    /// Its own source, to be read beside the lanes.
    pub source: &'static str,
}

/// What the tasks of a workload share, and how to read what became of it.
#[derive(Debug)]
pub struct Sharing {
    /// The locks, queues and cells.
    pub shared: fn(&Values) -> Shared,
    /// What the cells of lane 0's memory say in the end, by name: facts that may differ from run to run.
    pub observe: fn(&Values, &[i64]) -> Observations,
}

/// What became of shared things: names and whole numbers.
pub type Observations = Vec<(String, i64)>;

/// What to expect of a workload under one model, and why: two or three plain sentences, checked against real runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expectation {
    /// The model's id.
    pub model: &'static str,
    /// What happens and why.
    pub text: &'static str,
    /// What this model changes about the meaning of the program; never an error.
    pub differs: Option<&'static str>,
}

/// An expectation of a model under which the program means what it says.
pub const fn expect(model: &'static str, text: &'static str) -> Expectation {
    Expectation { model, text, differs: None }
}

/// Values that are each within their range are all there is to ask for.
pub fn anything(_: &Values) -> Result<(), Mistake> {
    Ok(())
}

impl Workload {
    /// What its tasks share.
    pub fn shared(&self, values: &Values) -> Shared {
        self.sharing.map(|sharing| (sharing.shared)(values)).unwrap_or_default()
    }

    /// How many lanes run its tasks, of at most `workers`: no more than there are tasks. Tasks that may wait for each other
    /// get a lane each, or one could wait for another that has no lane to run on.
    pub fn lanes(&self, values: &Values, workers: u64) -> LaneId {
        let tasks = (self.tasks)(values).len() as u64;
        let lanes = if self.shared(values).can_block() { tasks } else { workers.min(tasks) };
        LaneId::try_from(lanes.max(1)).expect("plans and workloads bound the number of lanes")
    }

    /// Checks `values` and fills in the defaults.
    ///
    /// # Errors
    /// The first value that is unknown, of the wrong type or out of range, or what is wrong with them together.
    pub fn complete(&self, values: Values) -> Result<Values, Mistake> {
        let values = values.complete(&self.parameters())?;
        (self.check)(&values)?;
        Ok(values)
    }

    /// What can be set.
    pub fn parameters(&self) -> Vec<Parameter> {
        (self.parameters)()
    }

    /// Values for a run of some milliseconds, which tests and examples take.
    pub fn small(&self) -> Values {
        serde_json::from_str(self.small)
            .expect("a workload's small values are JSON, which a test checks for all of them")
    }
}

impl std::fmt::Debug for Workload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}
