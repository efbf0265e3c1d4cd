//! Drives a lane by the browser's own event loop: between two polls, timers and messages are served.

use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use futures::future::LocalBoxFuture;
use interleave_core::cancel::{Cancel, PATIENCE};
use interleave_core::host::{Compute, Pulse};

use crate::clock;
use crate::wait::Step;

/// Runs one lane until it has ended or was cancelled.
pub async fn drive<'a>(start: impl FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()>, cancel: &Cancel) {
    let pulse = Rc::new(Pulse::new(clock::now, Compute::Real));
    let lane = start(pulse.clone());
    drive_future(lane, &pulse, cancel).await;
}

/// Runs the future of a lane until it has ended (then its value is given) or was cancelled.
pub async fn drive_future<T>(lane: impl Future<Output = T>, pulse: &Pulse, cancel: &Cancel) -> Option<T> {
    let mut lane = std::pin::pin!(lane);
    let mut wait: Option<Wait> = None;
    poll_fn(|context| {
        loop {
            if let Poll::Ready(value) = lane.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            if cancel.is_cancelled() {
                return Poll::Ready(None);
            }
            let deadline_ns = pulse.next_deadline();
            // For an earlier moment, another wait is begun. For a later one, the old wait ends first and is then replaced.
            if wait.as_ref().is_none_or(|wait| deadline_ns.is_some_and(|deadline_ns| deadline_ns < wait.due_ns)) {
                wait = Some(Wait::until(deadline_ns));
            }
            let over = wait.as_mut().is_some_and(|wait| wait.step.as_mut().poll(context).is_ready());
            if !over {
                return Poll::Pending;
            }
            wait = None;
            pulse.fire();
        }
    })
    .await
}

/// The next step towards the moment when the lane is due.
struct Wait {
    due_ns: u64,
    step: Pin<Box<dyn Future<Output = ()>>>,
}

impl Wait {
    /// Until the lane is due, or for as long as it is not looked at; that need not be exact where it is not due at all.
    fn until(deadline_ns: Option<u64>) -> Self {
        let now_ns = clock::now();
        let patience_ns = now_ns + PATIENCE.as_nanos() as u64;
        let due_ns = deadline_ns.map_or(patience_ns, |deadline_ns| deadline_ns.min(patience_ns));
        // A wait that is late would make a deadline soon after it late, too.
        let step = match deadline_ns {
            Some(_) => Step::towards(due_ns.saturating_sub(now_ns)),
            None => Step::Timer { milliseconds: PATIENCE.as_millis() as u32 },
        };
        Self { due_ns, step: step.take() }
    }
}
