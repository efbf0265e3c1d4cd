//! A wait that leaves its mark on the answer.

use std::panic::Location;
use std::time::Duration;

use crate::task::Cx;

/// Waits, and gives how many milliseconds: answers are made from that number, so that a wait left out is one that shows.
#[track_caller]
pub fn wait_ms(cx: Cx<'_>, ms: u64) -> impl Future<Output = u64> {
    let cx = cx.on(Location::caller().line());
    async move {
        cx.sleep(Duration::from_millis(ms)).await;
        ms
    }
}
