//! Asynchronous: one event loop on one lane. A wait lets the others go on; computing does not.

use std::rc::Rc;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::run_queue::RunQueue;
use super::{Model, Needs};
use crate::cx::Free;
use crate::error::RunError;
use crate::event::LaneKind;
use crate::run::{Execution, lane_life};
use crate::timers::Pulse;

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
    let shared = execution.shared;
    let recorder = shared.recorder(0, execution.host.gauges().clock);
    async move {
        let lane = move |pulse: Rc<Pulse>| {
            async move {
                lane_life(&recorder, async {
                    let tasks = shared
                        .task_ids()
                        .map(|task| shared.perform(&recorder, &pulse, &Free, task).boxed_local())
                        .collect();
                    RunQueue::default().run(tasks, |_| {}).await;
                })
                .await;
                shared.hand_in(recorder.seal("event loop".to_owned(), LaneKind::EventLoop, None));
            }
            .boxed_local()
        };
        execution.host.event_loop(shared.cancel, Box::new(lane)).await;
        Ok(())
    }
    .boxed_local()
}
