//! Whatever text is given as a scenario: reading it, and completing it at any place, neither panics nor hangs, and a fault has a place.
//!
//! `cargo +nightly fuzz run scenario_parse fuzz/corpus/scenario_parse fuzz/scenarios core/src/scenario/builtin`
//! tries variations of unfinished texts and of the built-in ones.
#![no_main]

use interleave_core::scenario::{complete, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The last byte, which is only the end of a line in the files to begin with, chooses the place; the others are the text.
    let Some((choice, text)) = bytes.split_last() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    match parse(text) {
        Ok(scenario) => {
            assert!(!scenario.tasks.is_empty(), "there is something to run");
            assert_eq!(parse(text).as_ref(), Ok(&scenario), "the same text says the same");
        }
        Err(fault) => {
            // The last line may be empty, which `lines` does not count.
            let lines = text.split('\n').count();
            assert!((1..=lines).contains(&fault.place.line), "{fault}");
            assert!(fault.place.column >= 1 && fault.place.length >= 1, "{fault}");
            assert!(!fault.message.is_empty());
        }
    }
    let place = text.floor_char_boundary(text.len() * usize::from(*choice) / usize::from(u8::MAX));
    let (before, after) = text.split_at(place);
    if let Some(found) = complete(before, after, true) {
        assert!(before.ends_with(&found.typed), "what was typed stands before the place");
        assert!(!found.choices.is_empty());
    }
});
