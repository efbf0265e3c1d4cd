//! Sequential: one task after another on one lane; while one waits, all wait.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::{Model, Needs};
use crate::cx::Free;
use crate::error::RunError;
use crate::event::LaneKind;
use crate::lane::Recorder;
use crate::run::{Execution, lane_life};

/// One task after another.
pub static MODEL: Model = Model {
    id: "sequential",
    title: "Sequential",
    about: "One task after another, from top to bottom. A wait holds everything up.",
    needs: Needs::OneLane,
    resources: &[],
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let shared = execution.shared;
    let recorder = Recorder::new(0, execution.host.clock(), &shared.seq);
    async move {
        let lane = move |pulse: std::rc::Rc<crate::timers::Pulse>| {
            async move {
                lane_life(&recorder, async {
                    for task in shared.task_ids() {
                        shared.perform(&recorder, &pulse, &Free, task).await;
                    }
                })
                .await;
                shared.hand_in(recorder.seal("main".to_owned(), LaneKind::Main, None));
            }
            .boxed_local()
        };
        execution.host.blocking(shared.cancel, Box::new(lane)).await;
        Ok(())
    }
    .boxed_local()
}
