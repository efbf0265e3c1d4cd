//! The clock of all workers: nanoseconds on the axis of `performance.timeOrigin`, so that lanes on one memory agree.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scope::scope;

#[wasm_bindgen(module = "/src/time.js")]
extern "C" {
    /// Milliseconds since this worker's own origin.
    #[wasm_bindgen(js_name = now)]
    fn milliseconds() -> f64;
}

thread_local! {
    /// The worker's origin; 0 before anybody has asked for it. A plain number, which is read without any question.
    static ORIGIN_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// Nanoseconds since some fixed moment that is the same for all workers of the page.
pub fn now() -> u64 {
    let known_ms = ORIGIN_MS.get();
    let origin_ms = if known_ms == 0.0 { ask_origin() } else { known_ms };
    // It is never negative; to signed numbers there is an instruction.
    ((origin_ms + milliseconds()) * 1e6) as i64 as u64
}

#[cold]
fn ask_origin() -> f64 {
    // Milliseconds since 1970 leave a double a quarter of a microsecond; counting from a nearer day leaves it less.
    let origin_ms = scope().performance().expect("every worker has a clock").time_origin() - NEARER_DAY_MS;
    ORIGIN_MS.set(origin_ms);
    origin_ms
}

/// The first of January 2025.
const NEARER_DAY_MS: f64 = 1_735_689_600_000.0;
