//! `view` of traces that other programs wrote, and of what is neither a trace nor a report.

use std::fs;

use crate::program::{argument, interleave, scratch};

const VIZTRACER: &str = include_str!("../../fuzz/traces/viztracer.json");

#[test]
fn a_trace_of_viztracer_is_drawn_lane_by_lane_with_what_took_longest() {
    let path = scratch("viztracer.json");
    fs::write(&path, VIZTRACER).expect("it can be written");
    let output = interleave(&["view", argument(&path)]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    for words in
        ["MainProcess", "  worker 0", "  MainThread  ███", "12.0\u{a0}ms  Thread.join (threading.py:1087)  once"]
    {
        assert!(output.stdout.contains(words), "{words}: {}", output.stdout);
    }
    assert!(!output.stdout.contains("left out"), "{}", output.stdout);
}

#[test]
fn what_a_trace_has_that_is_not_shown_is_told() {
    let path = scratch("hostile-trace.json");
    let text = r#"[{"ph": "X", "name": "a\u001b[2Jb\nc", "tid": "t\nt", "ts": 0, "dur": 1}, {"ph": "C", "ts": 1}, {"ph": "X", "ts": NaN}, "#;
    fs::write(&path, text).expect("it can be written");
    let output = interleave(&["view", argument(&path)]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    for words in ["counters are not shown: 1.", "no readable JSON objects: 1.", "has no end", "a [2Jb c", "  t t"] {
        assert!(output.stdout.contains(words), "{words}: {}", output.stdout);
    }
    assert!(!output.stdout.contains('\u{1b}'));
}

#[test]
fn a_trace_cannot_be_written_as_a_report_or_compared() {
    let path = scratch("no-report.json");
    fs::write(&path, VIZTRACER).expect("it can be written");
    let written = interleave(&["view", argument(&path), "--csv", "-"]);
    assert_eq!((written.code, written.stdout.as_str()), (Some(2), ""));
    assert!(written.stderr.contains("--csv") && written.stderr.contains("leave it out"), "{}", written.stderr);
    assert_eq!(interleave(&["compare", argument(&path)]).code, Some(2));
}

#[test]
fn what_is_neither_is_answered_with_a_sentence() {
    for (name, text, words) in
        [("empty-list.json", "[]", "not a single event"), ("else.json", r#"{"nodes": []}"#, "it is no report")]
    {
        let path = scratch(name);
        fs::write(&path, text).expect("it can be written");
        let output = interleave(&["view", argument(&path)]);
        assert_eq!((output.code, output.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(output.stderr.contains(words), "{name}: {}", output.stderr);
    }
}
