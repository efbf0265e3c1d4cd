//! The programs that are run. A new one is a file here and a line in [`ALL`].

pub mod arithmetic;
pub mod compile;
pub mod compress;
pub mod count;
pub mod counter;
pub mod gil_lab;
pub mod mandelbrot;
pub mod mixed;
pub mod philosophers;
pub mod pipeline;
pub mod scenario;
pub mod sort;
pub mod storm;
pub mod transfer;

mod data;

use std::time::Duration;

use futures::future::LocalBoxFuture;

use crate::cx::Cx;
use crate::error::Mistake;
use crate::parameter::{Parameter, Range, Values};
use crate::world::Things;

/// Every workload, in the order a learner meets them.
pub static ALL: &[&Workload] = &[
    &arithmetic::WORKLOAD,
    &count::WORKLOAD,
    &mandelbrot::WORKLOAD,
    &sort::WORKLOAD,
    &compress::WORKLOAD,
    &compile::WORKLOAD,
    &mixed::WORKLOAD,
    &storm::WORKLOAD,
    &pipeline::WORKLOAD,
    &transfer::WORKLOAD,
    &counter::WORKLOAD,
    &philosophers::WORKLOAD,
    &scenario::WORKLOAD,
    &gil_lab::WORKLOAD,
];

/// A named program with parameters.
pub struct Workload {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// What it does and what it teaches, in one or two sentences.
    pub about: &'static str,
    /// What each model makes of it and why, for every model in the order of [`crate::executor::ALL`].
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
    pub things: fn(&Values) -> Things,
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
const fn expect(model: &'static str, text: &'static str) -> Expectation {
    Expectation { model, text, differs: None }
}

/// Values that are each within their range are all there is to ask for.
fn anything(_: &Values) -> Result<(), Mistake> {
    Ok(())
}

/// What a task comes to: a number that is the same under every model, or the reason why there is none.
pub type TaskOutcome = Result<u64, String>;

impl Workload {
    /// What its tasks share.
    pub fn things(&self, values: &Values) -> Things {
        self.sharing.map(|sharing| (sharing.things)(values)).unwrap_or_default()
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

/// The workload called `id`.
///
/// # Errors
/// A sentence with the valid ids and the nearest one.
pub fn find(id: &str) -> Result<&'static Workload, Mistake> {
    ALL.iter().copied().find(|workload| workload.id == id).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|workload| workload.id).collect();
        Mistake::unknown("workload", "workload", id, &known)
    })
}

/// The parameter by which workloads scale the article's long waits down.
fn time_scale() -> Parameter {
    Parameter {
        id: "time_scale",
        title: "One article second",
        about: "How many milliseconds one second of the article takes here; 1000 is the article's own pace.",
        range: Range::Integer { min: 1, max: 1_000, default: 10, unit: "ms" },
    }
}

/// What one second of the article takes here.
fn article_second(cx: Cx<'_>) -> Duration {
    Duration::from_millis(cx.values().size("time_scale"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::executor;

    #[test]
    fn every_workload_says_what_to_expect_of_every_model() {
        let models: Vec<&str> = executor::ALL.iter().map(|model| model.id).collect();
        for workload in ALL {
            let told: Vec<&str> = workload.expect.iter().map(|expectation| expectation.model).collect();
            assert_eq!(told, models, "{}", workload.id);
        }
    }

    #[test]
    fn small_values_are_within_the_ranges_of_their_parameters() {
        for workload in ALL {
            let complete = workload.small().complete(&workload.parameters());
            assert!(complete.is_ok(), "{}: {complete:?}", workload.id);
        }
    }

    #[test]
    fn no_two_workloads_share_an_id() {
        let ids: std::collections::BTreeSet<&str> = ALL.iter().map(|workload| workload.id).collect();
        assert_eq!(ids.len(), ALL.len());
    }
}
