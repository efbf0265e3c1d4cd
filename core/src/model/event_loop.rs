//! Asynchronous: one event loop on one lane. A wait lets the others go on; computing does not.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::Model;
use super::execution::{Execution, RunError};
use super::needs::Needs;
use super::one_lane;
use super::overlap::Overlap;
use super::records::Records;
use super::run_queue::RunQueue;
use crate::task::Free;
use crate::trace::LaneKind;

/// One event loop.
pub static MODEL: Model = Model {
    id: "async",
    title: "Async",
    about: "One event loop on one lane. Waits overlap, because a waiting task lets the others go on; computing holds everything up.",
    needs: Needs::OneLane,
    overlap: Overlap::AtWaits,
    resources: &[],
    records: Records::UNDISTURBED,
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    one_lane::run(execution, ("event loop", LaneKind::EventLoop), async move |recorder, pulse| {
        let lane = state.lane_cx(&Free);
        let perform = |task| state.perform(recorder, pulse, &lane, task).boxed_local();
        RunQueue::default().run(state.task_ids().map(perform).collect(), |_| {}).await;
    })
}
