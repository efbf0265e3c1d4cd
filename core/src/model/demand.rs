//! How much the lanes of an execution may have to write down at the most, known before it begins.

use super::needs::Needs;
use super::records::Records;
use crate::plan::Plan;
use crate::trace::Room;
use crate::workload::{Steps, Workload};

/// What may come to the lanes of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// To lane 0.
    pub main: Room,
    /// To any other lane.
    pub other: Room,
    /// How many lanes there are.
    pub lanes: u64,
}

/// Nanoseconds of computing after which any workload has come to a checkpoint, however slow the machine: four times what the rule
/// for checkpoints allows.
const SLICE_NS: u64 = 400_000;

impl Demand {
    /// What may come to the lanes when the `tasks` tasks of `workload` are run by a checked plan, under a model with these needs and records.
    pub fn of((needs, records): (Needs, Records), workload: &Workload, plan: &Plan, tasks: usize) -> Self {
        let steps = (workload.steps)(&plan.parameters);
        let workers = u64::from(workload.lanes_of(tasks, &plan.parameters, plan.workers));
        let tasks = tasks as u64;
        let lanes = if needs == Needs::OneLane { 1 } else { workers + 1 };
        let working =
            Room { events: events(records, plan, steps, tasks, lanes), lines: steps.lines, bytes: steps.bytes };
        let silent = |events| Room { events, ..Room::default() };
        // Its own beginning and end, and the wait for the lanes that it asks for.
        let starting = workers + 4;
        match needs {
            Needs::OneLane => Self { main: working, other: Room::default(), lanes },
            Needs::SharedMemory => Self { main: silent(starting), other: working, lanes },
            Needs::Processes | Needs::Workers => {
                // Four events for each message to a child and its answer: a task, an operation, the end. What is lost is said again.
                let times = if needs == Needs::Workers { 8 } else { 4 };
                let messages = [tasks, steps.asks, steps.brief, workers].into_iter().fold(0, u64::saturating_add);
                let main = silent(messages.saturating_mul(times).saturating_add(starting));
                Self { main, other: working, lanes }
            }
        }
    }

    /// The room that lane 0 is given, and that which any other lane is.
    pub fn granted(&self) -> (Room, Room) {
        (self.main.granted(self.lanes), self.other.granted(self.lanes))
    }
}

/// Events of a lane that runs all tasks: any lane may, if the others begin late or never get the lock.
fn events(records: Records, plan: &Plan, steps: Steps, tasks: u64, lanes: u64) -> u64 {
    let by_steps = [
        2,
        tasks.saturating_mul(records.task),
        steps.sleeps.saturating_mul(records.sleep),
        steps.asks.saturating_mul(records.ask),
        steps.brief.saturating_mul(records.brief),
        steps.lines,
    ]
    .into_iter()
    .fold(0, u64::saturating_add);
    // Where there is room for a switch at every checkpoint, nothing needs to be known of the machine's speed.
    let all = by_steps.saturating_add(steps.slices.saturating_mul(records.switch));
    let switch_ns = (records.switch_ns)(plan);
    if all <= Room::most_events(lanes) || switch_ns == 0 {
        return all;
    }
    let switches = steps.slices.min(steps.slices.saturating_mul(SLICE_NS) / switch_ns);
    by_steps.saturating_add(switches.saturating_mul(records.switch))
}
