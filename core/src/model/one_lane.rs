//! The life of an execution that has one lane only: what `sequential`, `time-slicing` and `async` share.

use std::rc::Rc;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::execution::{Execution, RunError, lane_life};
use crate::host::Pulse;
use crate::trace::{LaneKind, Recorder};

/// Runs `tasks` on one lane of this name. An event loop lets the host's own events go on while it waits; any other lane keeps
/// its thread.
pub fn run<'a>(
    execution: &'a Execution<'a>,
    (name, kind): (&'static str, LaneKind),
    tasks: impl AsyncFnOnce(&Recorder<'_>, &Pulse) + 'a,
) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let (host, state) = (execution.host, execution.state);
    let recorder = state.recorder_of_one(host.gauges().clock);
    let lane = move |pulse: Rc<Pulse>| {
        async move {
            lane_life(&recorder, tasks(&recorder, &pulse)).await;
            state.hand_in(recorder.seal(name.to_owned(), kind, None));
        }
        .boxed_local()
    };
    async move {
        match kind {
            LaneKind::EventLoop => host.event_loop(state.cancel, Box::new(lane)).await,
            _ => host.blocking(state.cancel, Box::new(lane)).await,
        }
        Ok(())
    }
    .boxed_local()
}
