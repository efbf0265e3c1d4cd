//! The only thing a run records: what happened, where and when. Everything shown is folded from these.

use serde::{Deserialize, Serialize};

use crate::clock::Usage;

/// A lane of one run: `0` is `main`, which plans, starts and joins the others.
pub type LaneId = u16;

/// A task of one run, counted from 0 in the order the workload lists them.
pub type TaskId = u32;

/// An index into [`Trace::resources`]: a lock, a queue, a database.
pub type ResourceId = u16;

/// One fact. Its place in [`Trace::events`] orders it, `at_ns` only draws it. How it is read stands in `read_event.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Sequence number within the memory of the lane; unique there.
    pub seq: u64,
    /// Nanoseconds since the run began, on the clock of the lane that started the run.
    pub at_ns: u64,
    /// Where it happened.
    pub lane: LaneId,
    /// Which task was concerned, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The line of the program at which the task was, counted from 1; 0 where that is not known. [`Trace::source`] says of which text.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub at_line: u32,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EventKind {
    /// This lane asked for another lane to be started.
    SpawnRequested { target: LaneId },
    /// The first instruction of this lane.
    LaneStarted,
    /// The last recorded instruction of this lane.
    LaneEnded,
    /// The task begins to compute.
    TaskStarted,
    /// The task has its result.
    TaskEnded,
    /// The task panicked or returned an error.
    TaskFailed,
    /// The task (or, without a task, the lane itself) stops computing, and why.
    Suspended { cause: Cause },
    /// The task (or the lane itself) computes again.
    Resumed,
    /// The lane now holds the lock.
    Acquired { resource: ResourceId },
    /// The lane no longer holds the lock.
    Released { resource: ResourceId },
    /// The lane asked the holder of the lock to drop it.
    DropRequested { resource: ResourceId },
    /// The task has put an item into the queue.
    Put { resource: ResourceId },
    /// The task has taken the item out of the queue that had been there longest.
    Taken { resource: ResourceId },
    /// The task was told that its wait for this could never have ended: because tasks waited for one another in a circle, or because
    /// everybody waited.
    Stuck { resource: ResourceId, circle: bool },
    /// A message left for another lane.
    Sent { target: LaneId, bytes: u64 },
    /// A message of another lane arrived.
    Received { source: LaneId, bytes: u64 },
    /// The program printed [`Trace::lines`]`[line]`.
    Printed { line: u32 },
}

/// Why something does not compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Cause {
    /// Its quantum ended; it could run and waits for its turn.
    Preempted,
    /// It sleeps.
    Sleep,
    /// It waits for lanes to end.
    Join,
    /// It waits for a lock or a queue that somebody else holds up.
    Blocked { resource: ResourceId },
    /// It packs, sends, receives or unpacks a message.
    Message,
    /// It waits for the answer to what it has asked of the world outside.
    Request,
}

/// What kind of thing a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LaneKind {
    /// The lane that starts and joins the others, or runs everything itself.
    Main,
    /// A thread that shares memory with `main`.
    Thread,
    /// A process with a memory of its own.
    Process,
    /// A loop that runs many tasks on one thread, each until it waits.
    EventLoop,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaneInfo {
    /// Its number; also its index in [`Trace::lanes`].
    pub id: LaneId,
    /// Its name, as the page and the command line print it.
    pub name: String,
    /// What it is.
    pub kind: LaneKind,
    /// The operating system's process id, or the number of the worker in a browser.
    pub process: Option<u32>,
    /// The worker that has lent the process, where somebody else has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<String>,
    /// Whether it was lost, or never lent: what is known of it is what its parent saw.
    #[serde(default, skip_serializing_if = "is_false")]
    pub lost: bool,
    /// Bytes the lane's process used when the run ended, where the host knows. Lanes of one memory share the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory_bytes: Option<u64>,
    /// Threads of the lane's process, where the host can count them. Lanes of one memory share the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threads: Option<u64>,
    /// How far the clock of this lane may be off from `main`'s, in nanoseconds. 0 for lanes that share one clock.
    pub clock_uncertainty_ns: u64,
    /// The shortest time in which its process answered at the end of the run, in nanoseconds; absent where it was not asked or did not answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_trip_ns: Option<u64>,
    /// Lines that tasks had printed by the time they ended on this lane, and that were lost with it.
    #[serde(default, skip_serializing_if = "is_none_at_all")]
    pub lost_lines: u64,
    /// Events that did not fit into the lane's buffer.
    pub dropped: u64,
}

impl LaneInfo {
    /// What the lane's process uses.
    pub fn uses(&mut self, Usage { memory_bytes, threads }: Usage) {
        (self.memory_bytes, self.threads) = (memory_bytes, threads);
    }
}

/// What is not known is not written.
fn is_unknown(number: &u32) -> bool {
    *number == 0
}

/// Nor is what is not there.
fn is_none_at_all(count: &u64) -> bool {
    *count == 0
}

/// What is as usual is not written either.
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Everything one execution left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trace {
    /// From the first to the last instruction of the run, in nanoseconds.
    pub wall_ns: u64,
    /// The lanes, by id.
    pub lanes: Vec<LaneInfo>,
    /// The names of the tasks, by id.
    pub tasks: Vec<String>,
    /// The names of the locks and queues, by id.
    pub resources: Vec<String>,
    /// The printed lines, by number.
    pub lines: Vec<String>,
    /// The fingerprint of the text whose lines the events name; 0 where that is not known. Lines of another version are those of another text.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub source: u32,
    /// What happened, in order.
    pub events: Vec<Event>,
}
