//! A wait that leaves its mark on the answer.

use std::time::Duration;

use crate::task::Cx;

/// Waits, and gives how many milliseconds: answers are made from that number, so that a wait left out is one that shows.
pub async fn wait_ms(cx: Cx<'_>, ms: u64) -> u64 {
    cx.sleep(Duration::from_millis(ms)).await;
    ms
}
