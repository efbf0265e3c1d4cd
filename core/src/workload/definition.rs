//! What a workload is: a named program with parameters, and what to expect of it under each model.

use futures::future::LocalBoxFuture;

use super::published::Published;
use super::section::Section;
use super::steps::Steps;
use crate::mistake::Mistake;
use crate::outside::Service;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};
use crate::trace::LaneId;
use crate::world::Shared;

/// A named program with parameters.
///
/// A new one is a file in `core/src/workload/` like the template below, and its line in [`ALL`](super::ALL). The form of the
/// page, the flags, the list and the tests on every host find it there.
///
/// **The checkpoint rule**: whoever computes awaits [`Cx::checkpoint`] after every 20 to 100 microseconds, which is about
/// [`SLICE`](crate::kernel::SLICE) additions. Only there can a model take the lane away, another thread get the GIL, and a
/// cancel take effect.
///
/// **The answer**: what a task returns is the same under every model, on every host, for the same values, and made from what
/// it did: what it computed, the items it received, the waits that ended. A step that is lost or done twice changes it. What may
/// differ (lost updates, say) is an observation of its [`Sharing`].
///
/// ```
/// use futures::future::{FutureExt as _, LocalBoxFuture};
/// use interleave_core::kernel::{SLICE, add_up};
/// use interleave_core::plan::Parameter;
/// use interleave_core::task::{Cx, TaskOutcome};
/// use interleave_core::workload::{Section, Steps, Workload, anything, expect};
///
/// /// What a reader of this file is to know in one sentence.
/// pub static WORKLOAD: Workload = Workload {
///     id: "template",
///     title: "A template",
///     section: Section::Beyond,
///     about: "Every task adds numbers and says so. One or two sentences on what it teaches.",
///     expect: &[
///         expect("sequential", "One task after the other; the other models are compared with this one."),
///         expect("time-slicing", "All tasks in turn on one core, so as long as one after the other."),
///         expect("threads", "As many tasks at once as there are free cores and workers."),
///         expect("gil", "Threads that take turns: as long as one after the other."),
///         expect("processes", "As threads, and the time to start the processes on top."),
///         expect("async", "One lane, and nothing ever waits: as long as one after the other."),
///     ],
///     parameters: || vec![Parameter::integer("n", "Additions", "How many numbers a task adds.", (1, 1_000_000_000), 10_000_000, "")],
///     small: r#"{"n": 100000}"#,
///     check: anything,
///     sharing: None,
///     reaches: None,
///     published: None,
///     tasks: |_| vec!["first".to_owned(), "second".to_owned()],
///     steps: |values| Steps::computing(2 * values.u64("n").div_ceil(SLICE), 2),
///     run: |cx| run(cx).boxed_local(),
///     source: 0, // fingerprint(include_str!("template.rs")),
/// };
///
/// async fn run(cx: Cx<'_>) -> TaskOutcome {
///     let n = cx.values().u64("n");
///     let mut sum = 0;
///     let mut begin = 0;
///     while begin < n {
///         let end = n.min(begin + SLICE);
///         sum = add_up(sum, begin, end);
///         begin = end;
///         cx.checkpoint().await;
///     }
///     cx.print(format_args!("task {}: {sum}", cx.task())).await;
///     Ok(sum)
/// }
///
/// let values = WORKLOAD.complete(WORKLOAD.small()).expect("small values are within their ranges");
/// assert_eq!(WORKLOAD.lanes(&values, 8), 2);
/// ```
pub struct Workload {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// Where the tutorial comes to its subject.
    pub section: Section,
    /// What it does and what it teaches, in one or two sentences.
    pub about: &'static str,
    /// What each model makes of it and why, for each of [`crate::model::usual`] in their order.
    pub expect: &'static [Expectation],
    /// What can be set; read it by [`Workload::parameters`].
    pub parameters: fn() -> Vec<Parameter>,
    /// Values for a run of some milliseconds, as JSON; read them by [`Workload::small`].
    pub small: &'static str,
    /// What is wrong with values that are each within their range, if anything is.
    pub check: fn(&Values) -> Result<(), Mistake>,
    /// What its tasks share, if they share anything.
    pub sharing: Option<&'static Sharing>,
    /// Whom in the world outside its tasks ask, if anybody.
    pub reaches: Option<Service>,
    /// What somebody else has published about the same work.
    pub published: Option<&'static Published>,
    /// The names of its tasks, given checked values.
    pub tasks: fn(&Values) -> Vec<String>,
    /// What its tasks do at the most, given checked values: by this their records are given room.
    pub steps: fn(&Values) -> Steps,
    /// Runs the task that `cx` names, to its result.
    pub run: for<'a> fn(Cx<'a>) -> LocalBoxFuture<'a, TaskOutcome>,
    /// The fingerprint of its own source, of whose lines its events tell.
    pub source: u32,
}

/// What the tasks of a workload share, and how to read what became of it.
#[derive(Debug)]
pub struct Sharing {
    /// The locks, queues and cells.
    pub shared: fn(&Values) -> Shared,
    /// What is left when all is over, by name: facts that may differ from run to run.
    pub observe: fn(&Values, Remains<'_>) -> Observations,
}

/// What is left of a run when all its tasks have ended.
#[derive(Clone, Copy, Debug)]
pub struct Remains<'a> {
    /// What each task came to.
    pub tasks: &'a [TaskOutcome],
    /// What the cells of lane 0's memory hold.
    pub cells: &'a [i64],
    /// Whether that is the memory of all tasks.
    pub one_memory: bool,
}

impl Remains<'_> {
    /// What to call the value of a cell: where each process has a copy of its own, only the parent's can be read.
    pub fn called(&self, cell: &str) -> String {
        if self.one_memory { cell.to_owned() } else { format!("the parent's copy of {cell}") }
    }
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

    /// What the model called `model` makes of it. What is said of processes holds wherever they are.
    pub fn expected(&self, model: &str) -> Option<&Expectation> {
        let said = |id: &str| self.expect.iter().find(|expectation| expectation.model == id);
        said(model).or_else(|| said("processes").filter(|_| model == "distributed"))
    }

    /// How many lanes run its tasks, of at most `workers`: no more than there are tasks. Tasks that may wait for each other
    /// get a lane each, or one could wait for another that has no lane to run on.
    pub fn lanes(&self, values: &Values, workers: u64) -> LaneId {
        self.lanes_of((self.tasks)(values).len(), values, workers)
    }

    /// The same for whoever has counted the tasks: to list very many of them takes its time.
    pub fn lanes_of(&self, tasks: usize, values: &Values, workers: u64) -> LaneId {
        let tasks = tasks as u64;
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

    /// The parameter that takes a text, and so a file, if one does.
    pub fn text_parameter(&self) -> Option<Parameter> {
        self.parameters().into_iter().find(|parameter| parameter.read_bytes().is_some())
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
