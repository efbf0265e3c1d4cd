//! Sequential: one task after another on one lane; while one waits, all wait.

use std::task::{Context, Poll};

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::Model;
use super::execution::{Execution, RunError};
use super::needs::Needs;
use super::one_lane;
use super::overlap::Overlap;
use super::records::Records;
use super::run_queue::RunQueue;
use crate::task::{Leave, OnLane, Policy};
use crate::trace::{Cause, LaneKind};

/// One task after another.
pub static MODEL: Model = Model {
    id: "sequential",
    title: "Sequential",
    about: "One task after another, from top to bottom. A wait holds everything up.",
    needs: Needs::OneLane,
    overlap: Overlap::AtWaitsForTasks,
    resources: &[],
    records: Records::UNDISTURBED,
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    one_lane::run(execution, ("main", LaneKind::Main), async move |recorder, pulse| {
        let in_order = InOrder { queue: RunQueue::default() };
        let lane = state.lane_cx(&in_order);
        let perform = |task| state.perform(recorder, pulse, &lane, task).boxed_local();
        in_order.queue.run(state.task_ids().map(perform).collect(), |_| {}).await;
    })
}

/// The next task begins when the one before has ended. Only a task that needs something of a later one lets it go first:
/// otherwise a program whose parts talk to each other would stop there for ever.
struct InOrder {
    queue: RunQueue,
}

impl Policy for InOrder {
    fn poll_enter(&self, _: OnLane<'_>, _: &mut Context<'_>) -> Poll<()> {
        self.queue.give_lane();
        Poll::Ready(())
    }

    fn poll_leave(&self, on_lane: OnLane<'_>, leave: Leave, _: &mut Context<'_>) -> Poll<()> {
        if matches!(leave, Leave::Waits(cause) if !matches!(cause, Cause::Blocked { .. })) {
            self.queue.keep_lane(on_lane.task as usize);
        }
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, _: OnLane<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}
