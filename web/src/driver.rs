//! Drives a lane by the browser's own event loop: between two polls, timers and messages are served.

use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use futures::FutureExt as _;
use futures::future::LocalBoxFuture;
use interleave_core::cancel::{Cancel, PATIENCE};
use interleave_core::host::{Compute, Pulse};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::clock;

#[wasm_bindgen(module = "/src/timer.js")]
extern "C" {
    /// A promise that resolves after at least so many milliseconds.
    fn wait(milliseconds: f64) -> js_sys::Promise;
}

/// Runs one lane until it has ended or was cancelled.
pub async fn drive<'a>(start: impl FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()>, cancel: &Cancel) {
    let pulse = Rc::new(Pulse::new(clock::now, Compute::Real));
    let lane = start(pulse.clone());
    drive_future(lane, &pulse, cancel).await;
}

/// Runs the future of a lane until it has ended (then its value is given) or was cancelled.
pub async fn drive_future<T>(lane: impl Future<Output = T>, pulse: &Pulse, cancel: &Cancel) -> Option<T> {
    let mut lane = std::pin::pin!(lane);
    let mut timer: Option<Timer> = None;
    poll_fn(|context| {
        loop {
            if let Poll::Ready(value) = lane.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            if cancel.is_cancelled() {
                return Poll::Ready(None);
            }
            let patience_ns = clock::now() + PATIENCE.as_nanos() as u64;
            let due_ns = pulse.next_deadline().map_or(patience_ns, |deadline| deadline.min(patience_ns));
            // An earlier deadline needs a new timer. For a later one, the old timer fires first and is then replaced.
            if timer.as_ref().is_none_or(|timer| due_ns < timer.due_ns) {
                timer = Some(Timer::until(due_ns));
            }
            let fired = timer.as_mut().is_some_and(|timer| timer.promise.as_mut().poll(context).is_ready());
            if !fired {
                return Poll::Pending;
            }
            timer = None;
            pulse.fire();
        }
    })
    .await
}

struct Timer {
    due_ns: u64,
    promise: Pin<Box<dyn Future<Output = ()>>>,
}

impl Timer {
    fn until(due_ns: u64) -> Self {
        let milliseconds = due_ns.saturating_sub(clock::now()) as f64 / 1e6;
        // It never rejects.
        let promise = JsFuture::from(wait(milliseconds)).map(|_| ()).boxed_local();
        Self { due_ns, promise }
    }
}
