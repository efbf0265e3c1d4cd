//! Threads that take tasks one by one from a common heap, and the main lane that starts and joins them.
//!
//! `threads` and `gil` share it; they differ only in what a thread must hold to compute.

use std::rc::Rc;

use futures::future::FutureExt as _;

use super::execution::{Execution, RunError, lane_life};
use crate::host::{Pulse, SendStart};
use crate::task::Policy;
use crate::trace::{Cause, EventKind, LaneKind, Recorder};

/// Runs all tasks on threads; `policy` makes each thread's own rules.
pub fn run<P: Policy>(execution: &Execution<'_>, policy: impl Fn() -> P + Sync) -> Result<(), RunError> {
    let (state, clock) = (execution.state, execution.host.gauges().clock);
    let main = state.recorder(0, clock);
    let policy = &policy;
    // Made and taken apart here, as the memory of `station::Lane` is.
    let mut recorders: Vec<Recorder<'_>> = (1..=state.lanes()).map(|lane| state.recorder(lane, clock)).collect();
    let lanes: Vec<SendStart<'_>> = recorders
        .iter_mut()
        .map(|recorder| {
            let mut recorder = Some(recorder);
            let start = move |pulse: Rc<Pulse>| {
                let recorder: &Recorder<'_> = recorder.take().expect("a lane starts once");
                async move {
                    let policy = policy();
                    let lane = state.lane_cx(&policy);
                    lane_life(recorder, async {
                        while let Some(task) = state.take() {
                            state.perform(recorder, &pulse, &lane, task).await;
                        }
                    })
                    .await;
                }
                .boxed_local()
            };
            Box::new(start) as SendStart<'_>
        })
        .collect();
    main.record(None, EventKind::LaneStarted);
    for target in 1..=state.lanes() {
        main.record(None, EventKind::SpawnRequested { target });
    }
    main.record(None, EventKind::Suspended { cause: Cause::Join });
    execution.host.parallel(state.cancel, lanes)?;
    main.record(None, EventKind::Resumed);
    main.record(None, EventKind::LaneEnded);
    state.hand_in(main.seal("main".to_owned(), LaneKind::Main, None));
    for (lane, recorder) in (1..).zip(recorders) {
        state.hand_in(recorder.seal(format!("thread {lane}"), LaneKind::Thread, None));
    }
    Ok(())
}
