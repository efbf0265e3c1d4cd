//! Traces as other programs write them, and as nobody should.

use std::fmt::Write as _;

use super::*;
use crate::import::recording_view::view;

fn read(text: &str) -> Recording {
    recording(text.as_bytes()).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Names, rows and times of a lane's slices.
fn slices(recording: &Recording, lane: usize) -> Vec<(&str, u32, u64, u64)> {
    let name = |slice: &Slice| recording.names[slice.name as usize].as_str();
    recording.lanes[lane].slices.iter().map(|slice| (name(slice), slice.row, slice.from_ns, slice.to_ns)).collect()
}

fn lanes(recording: &Recording) -> Vec<(&str, &str)> {
    let process = |lane: &RecordedLane| recording.processes[lane.process as usize].as_str();
    recording.lanes.iter().map(|lane| (process(lane), lane.name.as_str())).collect()
}

/// The sentences about what is not shown as it stands, in one.
fn said(recording: &Recording) -> String {
    recording.warnings.iter().map(|warning| format!("{} ", warning.text)).collect()
}

#[test]
fn slices_are_written_whole_or_as_beginning_and_end_and_count_from_the_first_moment() {
    let recording = read(
        r#"{"traceEvents": [
            {"ph": "X", "name": "whole", "pid": 1, "tid": 1, "ts": 1000, "dur": 5.5},
            {"ph": "B", "name": "outer", "pid": 1, "tid": 2, "ts": 1001},
            {"ph": "B", "name": "inner", "pid": 1, "tid": 2, "ts": 1002},
            {"ph": "E", "pid": 1, "tid": 2, "ts": 1003},
            {"ph": "E", "name": "outer", "pid": 1, "tid": 2, "ts": 1010.001}
        ]}"#,
    );
    assert_eq!(slices(&recording, 0), [("whole", 0, 0, 5_500)]);
    assert_eq!(slices(&recording, 1), [("outer", 0, 1_000, 10_001), ("inner", 1, 2_000, 3_000)]);
    assert_eq!((recording.wall_ns, recording.lanes[1].rows, said(&recording)), (10_001, 2, String::new()));
}

#[test]
fn lanes_have_their_names_and_the_order_that_is_asked_for() {
    let recording = read(
        r#"[
            {"ph": "X", "pid": 7, "tid": 70, "ts": 0, "dur": 1},
            {"ph": "X", "pid": 7, "tid": 71, "ts": 0, "dur": 1},
            {"ph": "X", "pid": "web", "tid": "main", "ts": 0, "dur": 1},
            {"ph": "X", "pid": 9, "ts": 0, "dur": 1},
            {"ph": "X", "ts": 0, "dur": 1},
            {"ph": "M", "name": "process_name", "pid": 7, "args": {"name": "first"}},
            {"ph": "M", "name": "process_sort_index", "pid": 7, "args": {"sort_index": "5"}},
            {"ph": "M", "name": "thread_name", "pid": 7, "tid": 70, "args": {"name": "seventy"}},
            {"ph": "M", "name": "thread_sort_index", "pid": 7, "tid": 71, "args": {"sort_index": -1}},
            {"ph": "M", "name": "thread_name", "pid": 7, "tid": 72, "args": {"name": "does nothing"}},
            {"ph": "M", "name": "process_labels", "pid": 7, "args": {"labels": "x"}}
        ]"#,
    );
    let expected = [
        ("web", "main"),
        ("process 9", "thread 9"),
        ("process 0", "thread 0"),
        ("first", "thread 71"),
        ("first", "seventy"),
        ("first", "does nothing"),
    ];
    assert_eq!(lanes(&recording), expected);
    assert!(said(&recording).contains("names and order: 1."), "{}", said(&recording));
}

#[test]
fn arrows_and_marks_lie_where_they_belong() {
    let recording = read(
        r#"[
            {"ph": "X", "name": "sends", "pid": 1, "tid": 1, "ts": 0, "dur": 10},
            {"ph": "X", "name": "receives", "pid": 1, "tid": 2, "ts": 20, "dur": 10},
            {"ph": "s", "id": 1, "cat": "c", "name": "message", "pid": 1, "tid": 1, "ts": 5},
            {"ph": "f", "id": 1, "cat": "c", "name": "message", "pid": 1, "tid": 2, "ts": 12},
            {"ph": "s", "id": "0x2", "name": "bound", "pid": 1, "tid": 1, "ts": 6},
            {"ph": "f", "bp": "e", "id": "0x2", "name": "bound", "pid": 1, "tid": 2, "ts": 25},
            {"ph": "i", "name": "here", "pid": 1, "tid": 2, "ts": 22, "s": "t"},
            {"ph": "I", "name": "everywhere", "pid": 1, "tid": 2, "ts": 3, "s": "g"}
        ]"#,
    );
    let arrows: Vec<_> =
        recording.arrows.iter().map(|arrow| (arrow.from.at_ns, arrow.to.lane, arrow.to.at_ns)).collect();
    assert_eq!(arrows, [(5_000, 1, 20_000), (6_000, 1, 25_000)], "without bp the next slice is meant");
    let marks: Vec<_> = recording
        .marks
        .iter()
        .map(|mark| (recording.names[mark.name as usize].as_str(), mark.lane, mark.at_ns))
        .collect();
    assert_eq!(marks, [("everywhere", None, 3_000), ("here", Some(1), 22_000)]);
    assert_eq!(said(&recording), "");
}

#[test]
fn what_is_not_shown_is_counted_by_its_kind() {
    let recording = read(
        r#"[
            {"ph": "X", "name": "kept", "ts": 0, "dur": 1},
            {"ph": "C", "name": "counter", "ts": 0, "args": {"a": "1"}}, {"ph": "C", "ts": 1},
            {"ph": "b", "id": 1, "ts": 0}, {"ph": "e", "id": 1, "ts": 1},
            {"ph": "XXX", "ts": 0}, {"no": "phase"},
            {"ph": "X", "dur": 1}, {"ph": "X", "ts": 1e308, "dur": 1}, {"ph": "X", "ts": "NaN", "dur": 1},
            {"ph": "X", "ts": 0}, {"ph": "X", "ts": 0, "dur": -1},
            {"ph": "X", "ts": NaN, "dur": 1}, 17, "text", {"ph": "X" "ts": 1}, {"ph": "X", "ph": "X"},
            {"ph": "E", "name": "never begun", "ts": 0},
            {"ph": "s", "ts": 0}, {"ph": "f", "id": 5, "ts": 0}, {"ph": "s", "id": 6, "ts": 0},
            {"ph": "B", "name": "never ended", "ts": 0.5}
        ]"#,
    );
    for sentence in [
        "counters are not shown: 2.",
        "asynchronous steps are not shown: 2.",
        "their kind is unknown: 2.",
        "no time, or none that can be: 3.",
        "no length, or none that can be: 2.",
        "no readable JSON objects: 5.",
        "Ends without a beginning, left out: 1.",
        "Arrows without an id, left out: 1.",
        "Ends of arrows without a beginning, left out: 1.",
        "Beginnings of arrows without an end, left out: 1.",
        "drawn to the end of the recording: 1.",
    ] {
        assert!(said(&recording).contains(sentence), "{sentence} {}", said(&recording));
    }
    assert_eq!(slices(&recording, 0), [("kept", 0, 0, 1_000), ("never ended", 1, 500, 1_000)]);
}

#[test]
fn lists_without_an_end_are_read_as_far_as_they_go() {
    let begun = r#"[{"ph": "X", "name": "a", "ts": 0, "dur": 1}, {"ph": "X", "name": "b", "ts": 1, "dur": 1}"#;
    for (end, sentence) in [
        ("", "has no end"),
        (",", "has no end"),
        (", {\"ph\": \"X\", \"na", "in the middle"),
        (",]", ""),
        ("] ", ""),
        ("]]", "What follows the end"),
    ] {
        for text in [format!("{begun}{end}"), format!("{{\"displayTimeUnit\": \"ns\", \"traceEvents\": {begun}{end}")] {
            let recording = read(&text);
            assert_eq!(slices(&recording, 0).len(), 2, "{text}");
            let object = text.starts_with('{') && end.starts_with(']');
            assert!(object || said(&recording).contains(sentence), "{text}: {}", said(&recording));
        }
    }
}

#[test]
fn what_holds_no_event_is_no_trace() {
    for text in ["[]", "[1, 2]", "[{}]", "{\"traceEvents\": []}", "[[]]"] {
        assert!(recording(text.as_bytes()).is_err() && is_trace(text.as_bytes()), "{text}");
    }
    for text in [
        "",
        "{}",
        "{\"schema\": \"interleave.report/1\"}",
        "{\"traceEvents\": 5}",
        "{\"traceEvents\"",
        "17",
        "{\"a\": {\"traceEvents\": []}}",
    ] {
        assert!(recording(text.as_bytes()).is_err() && !is_trace(text.as_bytes()), "{text}");
    }
}

#[test]
fn the_list_is_found_behind_whatever_else_there_is() {
    let text = r#"{"viztracer_metadata": {"version": "1", "\"traceEvents\"": [{}]}, "file_info": {"files": {"a.py": ["x = '}'", 1]}},
        "traceEvents": [{"ph": "X", "ts": 5, "dur": 1, "name": "f"}], "more": [}"#;
    assert_eq!(slices(&read(text), 0), [("f", 0, 0, 1_000)]);
}

#[test]
fn names_stay_texts_whatever_they_hold() {
    let recording = read(
        r#"[
            {"ph": "X", "name": "__proto__", "pid": "__proto__", "tid": "<img src=x onerror=alert(1)>", "ts": 0, "dur": 1},
            {"ph": "X", "name": "half \ud83d a pair", "pid": "__proto__", "tid": "<img src=x onerror=alert(1)>", "ts": 2, "dur": 1},
            {"ph": "X", "name": 5, "ts": 4, "dur": 1}, {"ph": "X", "name": null, "ts": 4, "dur": 1}
        ]"#,
    );
    assert_eq!(lanes(&recording)[0], ("__proto__", "<img src=x onerror=alert(1)>"));
    assert_eq!(slices(&recording, 0)[0].0, "__proto__");
    assert!(slices(&recording, 0)[1].0.contains('\u{fffd}'), "{:?}", recording.names);
    assert_eq!(slices(&recording, 1).iter().map(|slice| slice.0).collect::<Vec<_>>(), ["5", "(no name)"]);
    let endless = read(&format!(r#"[{{"ph": "X", "name": "{}", "ts": 0, "dur": 1}}]"#, "ä".repeat(1_000)));
    assert_eq!((endless.names[0].len(), said(&endless).contains("endless: 1.")), (1_000, true));
}

#[test]
fn times_may_be_dates_or_lie_before_zero() {
    let recording = read(
        r#"[{"ph": "X", "name": "a", "ts": 1764000000123456.789, "dur": 0.001}, {"ph": "X", "name": "b", "ts": 1764000000123456.79, "dur": 1}]"#,
    );
    assert_eq!(slices(&recording, 0), [("a", 0, 0, 1), ("b", 0, 1, 1_001)]);
    let recording =
        read(r#"[{"ph": "X", "name": "a", "ts": -4e15, "dur": 1}, {"ph": "X", "name": "b", "ts": 4e15, "dur": 4e15}]"#);
    assert_eq!(recording.wall_ns, 12_000_000_000_000_000_000);
    assert_eq!(view(&recording).timelines[0].lanes[0].spans.len(), 3);
}

#[test]
fn a_zero_shortly_before_the_first_moment_is_kept() {
    let from = |text: &str| read(text).lanes[0].slices[0].from_ns;
    assert_eq!(from(r#"[{"ph": "X", "ts": 5, "dur": 5}]"#), 5_000);
    assert_eq!(from(r#"[{"ph": "X", "ts": 5, "dur": 4}]"#), 0);
    assert_eq!(from(r#"[{"ph": "X", "ts": -1, "dur": 9}]"#), 0);
}

#[test]
fn more_lanes_than_anybody_looks_at_are_counted() {
    let mut text = "[".to_owned();
    for lane in 0..5_000 {
        let _ = write!(text, r#"{{"ph": "X", "tid": {lane}, "ts": 0, "dur": 1}},"#);
    }
    let recording = read(&text);
    assert_eq!(recording.lanes.len(), 4_096);
    assert!(said(&recording).contains("more lanes than can be shown: 904."), "{}", said(&recording));
}

#[test]
fn slices_as_deep_as_they_are_many_need_no_stack() {
    let deep = 200_000;
    let mut text = "[".to_owned();
    for at in 0..deep {
        let _ = write!(text, r#"{{"ph":"B","name":"f","ts":{at}}},"#);
    }
    let recording = read(&text);
    assert_eq!(recording.lanes[0].rows, deep - 1, "the last one begins where all others end");
    assert_eq!(view(&recording).longest[0].own_ns, recording.wall_ns);
}

#[test]
fn a_recording_is_painted_as_lanes_that_run_and_rest() {
    let recording = read(
        r#"[
            {"ph": "X", "name": "f", "pid": 1, "tid": 1, "ts": 2, "dur": 4}, {"ph": "X", "name": "g", "pid": 1, "tid": 1, "ts": 3, "dur": 1},
            {"ph": "X", "name": "h", "pid": 2, "tid": 2, "ts": 0, "dur": 10}
        ]"#,
    );
    let view = view(&recording);
    let timelines = &view.timelines;
    assert_eq!(
        (timelines.len(), timelines[1].title.as_str(), timelines[1].tasks.clone()),
        (2, "process 2", vec!["h".to_owned()])
    );
    let spans: Vec<_> =
        timelines[0].lanes[0].spans.iter().map(|span| (span.state.name(), span.from_ns, span.to_ns)).collect();
    assert_eq!(spans, [("idle", 0, 2_000), ("running", 2_000, 6_000), ("idle", 6_000, 10_000)]);
    let own: Vec<_> = view.longest.iter().map(|own| (own.name.as_str(), own.own_ns)).collect();
    assert_eq!(own, [("h", 10_000), ("f", 3_000), ("g", 1_000)]);
}
