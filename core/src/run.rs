//! One execution of a workload under a model: what all its lanes share, and what they leave behind.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::cancel::Cancel;
use crate::cx::{self, Cx, Policy};
use crate::error::RunError;
use crate::event::{EventKind, LaneId, LaneKind, TaskId, Trace};
use crate::executor::Model;
use crate::fold::merge;
use crate::host::{Clock, Host};
use crate::lane::{LaneRecord, Recorder};
use crate::plan::CheckedPlan;
use crate::timers::Pulse;
use crate::workload::{Observations, Sharing, TaskOutcome};
use crate::world::reach::Reach;
use crate::world::{Things, World};

/// A model's view of one execution.
pub struct Execution<'a> {
    /// Where it takes place.
    pub host: &'a dyn Host,
    /// What its lanes share.
    pub shared: &'a Shared<'a>,
}

/// What all lanes of one memory may reach.
pub struct Shared<'a> {
    /// What to run.
    pub plan: &'a CheckedPlan,
    /// The names of its tasks.
    pub tasks: &'a [String],
    /// Whether to stop.
    pub cancel: &'a Cancel,
    /// What its tasks share.
    pub world: World,
    /// Orders the events of this memory.
    pub seq: AtomicU64,
    things: Things,
    model: &'static Model,
    next: AtomicU64,
    outcomes: Mutex<Vec<Option<TaskOutcome>>>,
    records: Mutex<Vec<LaneRecord>>,
}

/// What one execution came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The model's id.
    pub model: &'static str,
    /// What happened.
    pub trace: Trace,
    /// What each task came to.
    pub tasks: Vec<TaskOutcome>,
    /// What became of what the tasks share.
    pub observations: Observations,
    /// Waits that could never have ended, explained.
    pub dead_ends: Vec<String>,
}

impl<'a> Shared<'a> {
    /// Everything ready, nothing begun.
    pub fn new(plan: &'a CheckedPlan, model: &'static Model, tasks: &'a [String], cancel: &'a Cancel) -> Self {
        let things = plan.workload.things(&plan.plan.parameters);
        Self {
            world: World::new(&things, tasks),
            things,
            model,
            plan,
            tasks,
            cancel,
            seq: AtomicU64::new(0),
            next: AtomicU64::new(0),
            outcomes: Mutex::new(vec![None; tasks.len()]),
            records: Mutex::new(Vec::new()),
        }
    }

    /// How many lanes to start beside `main`.
    pub fn lanes(&self) -> LaneId {
        self.plan.lanes()
    }

    /// An empty record for `lane`, with room for all tasks that it may have to do with.
    pub fn recorder(&self, lane: LaneId, clock: Clock) -> Recorder<'_> {
        Recorder::new(lane, clock, &self.seq, self.tasks_of(lane))
    }

    /// How many tasks `lane` may have to do with. Lane 0 runs or hands out all of them. Of several lanes that take tasks
    /// as they come and wait in each of them, none gets ahead by four times its share.
    pub fn tasks_of(&self, lane: LaneId) -> usize {
        let all = self.tasks.len();
        if lane == 0 { all } else { all.min(4 * all.div_ceil(usize::from(self.lanes()))) }
    }

    /// The way of a task of this memory to what it shares with others.
    pub fn reach(&self) -> Reach<'_> {
        let (locks, model_resources) = (self.things.locks.len(), self.model.resources.len());
        Reach { world: &self.world, parent: None, locks, model_resources }
    }

    /// The ids of all tasks, in order.
    pub fn task_ids(&self) -> std::ops::Range<TaskId> {
        0..TaskId::try_from(self.tasks.len()).expect("workloads have bounded numbers of tasks")
    }

    /// The next task that no lane has taken yet.
    pub fn take(&self) -> Option<TaskId> {
        let task = self.next.fetch_add(1, Ordering::Relaxed);
        (task < self.tasks.len() as u64).then(|| TaskId::try_from(task).expect("it is below the number of tasks"))
    }

    /// Runs one task on the lane of `recorder` and keeps what it came to.
    pub async fn perform(&self, recorder: &Recorder<'_>, pulse: &Pulse, policy: &dyn Policy, task: TaskId) {
        let (values, reach) = (&self.plan.plan.parameters, self.reach());
        let cx = Cx { recorder, pulse, policy, cancel: self.cancel, values, reach, task };
        let outcome = cx::perform(cx, self.plan.workload).await;
        self.keep(task, outcome);
    }

    /// Keeps what a task came to.
    pub fn keep(&self, task: TaskId, outcome: TaskOutcome) {
        self.world.ended(task);
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)[task as usize] = Some(outcome);
    }

    /// Keeps what a lane did.
    pub fn hand_in(&self, record: LaneRecord) {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }
}

/// Runs the plan's workload once under `model`.
///
/// # Errors
/// When it was cancelled, or the host cannot do what the model needs.
pub async fn execute(
    host: &dyn Host,
    plan: &CheckedPlan,
    model: &'static Model,
    cancel: &Cancel,
) -> Result<Outcome, RunError> {
    let tasks = (plan.workload.tasks)(&plan.plan.parameters);
    let shared = Shared::new(plan, model, &tasks, cancel);
    (model.execute)(&Execution { host, shared: &shared }).await?;
    let outcomes = shared.outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    let outcomes: Option<Vec<TaskOutcome>> = outcomes.into_iter().collect();
    let (Some(outcomes), false) = (outcomes, cancel.is_cancelled()) else {
        return Err(RunError::Cancelled);
    };
    let mut records = shared.records.into_inner().unwrap_or_else(PoisonError::into_inner);
    let memory_bytes = (host.gauges().memory)();
    for record in records.iter_mut().filter(|record| record.info.kind != LaneKind::Process) {
        record.info.memory_bytes = memory_bytes;
    }
    let resources = model.resources.iter().map(|name| (*name).to_owned()).chain(shared.things.resources()).collect();
    let dead_ends = shared.world.dead_ends();
    let observe = |sharing: &Sharing| (sharing.observe)(&plan.plan.parameters, &shared.world.cells());
    let mut observations = plan.workload.sharing.map(observe).unwrap_or_default();
    if shared.things.can_block() {
        observations.push(("dead ends".to_owned(), i64::try_from(dead_ends.len()).unwrap_or(i64::MAX)));
    }
    Ok(Outcome {
        model: model.id,
        trace: merge::trace(records, &tasks, resources),
        tasks: outcomes,
        observations,
        dead_ends,
    })
}

/// Sixteen hexadecimal digits over all results in the order of the tasks (FNV-1a, 64 bit), or `None` if a task failed.
pub fn checksum(outcomes: &[TaskOutcome]) -> Option<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for outcome in outcomes {
        for byte in outcome.as_ref().ok()?.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Some(format!("{hash:016x}"))
}

/// Records the first and the last instruction of a lane around `body`.
pub(crate) async fn lane_life<T>(recorder: &Recorder<'_>, body: impl Future<Output = T>) -> T {
    recorder.record(None, EventKind::LaneStarted);
    let value = body.await;
    recorder.record(None, EventKind::LaneEnded);
    value
}
