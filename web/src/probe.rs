//! What an event costs in this browser, for the benchmark: in whole programs it cannot be told apart from what they do between two events.

use std::cell::Cell;

use interleave_core::trace::{EventKind, LaneKind, Numbers, Recorder, Room};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::clock;

/// Nanoseconds for each of so many events that a lane, alone in its memory, writes down with their times. Not a number where one was not.
#[wasm_bindgen(js_name = nanosecondsOfEvents)]
pub fn nanoseconds_of_events(count: u32) -> f64 {
    let room = Room { events: u64::from(count) + 1, ..Room::USUAL };
    let recorder = Recorder::new(0, clock::now, Numbers::Own(Cell::new(0)), room);
    let began = clock::now();
    for task in 0..count / 2 {
        recorder.record(Some(task), EventKind::Put { resource: 0 });
        recorder.record(Some(task), EventKind::Taken { resource: 0 });
    }
    let took = clock::now() - began;
    let events = recorder.seal(String::new(), LaneKind::Main, None).events.len();
    if events == count as usize { took as f64 / f64::from(count) } else { f64::NAN }
}
