//! The clock of all workers: nanoseconds on the axis of `performance.timeOrigin`, so that lanes on one memory agree.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;
}

thread_local! {
    static ORIGIN_MS: f64 = TIME_ORIGIN.with(|origin| *origin);
}

/// Nanoseconds since some fixed moment that is the same for all workers of the page.
pub fn now() -> u64 {
    let origin_ms = ORIGIN_MS.with(|origin| *origin);
    // Milliseconds since 1970 leave a double a quarter of a microsecond; counting from a nearer day leaves it less.
    (((origin_ms - NEARER_DAY_MS) + performance_now()) * 1e6) as u64
}

/// The first of January 2025.
const NEARER_DAY_MS: f64 = 1_735_689_600_000.0;
