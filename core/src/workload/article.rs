//! The pace of the article: its long waits, scaled down.

use std::time::Duration;

use crate::plan::Parameter;
use crate::task::Cx;

/// The parameter by which workloads scale the article's long waits down.
pub fn time_scale() -> Parameter {
    let about = "How many milliseconds one second of the article takes here; 1\u{202f}000 is the article's own pace.";
    Parameter::integer("time_scale", "One article second", about, (1, 1_000), 4, "ms")
}

/// What one second of the article takes here.
pub fn article_second(cx: Cx<'_>) -> Duration {
    Duration::from_millis(cx.values().u64("time_scale"))
}
