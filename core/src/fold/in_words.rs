//! What each lane and each task did from its beginning to its end, in a sentence each, for those who read rather than look.

use std::collections::BTreeMap;

use serde::Serialize;

use super::path::Sums;
use super::spans::{self, LaneSpans, Span, State};
use super::text;
use super::tracks;
use crate::model;
use crate::trace::{EventKind, LaneId, TaskId, Trace};

/// More names than these are counted instead of told.
const MOST_NAMES: usize = 5;

/// A run in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InWords {
    /// One for each lane, in their order.
    pub lanes: Vec<String>,
    /// One for each task that started, by their beginnings.
    pub tasks: Vec<String>,
}

/// Tells a run of the model of this id.
pub fn fold(trace: &Trace, model: &str) -> InWords {
    let own = model::own_resources(model);
    let printed = printed(trace);
    let lanes: Vec<LaneSpans> = spans::fold(trace);
    let mut all = tracks::all(trace);
    all.sort_by_key(|track| (track.begins_ns(), track.task));
    let of_task = |track: &tracks::Track| {
        let name = trace.tasks.get(track.task as usize).map_or("a task", String::as_str);
        let lane = trace.lanes.get(usize::from(track.lane)).map_or("", |lane| lane.name.as_str());
        let did = did(trace, &track.spans, own);
        let lines = printed.get(&(track.lane, track.task)).map_or(String::new(), |count| lines(*count));
        let (from, to) = (text::moment(track.begins_ns()), text::moment(track.ends_ns()));
        format!("{name}, on {lane} from {from} to {to}: {did}{lines}.")
    };
    InWords {
        lanes: lanes.iter().map(|lane| of_lane(trace, lane, own)).collect(),
        tasks: all.iter().map(of_task).collect(),
    }
}

fn of_lane(trace: &Trace, lane: &LaneSpans, own: usize) -> String {
    let busy = || lane.spans.iter().filter(|span| span.state != State::Idle);
    let (Some(first), Some(last)) = (busy().next(), busy().next_back()) else {
        return format!("{} did nothing.", lane.name);
    };
    let (from, to) = (text::moment(first.from_ns), text::moment(last.to_ns));
    let did = did(trace, lane.spans.iter().filter(|span| span.state != State::Idle), own);
    format!("{}, from {from} to {to}: {did}{}.", lane.name, ran(trace, lane.id))
}

/// Which tasks a lane ran, in the order in which they started there.
fn ran(trace: &Trace, lane: LaneId) -> String {
    let starts = trace.events.iter().filter(|event| event.lane == lane && event.kind == EventKind::TaskStarted);
    let mut names: Vec<String> = starts.filter_map(|event| trace.tasks.get(event.task? as usize)).cloned().collect();
    if names.len() > MOST_NAMES + 1 {
        let more = names.len() - MOST_NAMES;
        names.truncate(MOST_NAMES);
        names.push(format!("{} more tasks", text::count(more as u64)));
    }
    text::list(&names).map(|names| format!("; ran {names}")).unwrap_or_default()
}

/// For how long it did what, the longest first: `computing 12.3 ms, waiting for the GIL 3.10 ms`.
fn did<'a>(trace: &Trace, spans: impl IntoIterator<Item = &'a Span>, own: usize) -> String {
    let mut sums = Sums::default();
    spans.into_iter().for_each(|span| sums.add(span, span.to_ns - span.from_ns));
    let mut sums: Vec<(String, u64)> = sums.in_words(trace, own).into_iter().collect();
    sums.sort_by_key(|(_, ns)| std::cmp::Reverse(*ns));
    let words: Vec<String> =
        sums.iter().map(|(what, ns)| format!("{what} {}", text::milliseconds(*ns as f64 / 1e6))).collect();
    words.join(", ")
}

fn printed(trace: &Trace) -> BTreeMap<(LaneId, TaskId), u64> {
    let mut counts = BTreeMap::new();
    for event in &trace.events {
        if let (EventKind::Printed { .. }, Some(task)) = (event.kind, event.task) {
            *counts.entry((event.lane, task)).or_default() += 1;
        }
    }
    counts
}

fn lines(count: u64) -> String {
    format!("; printed {} {}", text::count(count), if count == 1 { "line" } else { "lines" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Cause, Event, LaneInfo, LaneKind};

    #[test]
    fn lanes_and_tasks_are_told_from_their_beginning_to_their_end() {
        let event =
            |at_ms: u64, lane, task, kind| Event { seq: at_ms, at_ns: at_ms * 1_000_000, lane, task, at_line: 0, kind };
        let blocked = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
        let events = vec![
            event(0, 0, None, EventKind::LaneStarted),
            event(1, 0, Some(0), EventKind::TaskStarted),
            event(5, 0, Some(0), blocked),
            event(7, 0, Some(0), EventKind::Resumed),
            event(8, 0, Some(0), EventKind::Printed { line: 0 }),
            event(9, 0, Some(0), EventKind::TaskEnded),
            event(9, 0, None, EventKind::LaneEnded),
        ];
        let lane = |id, name: &str| LaneInfo {
            id,
            name: name.to_owned(),
            kind: LaneKind::Thread,
            process: None,
            worker: None,
            lost: false,
            memory_bytes: None,
            threads: None,
            clock_uncertainty_ns: 0,
            round_trip_ns: None,
            lost_lines: 0,
            dropped: 0,
        };
        let trace = Trace {
            wall_ns: 10_000_000,
            lanes: vec![lane(0, "thread 1"), lane(1, "thread 2")],
            tasks: vec!["count_up".to_owned()],
            resources: vec!["GIL".to_owned()],
            events,
            ..Trace::default()
        };
        let InWords { lanes, tasks } = fold(&trace, "gil");
        let plain = |words: &str| words.replace('\u{a0}', " ");
        assert_eq!(
            lanes.iter().map(|words| plain(words)).collect::<Vec<_>>(),
            [
                "thread 1, from 0.000 ms to 9.000 ms: computing 7.00 ms, waiting for the GIL 2.00 ms; ran count_up.",
                "thread 2 did nothing."
            ]
        );
        assert_eq!(
            tasks.iter().map(|words| plain(words)).collect::<Vec<_>>(),
            [
                "count_up, on thread 1 from 1.000 ms to 9.000 ms: computing 6.00 ms, waiting for the GIL 2.00 ms; printed 1 line."
            ]
        );
    }
}
