//! A C function that releases the GIL while it computes, and takes it again afterwards; without a GIL it just computes.

use std::future::poll_fn;
use std::panic::Location;

use super::cx::Cx;
use super::policy::Leave;
use crate::trace::EventKind;

/// Computes so many slices without what the model makes a task hold.
#[track_caller]
pub fn released<T>(cx: Cx<'_>, slices: u64, compute: impl FnOnce() -> T) -> impl Future<Output = T> {
    compute_released(cx.on(Location::caller().line()), slices, compute)
}

async fn compute_released<T>(cx: Cx<'_>, slices: u64, compute: impl FnOnce() -> T) -> T {
    poll_fn(|context| cx.lane.policy.poll_leave(cx.on_lane, Leave::Releases, context)).await;
    let value = compute();
    cx.computed(slices).await;
    let mut blocked = false;
    poll_fn(|context| {
        let entered = cx.lane.policy.poll_enter(cx.on_lane, context);
        blocked |= entered.is_pending();
        entered
    })
    .await;
    if blocked {
        cx.record(EventKind::Resumed);
    }
    value
}
