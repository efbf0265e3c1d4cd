//! The exported document is checked against what viewers demand of it, on traces of the simulated machine.

use std::collections::{BTreeMap, BTreeSet};

use futures::FutureExt as _;
use serde_json::Value;

use super::*;
use crate::assemble::{self, Findings};
use crate::cancel::Cancel;
use crate::host::Host as _;
use crate::plan::{self, Plan};
use crate::run::{self, Sample};
use crate::sim::SimulatedHost;

/// The events of a document made from one run of every model.
fn exported(workload: &str) -> Vec<Value> {
    let host = SimulatedHost::new(7);
    let mut plan = Plan { workload: workload.to_owned(), runs: 1, warmup: 0, ..Plan::default() };
    if workload == "count" {
        plan.parameters.set("n", plan::Value::Integer(30_000_000));
    }
    let plan = plan.check().expect("a valid plan");
    let samples = plan.models.iter().map(|model| {
        let outcome =
            run::execute(&host, &plan, model, &Cancel::new()).now_or_never().expect("a simulation never waits");
        Sample::new(0, outcome.expect("the run comes to its end"))
    });
    let findings = Findings {
        created: "2026-01-01T00:00:00Z".to_owned(),
        environment: host.environment(),
        warmups: Vec::new(),
        samples: samples.collect(),
        unavailable: Vec::new(),
        session: Some(Default::default()),
    };
    let document = chrome_trace(&assemble::report(&plan, &findings));
    document["traceEvents"].as_array().expect("a list of events").clone()
}

fn phase<'a>(events: &'a [Value], phase: &str) -> impl Iterator<Item = &'a Value> {
    events.iter().filter(move |event| event["ph"] == phase)
}

/// Nanoseconds, so that ends can be compared exactly.
fn ns(number: &Value) -> u64 {
    (number.as_f64().expect("a number") * 1e3).round() as u64
}

fn slices(events: &[Value]) -> BTreeMap<u64, Vec<(u64, u64, &str)>> {
    let mut tracks: BTreeMap<u64, Vec<(u64, u64, &str)>> = BTreeMap::new();
    for slice in phase(events, "X") {
        let begin = ns(&slice["ts"]);
        let name = slice["name"].as_str().expect("a name");
        let track = slice["tid"].as_u64().expect("a thread");
        tracks.entry(track).or_default().push((begin, begin + ns(&slice["dur"]), name));
    }
    tracks
}

#[test]
fn slices_of_one_lane_follow_each_other_without_overlap() {
    for workload in ["arithmetic", "count"] {
        for (track, slices) in slices(&exported(workload)) {
            assert!(slices.windows(2).all(|pair| pair[0].1 <= pair[1].0), "track {track} of {workload}: {slices:?}");
        }
    }
}

#[test]
fn every_event_lies_on_a_track_that_has_a_name() {
    let events = exported("count");
    let named: BTreeSet<u64> = phase(&events, "M")
        .filter(|event| event["name"] == "thread_name")
        .map(|event| event["tid"].as_u64().expect("a thread"))
        .collect();
    for event in events.iter().filter(|event| event["ph"] != "M") {
        assert!(named.contains(&event["tid"].as_u64().expect("a thread")), "{event}");
    }
}

#[test]
fn every_memory_is_a_process_of_its_own() {
    let events = exported("count");
    let names: BTreeMap<u64, &str> = phase(&events, "M")
        .filter(|event| event["name"] == "process_name")
        .map(|event| (event["pid"].as_u64().expect("a process"), event["args"]["name"].as_str().expect("a name")))
        .collect();
    // One for each model, and one for each of the two child processes.
    assert_eq!(names.len(), model::usual().count() + 2, "{names:?}");
    assert!(!names.contains_key(&0), "viewers keep number 0 for themselves");
}

#[test]
fn models_and_their_lanes_ask_for_the_order_in_which_they_are_shown() {
    let events = exported("count");
    let indices = |name: &str| -> Vec<(u64, u64)> {
        let of_name = phase(&events, "M").filter(|event| event["name"] == name);
        let index = |event: &Value| event["args"]["sort_index"].as_u64().expect("an index");
        of_name.map(|event| (index(event), event["pid"].as_u64().expect("a process"))).collect()
    };
    let processes = indices("process_sort_index");
    assert!(processes.windows(2).all(|pair| pair[0].0 < pair[1].0), "{processes:?}");
    let titles: Vec<&str> = phase(&events, "M")
        .filter(|event| event["name"] == "process_name")
        .filter_map(|event| event["args"]["name"].as_str())
        .filter(|name| !name.contains(": process"))
        .collect();
    assert_eq!(titles, model::usual().map(|model| model.title).collect::<Vec<_>>());
    assert!(indices("thread_sort_index").windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn a_state_has_one_colour_and_no_other_state_has_it() {
    let events = exported("count");
    let colours: BTreeSet<(&str, &str)> = phase(&events, "X")
        .map(|slice| (slice["name"].as_str().expect("a state"), slice["cname"].as_str().expect("a colour")))
        .collect();
    let (states, different): (BTreeSet<_>, BTreeSet<_>) = colours.iter().copied().unzip();
    assert_eq!((states.len(), different.len()), (colours.len(), colours.len()), "{colours:?}");
}

#[test]
fn every_task_begins_once_and_ends_once() {
    let events = exported("count");
    let id = |event: &Value| event["id"].as_u64().expect("a number");
    let begun: Vec<u64> = phase(&events, "b").map(id).collect();
    let mut ended: Vec<u64> = phase(&events, "e").map(id).collect();
    ended.sort_unstable();
    assert_eq!(begun, ended);
    assert_eq!(begun.len(), 2 * model::usual().count());
}

#[test]
fn every_arrow_has_two_ends_that_lie_on_slices() {
    let events = exported("count");
    let slices = slices(&events);
    let on_slice = |event: &Value| {
        let track = &slices[&event["tid"].as_u64().expect("a thread")];
        track.iter().any(|(begin, end, _)| (*begin..*end).contains(&ns(&event["ts"])))
    };
    let ids = |wanted: &'static str| phase(&events, wanted).map(|event| event["id"].as_u64()).collect::<Vec<_>>();
    assert_eq!(ids("s"), ids("f"));
    assert!(phase(&events, "s").any(|event| event["cat"] == "lock"), "the GIL changes hands");
    assert!(phase(&events, "s").any(|event| event["cat"] == "message"), "processes get messages");
    for event in phase(&events, "s").chain(phase(&events, "f")) {
        assert!(on_slice(event), "{event}");
    }
}

#[test]
fn every_printed_line_is_an_instant() {
    let events = exported("arithmetic");
    let printed = phase(&events, "i").filter(|event| event["name"] == "Addition value: 55").count();
    assert_eq!(printed, model::usual().count());
}

#[test]
fn a_viewer_that_cuts_off_fractions_still_reads_the_right_nanosecond() {
    let nanoseconds = || (0..100_000).chain((0..100_000).map(|step| 3_600_000_000_000 + 7 * step));
    let read = |ns: u64| (microseconds(ns) * 1e3) as u64;
    assert!(nanoseconds().all(|ns| read(ns) == ns));
}
