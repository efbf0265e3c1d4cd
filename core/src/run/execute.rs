//! One execution of a checked plan under a model, and what it came to.

use super::check::CheckedPlan;
use crate::cancel::Cancel;
use crate::checksum::Checksum;
use crate::host::Host;
use crate::model::{Execution, Finished, Model, RunError, RunState};
use crate::task::TaskOutcome;
use crate::trace::{LaneKind, LaneRecord, Trace, merge};
use crate::workload::{Observations, Remains, Sharing, scenario};

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
    let values = plan.values();
    let tasks = (plan.workload.tasks)(values);
    let resources = model.resources.len();
    let around = (cancel, host.outside(), host.onlooker());
    let state =
        RunState::new(plan.as_plan(), plan.workload, resources, plan.demand(model, tasks.len()), &tasks, around);
    (model.execute)(&Execution { host, state: &state }).await?;
    let Finished { outcomes, mut records, shared, cells, dead_ends } = state.finish();
    let (Some(outcomes), false) = (outcomes, cancel.is_cancelled()) else {
        return Err(RunError::Cancelled);
    };
    let threads = records.iter().filter(|record| record.info.kind == LaneKind::Thread).count();
    let usage = (host.gauges().usage)(threads as u64);
    let unread = |record: &&mut LaneRecord| record.info.kind != LaneKind::Process && record.info.threads.is_none();
    records.iter_mut().filter(unread).for_each(|record| record.info.uses(usage));
    let resources = model.resources.iter().map(|name| (*name).to_owned()).chain(shared.resources()).collect();
    let one_memory = model.needs.one_memory();
    let remains = Remains { tasks: &outcomes, cells: &cells, one_memory };
    let observe = |sharing: &Sharing| (sharing.observe)(values, remains);
    let mut observations = plan.workload.sharing.map(observe).unwrap_or_default();
    if shared.can_block() {
        observations.push(("dead ends".to_owned(), i64::try_from(dead_ends.len()).unwrap_or(i64::MAX)));
    }
    Ok(Outcome {
        model: model.id,
        trace: Trace { source: scenario::source(plan.workload, values), ..merge::trace(records, &tasks, resources) },
        tasks: outcomes,
        observations,
        dead_ends,
    })
}

/// Sixteen hexadecimal digits over all results in the order of the tasks, or `None` if a task failed.
pub fn checksum(outcomes: &[TaskOutcome]) -> Option<String> {
    let mut checksum = Checksum::default();
    for outcome in outcomes {
        checksum.add_bytes(&outcome.as_ref().ok()?.to_le_bytes());
    }
    Some(format!("{:016x}", checksum.value()))
}
