//! The clock of all workers: nanoseconds on the axis of `performance.timeOrigin`, so that lanes on one memory agree.

use web_sys::Performance;

use crate::scope::scope;

struct Clock {
    performance: Performance,
    origin_ms: f64,
}

thread_local! {
    static CLOCK: Clock = {
        let performance = scope().performance().expect("every worker has a clock");
        // Milliseconds since 1970 leave a double a quarter of a microsecond; counting from a nearer day leaves it less.
        let origin_ms = performance.time_origin() - NEARER_DAY_MS;
        Clock { performance, origin_ms }
    };
}

/// Nanoseconds since some fixed moment that is the same for all workers of the page.
pub fn now() -> u64 {
    CLOCK.with(|clock| ((clock.origin_ms + clock.performance.now()) * 1e6) as u64)
}

/// The first of January 2025.
const NEARER_DAY_MS: f64 = 1_735_689_600_000.0;
