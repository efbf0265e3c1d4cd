//! Asynchronous: one event loop on one lane. A wait lets the others go on; computing does not.

use std::rc::Rc;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Model, Needs};
use super::execution::{Execution, RunError, lane_life};
use super::run_queue::RunQueue;
use crate::host::Pulse;
use crate::task::Free;
use crate::trace::LaneKind;

/// One event loop.
pub static MODEL: Model = Model {
    id: "async",
    title: "Async",
    about: "One event loop on one lane. Waits overlap, because a waiting task lets the others go on; computing holds everything up.",
    needs: Needs::OneLane,
    resources: &[],
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    let recorder = state.recorder(0, execution.host.gauges().clock);
    async move {
        let lane = move |pulse: Rc<Pulse>| {
            async move {
                lane_life(&recorder, async {
                    let tasks = state
                        .task_ids()
                        .map(|task| state.perform(&recorder, &pulse, &Free, task).boxed_local())
                        .collect();
                    RunQueue::default().run(tasks, |_| {}).await;
                })
                .await;
                state.hand_in(recorder.seal("event loop".to_owned(), LaneKind::EventLoop, None));
            }
            .boxed_local()
        };
        execution.host.event_loop(state.cancel, Box::new(lane)).await;
        Ok(())
    }
    .boxed_local()
}
