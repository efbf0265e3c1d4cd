//! Whatever a trace holds: nothing panics, what is shown can be painted, and every entry is shown or counted.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::import::recording_view::view;

/// Everything that is made of a recording: none of it may panic.
fn use_all_of(recording: &Recording) {
    for lane in &recording.lanes {
        assert!(lane.slices.iter().all(|slice| slice.from_ns <= slice.to_ns && slice.to_ns <= recording.wall_ns));
        assert!(lane.slices.iter().all(|slice| slice.row < lane.rows && (slice.name as usize) < recording.names.len()));
        assert!((lane.process as usize) < recording.processes.len());
    }
    let ends = recording.arrows.iter().flat_map(|arrow| [arrow.from, arrow.to]);
    assert!(ends.into_iter().all(|end| (end.lane as usize) < recording.lanes.len() && end.at_ns <= recording.wall_ns));
    assert!(recording.marks.iter().all(|mark| mark.at_ns <= recording.wall_ns));
    let view = view(recording);
    for lane in view.timelines.iter().flat_map(|timeline| &timeline.lanes) {
        assert!(lane.spans.windows(2).all(|pair| pair[0].to_ns == pair[1].from_ns), "spans tile the recording");
        assert_eq!(lane.spans.last().map_or(0, |span| span.to_ns), recording.wall_ns);
    }
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (-20_i64..200).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => Just(json!("12.5")),
        1 => Just(json!({"a": [1]})),
        1 => Just(Value::Null),
    ]
}

const ALL: &[&str] = &["X", "X", "B", "E", "B", "E", "i", "s", "t", "f", "M", "C", "b", "?"];

fn event(phases: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let phases = prop::sample::select(phases);
    let names =
        prop::sample::select(vec![json!("f"), json!("g"), json!("thread_name"), json!("process_sort_index"), json!(7)]);
    (phases, names, number(), number(), 0..3_u8, 0..3_u8, 0..4_u8).prop_map(|(ph, name, ts, dur, pid, tid, id)| {
        json!({"ph": ph, "name": name, "ts": ts, "dur": dur, "pid": pid, "tid": tid, "id": id, "args": {"name": name, "sort_index": dur}})
    })
}

proptest! {
    #[test]
    fn every_entry_is_shown_or_counted_once(events in prop::collection::vec(event(&["X", "X", "B", "i", "C", "b", "?"]), 1..60)) {
        let recording = recording(Value::from(events.clone()).to_string().as_bytes()).expect("events");
        use_all_of(&recording);
        let count = |text: &str| text.trim_end_matches('.').rsplit(' ').next().and_then(|count| count.parse::<usize>().ok());
        let left_out = recording.warnings.iter().filter(|warning| warning.code == "left-out");
        let counted: usize = left_out.map(|warning| count(&warning.text).expect("a count")).sum();
        let shown: usize = recording.lanes.iter().map(|lane| lane.slices.len()).sum();
        prop_assert_eq!(shown + recording.marks.len() + counted, events.len());
    }

    #[test]
    fn whatever_the_events_are_they_can_be_painted(events in prop::collection::vec(event(ALL), 1..60)) {
        use_all_of(&recording(Value::from(events).to_string().as_bytes()).expect("events"));
    }

    #[test]
    fn whatever_bytes_are_changed_nothing_panics(
        events in prop::collection::vec(event(ALL), 1..20), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
    ) {
        let mut text = json!({ "traceEvents": events }).to_string().into_bytes();
        for (place, byte) in changes {
            let place = place.index(text.len());
            text[place] = byte;
        }
        if let Ok(recording) = recording(&text) {
            use_all_of(&recording);
        }
    }

    #[test]
    fn whatever_is_cut_off_the_rest_is_shown(events in prop::collection::vec(event(ALL), 1..20), cut in any::<prop::sample::Index>()) {
        let text = Value::from(events).to_string();
        if let Ok(recording) = recording(&text.as_bytes()[..cut.index(text.len())]) {
            use_all_of(&recording);
            prop_assert!(recording.warnings.iter().any(|warning| warning.code == "incomplete"));
        }
    }
}
