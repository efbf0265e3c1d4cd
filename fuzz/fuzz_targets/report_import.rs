//! Whatever bytes are given as a report: reading them, and using what was read in every way there is, neither panics nor hangs.
//!
//! `cargo +nightly fuzz run report_import fuzz/corpus/report_import tests/golden` tries variations of real reports.
#![no_main]

use interleave_core::export::{self, Format};
use interleave_core::fold::view;
use interleave_core::{compare, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(report) = import::report(bytes) else { return };
    let _ = view::view(&report);
    for format in Format::ALL {
        let text = export::write(&report, format);
        assert!(format != Format::Html || !text.contains("<script"), "a text of the report became markup");
    }
    let text = serde_json::to_vec(&report).expect("what was read can be written");
    assert_eq!(import::report(&text).as_ref(), Ok(&report), "export then import is the identity");
    let _ = compare::compare(&[("a", &report), ("b", &report)]);
});
