//! Runs one task from its first to its last step.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;

use crate::task::{Cx, Leave, TaskOutcome};
use crate::trace::EventKind;
use crate::workload::Workload;

/// Runs one task from its first to its last step; a panic is a failed task, not a dead lane.
pub(crate) async fn perform(cx: Cx<'_>, workload: &Workload) -> TaskOutcome {
    poll_fn(|context| cx.lane.policy.poll_enter(cx.on_lane, context)).await;
    cx.record(EventKind::TaskStarted);
    let outcome = match AssertUnwindSafe((workload.run)(cx)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => Err(format!("The task panicked: {}", message(&*panic))),
    };
    cx.record(if outcome.is_ok() { EventKind::TaskEnded } else { EventKind::TaskFailed });
    poll_fn(|context| cx.lane.policy.poll_leave(cx.on_lane, Leave::Ends, context)).await;
    outcome
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
