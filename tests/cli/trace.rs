//! `--trace`: a file that trace viewers open.

use std::collections::BTreeMap;
use std::fs;

use interleave_core::model;
use serde_json::Value;

use crate::program::{argument, interleave, scratch};

fn events(name: &str, more: &[&str]) -> Vec<Value> {
    let path = scratch(name);
    let output = interleave(&[more, &["--runs", "1", "--warmup", "0", "--trace", argument(&path)]].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let document = fs::read_to_string(&path).expect("a trace");
    let mut document: Value = serde_json::from_str(&document).expect("JSON");
    serde_json::from_value(document["traceEvents"].take()).expect("a list")
}

fn phase<'a>(events: &'a [Value], phase: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["ph"] == phase).collect()
}

#[test]
fn states_of_a_lane_follow_each_other_and_tasks_lie_within_the_run() {
    let events = events("nesting.json", &["run", "count", "--param", "n=3000000"]);
    let mut tracks: BTreeMap<u64, Vec<(f64, f64)>> = BTreeMap::new();
    for slice in phase(&events, "X") {
        let (begin, length) = (slice["ts"].as_f64().expect("a time"), slice["dur"].as_f64().expect("a length"));
        tracks.entry(slice["tid"].as_u64().expect("a lane")).or_default().push((begin, begin + length));
    }
    for slices in tracks.values() {
        // Microseconds as floats: a thousandth of a nanosecond is rounding.
        assert!(slices.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-6), "{slices:?}");
    }
    let end = tracks.values().flatten().map(|(_, end)| *end).fold(0.0, f64::max);
    let begun = phase(&events, "b");
    assert_eq!(begun.len(), 2 * model::usual().count());
    for begin in begun {
        let ends = phase(&events, "e").into_iter().filter(|end| end["id"] == begin["id"]).collect::<Vec<_>>();
        let [end_of_task] = ends[..] else { panic!("{begin} ends {} times", ends.len()) };
        let (from, to) = (begin["ts"].as_f64().expect("a time"), end_of_task["ts"].as_f64().expect("a time"));
        assert!(from < to && to <= end + 1e-6, "{from} {to} {end}");
    }
}

#[test]
fn child_processes_are_processes_of_their_own_and_get_messages() {
    let events = events("messages.json", &["run", "count", "--param", "n=3000000", "--model", "processes"]);
    let names: Vec<&str> = phase(&events, "M")
        .iter()
        .filter(|event| event["name"] == "process_name")
        .filter_map(|event| event["args"]["name"].as_str())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names[1].starts_with("Processes: process 1 (pid "), "{names:?}");
    let arrows = phase(&events, "s");
    assert!(arrows.iter().any(|arrow| arrow["cat"] == "message"), "{arrows:?}");
    assert_eq!(arrows.len(), phase(&events, "f").len());
}

#[test]
fn the_lock_of_the_gil_is_seen_changing_hands() {
    let arguments = ["run", "count", "--param", "n=20000000", "--model", "gil", "--switch-interval-us", "1000"];
    let events = events("gil.json", &arguments);
    let handed_over =
        phase(&events, "s").iter().filter(|arrow| arrow["cat"] == "lock" && arrow["name"] == "GIL").count();
    assert!(handed_over > 0);
}

#[test]
fn what_was_exported_can_be_viewed_again_lane_by_lane() {
    let path = scratch("viewed-again.json");
    let run =
        interleave(&["run", "count", "--param", "n=3000000", "--runs", "1", "--timeline", "--trace", argument(&path)]);
    let viewed = interleave(&["view", argument(&path)]);
    assert_eq!((viewed.code, viewed.stderr.as_str()), (Some(0), ""));
    let drawn = |text: &str| -> Vec<String> {
        let lanes = text.lines().skip_while(|line| !line.starts_with("What happened")).skip(3);
        let is_lane = |line: &&str| line.starts_with("  ") && !line.starts_with("  critical path:");
        let lanes = lanes.take_while(|line| !line.is_empty()).filter(is_lane);
        lanes.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
    };
    assert_eq!(drawn(&viewed.stdout), drawn(&run.stdout), "{}", viewed.stdout);
    assert!(
        viewed.stdout.contains("running") && viewed.stdout.contains("asynchronous steps are not shown: 24."),
        "{}",
        viewed.stdout
    );
}
