//! Which tasks of an execution are finished, and by whom, for a page that looks on.

use std::sync::atomic::{AtomicU8, Ordering};

use interleave_core::fold::picture;
use interleave_core::trace::{LaneId, TaskId};
#[cfg(not(feature = "threads"))]
use serde::Serialize as _;
#[cfg(not(feature = "threads"))]
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// As many rows as a picture can have.
const MOST_ROWS: usize = 2_000;

/// The tint of each row that is finished, and 0 of the others.
static TINTS: [AtomicU8; MOST_ROWS] = [const { AtomicU8::new(0) }; MOST_ROWS];

/// Whether the page looks on at the execution that goes on.
#[cfg(not(feature = "threads"))]
static WATCHED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Before an execution no row is finished. Whoever measures it is not disturbed: only others may be watched.
pub fn begin(watched: bool) {
    TINTS.iter().for_each(|tint| tint.store(0, Ordering::Relaxed));
    #[cfg(not(feature = "threads"))]
    WATCHED.store(watched, Ordering::Relaxed);
    #[cfg(feature = "threads")]
    let _ = watched;
}

/// A lane has finished a task, of whichever workload.
pub fn finished(task: TaskId, lane: LaneId) {
    let Some(place) = TINTS.get(task as usize) else { return };
    let tint = picture::tint(lane) as u8;
    place.store(tint, Ordering::Relaxed);
    // Without a shared memory, nobody sees that.
    #[cfg(not(feature = "threads"))]
    if WATCHED.load(Ordering::Relaxed) {
        let message = serde_json::json!({ "type": "finished", "task": task, "tint": tint });
        if let Ok(message) = message.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) {
            post_message(&message);
        }
    }
}

#[cfg(not(feature = "threads"))]
#[wasm_bindgen]
extern "C" {
    /// To the page, from its engine worker: `FromEngine` of `web/workers/protocol.ts`.
    #[wasm_bindgen(js_name = postMessage)]
    fn post_message(message: &JsValue);
}

/// Where in this worker's memory the tint of each row stands, a byte each: a page that shares it looks on without a message.
#[wasm_bindgen(js_name = tintsAddress)]
pub fn tints_address() -> *const u8 {
    TINTS.as_ptr().cast()
}

/// How many bytes these are.
#[wasm_bindgen(js_name = tintsLength)]
pub fn tints_length() -> usize {
    MOST_ROWS
}
