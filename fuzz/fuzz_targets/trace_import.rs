//! Whatever bytes are given as a trace of another program: reading them, and painting what was read, neither panics nor hangs.
//!
//! `cargo +nightly fuzz run trace_import fuzz/corpus/trace_import fuzz/traces` tries variations of small traces.
#![no_main]

use interleave_core::import::{chrome_trace, recording_view};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(recording) = chrome_trace::recording(bytes) else { return };
    assert!(chrome_trace::is_trace(bytes), "what is read as a trace is known as one");
    for lane in &recording.lanes {
        assert!(lane.slices.iter().all(|slice| slice.from_ns <= slice.to_ns && slice.to_ns <= recording.wall_ns));
        assert!(lane.slices.iter().all(|slice| slice.row < lane.rows));
    }
    let view = recording_view::view(&recording);
    for lane in view.timelines.iter().flat_map(|timeline| &timeline.lanes) {
        assert!(lane.spans.windows(2).all(|pair| pair[0].to_ns == pair[1].from_ns), "spans tile the recording");
    }
    let _ = serde_json::to_vec(&(recording, view)).expect("what was read can be written");
});
