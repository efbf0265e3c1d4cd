//! Chrome's trace event format, which Perfetto and chrome://tracing open.
//!
//! Every memory becomes a process and every lane a thread of it, so that all models stand below each other on one axis.
//!
//! What viewers make of it: both put processes and threads in the order that the sort indices ask for (Perfetto since the end of 2025; before
//! that, those with the most slices came first). Perfetto gives a slice the colour of its name, and so each state one of its own, and
//! ignores `cname`, which chrome://tracing takes. Whether a process is shown folded or open is the reader's choice in both; no file can say.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use crate::fold::arrows::{self, ArrowEnd};
use crate::fold::causes;
use crate::fold::spans::{self, LaneSpans, State};
use crate::model;
use crate::report::Report;
use crate::trace::{EventKind, LaneId, LaneKind, TaskId, Trace};

/// All traces of a report as one JSON document.
pub fn chrome_trace(report: &Report) -> Value {
    let mut document = Document::default();
    for result in &report.results {
        if let Some(trace) = &result.trace {
            document.add(&result.model, trace);
        }
    }
    json!({
        "traceEvents": document.events,
        "displayTimeUnit": "ms",
        "otherData": {
            "program": format!("interleave {}", report.environment.version),
            "created": report.created,
            "workload": report.plan.workload,
            "machine": report.environment.machine,
        },
    })
}

/// Numbers are given out across all models: viewers mix up threads that share one.
#[derive(Default)]
struct Document {
    events: Vec<Value>,
    processes: u64,
    threads: u64,
    tasks: u64,
    arrows: u64,
}

/// Where a lane is drawn.
#[derive(Clone, Copy)]
struct Track {
    pid: u64,
    tid: u64,
}

impl Document {
    fn add(&mut self, model: &str, trace: &Trace) {
        let title = model::title(model);
        let lanes = spans::fold(trace);
        let tracks = self.tracks(title, &lanes);
        // Slices first: an arrow that begins with a slice must find it.
        for (lane, track) in lanes.iter().zip(&tracks) {
            self.slices(trace, lane, *track);
        }
        self.tasks(trace, &tracks);
        self.lines(trace, &tracks);
        self.arrows(trace, &lanes, &tracks);
    }

    /// Gives every lane its place and its name.
    fn tracks(&mut self, title: &str, lanes: &[LaneSpans]) -> Vec<Track> {
        self.processes += 1;
        let own = self.processes;
        self.name("process_name", Track { pid: own, tid: 0 }, title);
        let mut tracks = Vec::new();
        for lane in lanes {
            let mut pid = own;
            if lane.kind == LaneKind::Process {
                self.processes += 1;
                pid = self.processes;
                let system = lane.process.map(|id| format!(" (pid {id})")).unwrap_or_default();
                self.name("process_name", Track { pid, tid: 0 }, &format!("{title}: {}{system}", lane.name));
            }
            self.threads += 1;
            let track = Track { pid, tid: self.threads };
            self.name("thread_name", track, &lane.name);
            tracks.push(track);
        }
        tracks
    }

    fn name(&mut self, what: &str, Track { pid, tid }: Track, name: &str) {
        self.events.push(json!({ "ph": "M", "name": what, "pid": pid, "tid": tid, "args": { "name": name } }));
        let (order, index) = if tid == 0 { ("process_sort_index", pid) } else { ("thread_sort_index", tid) };
        self.events.push(json!({ "ph": "M", "name": order, "pid": pid, "tid": tid, "args": { "sort_index": index } }));
    }

    fn slices(&mut self, trace: &Trace, lane: &LaneSpans, Track { pid, tid }: Track) {
        for span in lane.spans.iter().filter(|span| span.state != State::Idle) {
            let task = span.task.map(|task| task_name(trace, task));
            let resource = span.resource.and_then(|id| trace.resources.get(usize::from(id)));
            self.events.push(json!({
                "ph": "X", "cat": "state", "name": span.state.name(), "cname": colour(span.state), "pid": pid, "tid": tid,
                "ts": microseconds(span.from_ns), "dur": microseconds(span.to_ns - span.from_ns),
                "args": { "task": task, "resource": resource },
            }));
        }
    }

    /// A task may leave its lane and come back: it is drawn apart from the lanes, from its first to its last step.
    fn tasks(&mut self, trace: &Trace, tracks: &[Track]) {
        let mut open: BTreeMap<TaskId, VecDeque<(Track, u64)>> = BTreeMap::new();
        let close = |task: TaskId, (Track { pid, tid }, id): (Track, u64), end: &str, at_ns: u64| {
            json!({
                "ph": "e", "cat": "task", "name": task_name(trace, task), "id": id, "pid": pid, "tid": tid,
                "ts": microseconds(at_ns), "args": { "end": end },
            })
        };
        for event in &trace.events {
            let (Some(task), Some(track)) = (event.task, tracks.get(usize::from(event.lane))) else { continue };
            let end = match event.kind {
                EventKind::TaskStarted => {
                    self.tasks += 1;
                    open.entry(task).or_default().push_back((*track, self.tasks));
                    self.events.push(json!({
                        "ph": "b", "cat": "task", "name": task_name(trace, task), "id": self.tasks,
                        "pid": track.pid, "tid": track.tid, "ts": microseconds(event.at_ns),
                    }));
                    continue;
                }
                EventKind::TaskEnded => "done",
                EventKind::TaskFailed => "failed",
                _ => continue,
            };
            if let Some(begun) = open.get_mut(&task).and_then(VecDeque::pop_front) {
                self.events.push(close(task, begun, end, event.at_ns));
            }
        }
        // Its end did not fit into the buffer; an open pair would be drawn to the end of all time.
        for (task, begun) in open {
            self.events.extend(begun.into_iter().map(|begun| close(task, begun, "not recorded", trace.wall_ns)));
        }
    }

    fn lines(&mut self, trace: &Trace, tracks: &[Track]) {
        for event in &trace.events {
            if let (EventKind::Printed { line }, Some(track)) = (event.kind, tracks.get(usize::from(event.lane))) {
                self.events.push(json!({
                    "ph": "i", "s": "t", "cat": "printed", "name": trace.lines.get(line as usize),
                    "pid": track.pid, "tid": track.tid, "ts": microseconds(event.at_ns),
                }));
            }
        }
    }

    fn arrows(&mut self, trace: &Trace, lanes: &[LaneSpans], tracks: &[Track]) {
        for arrow in arrows::of(trace, &causes::fold(trace))
            .into_iter()
            .filter(|arrow| drawn(lanes, arrow.from) && drawn(lanes, arrow.to))
        {
            self.arrows += 1;
            for (phase, place) in [("s", arrow.from), ("f", arrow.to)] {
                let Track { pid, tid } = tracks[usize::from(place.lane)];
                let mut event = json!({
                    "ph": phase, "cat": arrow.kind.name(), "name": arrow.name, "id": self.arrows,
                    "pid": pid, "tid": tid, "ts": microseconds(place.at_ns),
                });
                if phase == "f" {
                    // To the slice that goes on at this moment, not to the next one.
                    event["bp"] = json!("e");
                }
                self.events.push(event);
            }
        }
    }
}

/// The colour of a state, by the names that chrome://tracing has for colours.
fn colour(state: State) -> &'static str {
    match state {
        State::Starting => "startup",
        State::Running => "thread_state_running",
        State::Ready => "thread_state_runnable",
        State::Waiting => "thread_state_sleeping",
        State::Blocked => "terrible",
        State::Messaging => "thread_state_iowait",
        State::Idle => "white",
    }
}

/// Whether there is a slice an arrow can be tied to.
fn drawn(lanes: &[LaneSpans], ArrowEnd { lane, at_ns }: ArrowEnd) -> bool {
    let covers = |lane: &LaneSpans| {
        let at = lane.spans.partition_point(|span| span.to_ns <= at_ns);
        lane.spans.get(at).is_some_and(|span| span.state != State::Idle && span.from_ns <= at_ns)
    };
    lane_of(lanes, lane).is_some_and(covers)
}

fn lane_of(lanes: &[LaneSpans], id: LaneId) -> Option<&LaneSpans> {
    lanes.get(usize::from(id))
}

fn task_name(trace: &Trace, task: TaskId) -> &str {
    trace.tasks.get(task as usize).map_or("task", String::as_str)
}

/// Perfetto multiplies by 1000 and cuts off what is behind the point: without a nudge, slices that touch would overlap by 1 ns.
fn microseconds(ns: u64) -> f64 {
    let exact = ns as f64 / 1e3;
    if (exact * 1e3) as u64 == ns { exact } else { exact.next_up() }
}

#[cfg(test)]
mod tests;
