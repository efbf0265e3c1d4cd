//! What this program exports, it imports as it was: lanes, spans, marks and arrows.

use proptest::prelude::*;

use super::*;
use crate::export::chrome_trace;
use crate::fold::spans::{self, State};
use crate::import::tests::made;
use crate::report::Report;
use crate::trace::EventKind;
use crate::{model, workload};

/// A lane: the title of its model, its name, and all spans in which it is not idle.
type Lane = (String, String, Vec<(State, u64, u64)>);
/// A mark: the place of its lane, its moment and its text.
type Marked = (u32, u64, String);

fn of_report(report: &Report) -> (Vec<Lane>, Vec<Marked>) {
    let (mut lanes, mut marks) = (Vec::new(), Vec::new());
    for result in &report.results {
        let Some(trace) = &result.trace else { continue };
        let first = lanes.len() as u32;
        for lane in spans::fold(trace) {
            let busy = lane.spans.iter().filter(|span| span.state != State::Idle);
            let spans = busy.map(|span| (span.state, span.from_ns, span.to_ns)).collect();
            lanes.push((model::title(&result.model).to_owned(), lane.name, spans));
        }
        for event in &trace.events {
            if let EventKind::Printed { line } = event.kind {
                marks.push((first + u32::from(event.lane), event.at_ns, trace.lines[line as usize].clone()));
            }
        }
    }
    marks.sort();
    (lanes, marks)
}

fn of_recording(recording: &Recording) -> (Vec<Lane>, Vec<Marked>) {
    let lane = |lane: &RecordedLane| {
        let process = &recording.processes[lane.process as usize];
        // A child process stands apart, under its model's name and its own.
        let title = process.split(": process").next().unwrap_or_default().to_owned();
        let state = |slice: &Slice| (slice.state.expect("a state"), slice.from_ns, slice.to_ns);
        (title, lane.name.clone(), lane.slices.iter().map(state).collect())
    };
    let text = |mark: &Mark| recording.names[mark.name as usize].clone();
    let mark = |mark: &Mark| (mark.lane.expect("a lane"), mark.at_ns, text(mark));
    let mut marks: Vec<Marked> = recording.marks.iter().map(mark).collect();
    marks.sort();
    (recording.lanes.iter().map(lane).collect(), marks)
}

/// The exported document, and what is imported of it.
fn there_and_back(report: &Report) -> (serde_json::Value, Recording) {
    let document = chrome_trace::chrome_trace(report);
    let recording = recording(document.to_string().as_bytes()).expect("a trace");
    (document, recording)
}

#[test]
fn every_workload_comes_back_as_it_was_exported() {
    for workload in workload::ALL {
        let report = made(workload.id, 3);
        let (document, recording) = there_and_back(&report);
        assert_eq!(of_recording(&recording), of_report(&report), "{}", workload.id);
        assert!(recording.lanes.iter().all(|lane| lane.rows <= 1), "{}", workload.id);
        let begun =
            document["traceEvents"].as_array().map_or(0, |all| all.iter().filter(|event| event["ph"] == "s").count());
        assert_eq!(recording.arrows.len(), begun, "{}", workload.id);
        // Tasks are drawn apart from lanes, as asynchronous steps.
        assert!(
            recording.warnings.iter().all(|warning| warning.text.contains("asynchronous")),
            "{:?}",
            recording.warnings
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn export_then_import_is_the_identity_for_lanes_spans_and_marks(
        seed in 0..1_000_u64, lines in prop::collection::vec(".{0,40}", 12), late_ns in 0..2_000_u64, workload in prop::sample::select(vec!["arithmetic", "count", "pipeline", "counter"]),
    ) {
        let mut report = made(workload, seed);
        for trace in report.results.iter_mut().filter_map(|result| result.trace.as_mut()) {
            trace.lines.iter_mut().zip(&lines).for_each(|(line, text)| line.clone_from(text));
            // No run begins exactly at zero.
            trace.events.iter_mut().for_each(|event| event.at_ns += late_ns);
            trace.wall_ns += late_ns;
        }
        let (_, recording) = there_and_back(&report);
        prop_assert_eq!(of_recording(&recording), of_report(&report));
    }
}
