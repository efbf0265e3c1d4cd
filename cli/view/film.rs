//! A stored run, ready to be stepped through: the timelines of its models, all begun together, and the moments of their events.

use interleave_core::fold::{steps, text, view};
use interleave_core::import::recording_view::RecordingView;
use interleave_core::report::Report;
use interleave_core::trace::Trace;

use interleave_core::fold::view::Timeline;

/// All that can be shown of a stored run.
#[derive(Debug)]
pub struct Film {
    /// What was run.
    pub title: String,
    /// The runs that were recorded, one for each model.
    pub strips: Vec<Strip>,
}

/// One recorded run.
#[derive(Debug)]
pub struct Strip {
    /// Its lanes.
    pub timeline: Timeline,
    /// When each of its events happened, in their order; never earlier than the one before.
    pub moments: Vec<u64>,
    /// None of what another program recorded, whose events are not kept.
    trace: Option<Trace>,
}

impl Film {
    /// The runs of a report that were recorded.
    pub fn of_report(report: &Report, title: String) -> Self {
        let traces = report.results.iter().filter_map(|result| result.trace.clone());
        let strip = |(timeline, trace): (Timeline, Trace)| Strip {
            timeline,
            moments: steps::moments(&trace),
            trace: Some(trace),
        };
        Self { title, strips: view::view(report).timelines.into_iter().zip(traces).map(strip).collect() }
    }

    /// The processes of which another program recorded something.
    pub fn of_recording(view: RecordingView) -> Self {
        let strip = |timeline| Strip { timeline, moments: Vec::new(), trace: None };
        Self {
            title: format!("A trace of another program  {}", view.facts),
            strips: view.timelines.into_iter().map(strip).collect(),
        }
    }

    /// When the longest of its runs ended, in nanoseconds, at least 1.
    pub fn end_ns(&self) -> u64 {
        self.strips.iter().map(|strip| strip.timeline.wall_ns).max().unwrap_or(0).max(1)
    }
}

impl Strip {
    /// What its event in this place did, as a sentence with its moment and, where there are several models, whose it is.
    pub fn sentence(&self, place: usize, among_others: bool) -> Option<String> {
        let step = steps::step(self.trace.as_ref()?, place)?;
        let whose = if among_others { format!("{}, ", self.timeline.title) } else { String::new() };
        Some(format!("{whose}{}: {}.", text::moment(*self.moments.get(place)?), step.words))
    }

    /// How many of its events happened at this moment or before it.
    pub fn done_by(&self, at_ns: u64) -> usize {
        self.moments.partition_point(|moment| *moment <= at_ns)
    }
}
