//! One execution as its lanes see it: what they share, where their records and outcomes go.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crossbeam_utils::CachePadded;

use super::demand::Demand;
use super::perform;
use crate::cancel::Cancel;
use crate::clock::Clock;
use crate::host::{Host, HostError, Onlooker, Pulse};
use crate::outside::Outside;
use crate::plan::Plan;
use crate::task::{Cx, LaneCx, OnLane, Policy, TaskOutcome};
use crate::trace::{EventKind, LaneId, LaneRecord, Numbers, Recorder, Room, TaskId};
use crate::workload::Workload;
use crate::world::{Access, Shared, World};

/// A model's view of one execution.
pub struct Execution<'a> {
    /// Where it takes place.
    pub host: &'a dyn Host,
    /// What its lanes share.
    pub state: &'a RunState<'a>,
}

/// What all lanes of one memory may reach.
pub struct RunState<'a> {
    /// The plan, checked: all defaults filled in.
    pub plan: &'a Plan,
    /// The workload it names.
    pub workload: &'static Workload,
    /// The names of its tasks.
    pub tasks: &'a [String],
    /// Whether to stop.
    pub cancel: &'a Cancel,
    /// Who answers what they ask of the world outside.
    pub outside: &'a (dyn Outside + Sync),
    /// What its tasks share.
    pub world: World,
    onlooker: Onlooker,
    /// Orders the events of this memory.
    pub seq: CachePadded<AtomicU64>,
    shared: Shared,
    model_resources: usize,
    demand: Demand,
    // Lanes take from either all the time: on a line of the cache for itself, neither takes from them what all only read.
    next: CachePadded<AtomicU64>,
    /// A place for each task, so that lanes that end tasks at the same time do not wait for each other.
    outcomes: Vec<OnceLock<TaskOutcome>>,
    records: Mutex<Vec<LaneRecord>>,
}

/// What an execution leaves behind.
pub struct Finished {
    /// What each task came to; `None` if some task never ended, as after a cancel.
    pub outcomes: Option<Vec<TaskOutcome>>,
    /// What each lane did.
    pub records: Vec<LaneRecord>,
    /// What the tasks shared.
    pub shared: Shared,
    /// The last value of each cell.
    pub cells: Vec<i64>,
    /// Waits that could never have ended, explained.
    pub dead_ends: Vec<String>,
}

impl Finished {
    /// What each task answered.
    ///
    /// # Errors
    /// Why one of them failed, or that one never ended.
    pub fn answers(self) -> Result<Vec<u64>, String> {
        let outcomes = self.outcomes.ok_or("A task never ended.")?;
        outcomes.into_iter().collect()
    }
}

/// Why an execution has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The host could not do what the model needs.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The program that was to run it failed.
    #[error("{0}")]
    Program(String),
    /// Somebody cancelled it.
    #[error("cancelled")]
    Cancelled,
}

impl<'a> RunState<'a> {
    /// Everything ready, nothing begun. `model_resources` locks are the model's own; their ids come before those of the workload.
    pub fn new(
        plan: &'a Plan,
        workload: &'static Workload,
        model_resources: usize,
        demand: Demand,
        tasks: &'a [String],
        (cancel, outside, onlooker): (&'a Cancel, &'a (dyn Outside + Sync), Onlooker),
    ) -> Self {
        let shared = workload.shared(&plan.parameters);
        Self {
            world: World::new(&shared, tasks),
            shared,
            model_resources,
            demand,
            plan,
            workload,
            tasks,
            cancel,
            outside,
            onlooker,
            seq: CachePadded::default(),
            next: CachePadded::default(),
            outcomes: tasks.iter().map(|_| OnceLock::new()).collect(),
            records: Mutex::new(Vec::new()),
        }
    }

    /// How many lanes to start beside `main`.
    pub fn lanes(&self) -> LaneId {
        self.workload.lanes_of(self.tasks.len(), &self.plan.parameters, self.plan.workers)
    }

    /// An empty record for `lane`, with room for all that it may have to write down.
    pub fn recorder(&self, lane: LaneId, clock: Clock) -> Recorder<'_> {
        Recorder::new(lane, clock, &*self.seq, self.room(lane))
    }

    /// The same for a lane that is the only one.
    pub fn recorder_of_one(&self, clock: Clock) -> Recorder<'static> {
        Recorder::new(0, clock, Numbers::Own(Cell::new(0)), self.room(0))
    }

    /// The room that `lane` is given.
    pub fn room(&self, lane: LaneId) -> Room {
        let (main, other) = self.demand.granted();
        if lane == 0 { main } else { other }
    }

    /// The way of a task of this memory to what it shares with others.
    pub fn access(&self) -> Access<'_> {
        Access {
            world: &self.world,
            parent: None,
            locks: self.shared.locks.len(),
            model_resources: self.model_resources,
        }
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

    /// Whether every task has been taken by some lane.
    pub fn all_taken(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.tasks.len() as u64
    }

    /// What the tasks of a lane with these rules have in common.
    pub fn lane_cx<'s>(&'s self, policy: &'s dyn Policy) -> LaneCx<'s> {
        let (values, access) = (&self.plan.parameters, self.access());
        LaneCx { policy, cancel: self.cancel, values, access, outside: self.outside }
    }

    /// Runs one task on the lane of `recorder` and keeps what it came to.
    pub async fn perform(&self, recorder: &Recorder<'_>, pulse: &Pulse, lane: &LaneCx<'_>, task: TaskId) {
        let on_lane = OnLane { recorder, pulse, task, line: 0 };
        let outcome = perform::perform(Cx { on_lane, lane }, self.workload).await;
        self.keep(task, recorder.lane(), outcome);
    }

    /// Keeps what a task of this lane came to.
    pub fn keep(&self, task: TaskId, lane: LaneId, outcome: TaskOutcome) {
        (self.onlooker)(task, lane);
        self.world.ended(task);
        // A task ends once.
        let _ = self.outcomes[task as usize].set(outcome);
    }

    /// Keeps what a lane did.
    pub fn hand_in(&self, record: LaneRecord) {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }

    /// What is left when every lane has ended.
    pub fn finish(self) -> Finished {
        Finished {
            outcomes: self.outcomes.into_iter().map(OnceLock::into_inner).collect(),
            records: self.records.into_inner().unwrap_or_else(PoisonError::into_inner),
            shared: self.shared,
            cells: self.world.cells(),
            dead_ends: self.world.dead_ends(),
        }
    }
}

/// Records the first and the last instruction of a lane around `body`.
pub async fn lane_life<T>(recorder: &Recorder<'_>, body: impl Future<Output = T>) -> T {
    recorder.record(None, EventKind::LaneStarted);
    let value = recorder.during(body).await;
    recorder.record(None, EventKind::LaneEnded);
    value
}
