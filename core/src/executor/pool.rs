//! Threads that take tasks one by one from a common heap, and the main lane that starts and joins them.
//!
//! `threads` and `gil` share it; they differ only in what a thread must hold to compute.

use std::rc::Rc;

use futures::future::FutureExt as _;

use crate::cx::Policy;
use crate::error::RunError;
use crate::event::{Cause, EventKind, LaneKind};
use crate::host::SendStart;
use crate::run::{Execution, lane_life};
use crate::timers::Pulse;

/// Runs all tasks on threads; `policy` makes each thread's own rules.
pub fn run<P: Policy>(execution: &Execution<'_>, policy: impl Fn() -> P + Sync) -> Result<(), RunError> {
    let (shared, clock) = (execution.shared, execution.host.gauges().clock);
    let main = shared.recorder(0, clock);
    let policy = &policy;
    let lanes: Vec<SendStart<'_>> = (1..=shared.lanes())
        .map(|lane| {
            let recorder = shared.recorder(lane, clock);
            let start = move |pulse: Rc<Pulse>| {
                async move {
                    let policy = policy();
                    lane_life(&recorder, async {
                        while let Some(task) = shared.take() {
                            shared.perform(&recorder, &pulse, &policy, task).await;
                        }
                    })
                    .await;
                    shared.hand_in(recorder.seal(format!("thread {lane}"), LaneKind::Thread, None));
                }
                .boxed_local()
            };
            Box::new(start) as SendStart<'_>
        })
        .collect();
    main.record(None, EventKind::LaneStarted);
    for target in 1..=shared.lanes() {
        main.record(None, EventKind::SpawnRequested { target });
    }
    main.record(None, EventKind::Suspended { cause: Cause::Join });
    execution.host.parallel(shared.cancel, lanes)?;
    main.record(None, EventKind::Resumed);
    main.record(None, EventKind::LaneEnded);
    shared.hand_in(main.seal("main".to_owned(), LaneKind::Main, None));
    Ok(())
}
