//! A recording made ready to be painted: lanes as those of a report, coarse enough for a screen, and figures as words.

use serde::Serialize;

use super::own_time::{OwnTime, longest};
use super::recording::{Mark, Moment, RecordedArrow, RecordedLane, Recording};
use super::recording_spans::{Drawing, MOST_ROWS, NotDrawn};
use crate::fold::arrows::{Arrow, ArrowEnd, ArrowKind};
use crate::fold::path::CriticalPath;
use crate::fold::spans::LaneSpans;
use crate::fold::text;
use crate::fold::usage::Usage;
use crate::fold::view::Timeline;
use crate::fold::waits::Waits;
use crate::report::Warning;
use crate::trace::{LaneId, LaneKind, OutputLine};

/// All rows together have no more spans than a page can hold: as columns, a million take some thirty megabytes. Only where a recording has more,
/// what is shorter than the grain that follows from this and near to its neighbours is drawn with them.
const MOST_SPANS: u64 = 4_000_000;
/// A row of so many pieces has at most so many times as many spans: one that is busy and one that is idle for each piece, and for each end of one.
const SPANS_OF_A_PIECE: u64 = 4;
/// More arrows than that are counted instead of drawn.
const MOST_ARROWS: usize = 1_000_000;
/// More marks than that are counted instead of listed.
const MOST_MARKS: usize = 10_000;
/// So many names with the most time of their own.
const LONGEST: usize = 10;

/// What the page and the command line paint of a recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordingView {
    /// How much there is: `lanes 3, slices 13_550, arrows 0, marks 0, 61.0 ms`.
    pub facts: String,
    /// One for each process. A lane is in a state or running where it has a slice, idle elsewhere; what lies within its slices are its tracks, one
    /// for each row; the tasks are the names. All rows together have no more spans than a page can hold, however many slices there are. Marks are output.
    pub timelines: Vec<Timeline>,
    /// The names with the most time of their own, without what their slices contain, longest first.
    pub longest: Vec<OwnTime>,
    /// What is not shown as the file has it, and what is not drawn of it.
    pub warnings: Vec<Warning>,
}

/// Makes a recording ready to be painted.
pub fn view(recording: &Recording) -> RecordingView {
    view_within(recording, MOST_SPANS)
}

/// The same, in no more spans than these.
fn view_within(recording: &Recording, most_spans: u64) -> RecordingView {
    let slices: usize = recording.lanes.iter().map(|lane| lane.slices.len()).sum();
    let counts = [
        ("lanes", recording.lanes.len()),
        ("slices", slices),
        ("arrows", recording.arrows.len()),
        ("marks", recording.marks.len()),
    ];
    let counts = counts.map(|(what, count)| format!("{what} {}", text::count(count as u64)));
    let rows: u64 = recording.lanes.iter().map(|lane| u64::from(lane.rows.clamp(1, MOST_ROWS + 1))).sum();
    // Each slice is a span and may be followed by one that is idle.
    let all_fit = 2 * slices as u64 + rows <= most_spans;
    let grain_ns = if all_fit { 0 } else { recording.wall_ns / (most_spans / SPANS_OF_A_PIECE / rows.max(1)).max(1) };
    let mut not_drawn = NotDrawn::default();
    let timelines = timelines(recording, grain_ns, &mut not_drawn);
    not_drawn.arrows = recording.arrows.len() as u64 - timelines.iter().map(|one| one.arrows.len() as u64).sum::<u64>();
    not_drawn.marks = recording.marks.len() as u64 - timelines.iter().map(|one| one.output.len() as u64).sum::<u64>();
    RecordingView {
        facts: format!("{}, {}", counts.join(", "), text::milliseconds(recording.wall_ns as f64 / 1e6)),
        timelines,
        longest: longest(recording, LONGEST),
        warnings: recording.warnings.iter().cloned().chain(not_drawn.warnings()).collect(),
    }
}

/// One timeline for each process. What lasts less than `grain_ns` and is nearer than that to its neighbour is drawn with it.
fn timelines(recording: &Recording, grain_ns: u64, not_drawn: &mut NotDrawn) -> Vec<Timeline> {
    let numbered: Vec<(LaneId, &RecordedLane)> = (0..).zip(&recording.lanes).collect();
    let drawn = &recording.arrows[..recording.arrows.len().min(MOST_ARROWS)];
    let listed = &recording.marks[..recording.marks.len().min(MOST_MARKS)];
    let timeline = |lanes: &[(LaneId, &RecordedLane)]| {
        let mut drawing = Drawing::new(&recording.names, grain_ns, not_drawn);
        let process = lanes.first().and_then(|(_, lane)| recording.processes.get(lane.process as usize));
        let spans = |(id, lane): &(LaneId, &RecordedLane)| LaneSpans {
            id: *id,
            name: lane.name.clone(),
            kind: LaneKind::Thread,
            process: None,
            spans: drawing.lane(&lane.slices, recording.wall_ns),
        };
        let (first, last) = (lanes.first().map_or(0, |(id, _)| *id), lanes.last().map_or(0, |(id, _)| *id));
        let own = u32::from(first)..=u32::from(last);
        let of_process = |mark: &&Mark| mark.lane.is_some_and(|lane| own.contains(&lane));
        let within = |arrow: &&RecordedArrow| own.contains(&arrow.from.lane) && own.contains(&arrow.to.lane);
        let tracked: Vec<_> = lanes.iter().map(|(id, lane)| (*id, lane)).collect();
        let lanes = lanes.iter().map(spans).collect();
        let tracks = tracked.into_iter().flat_map(|(id, lane)| drawing.tracks(id, lane)).collect();
        Timeline {
            model: String::new(),
            platform: None,
            title: process.cloned().unwrap_or_default(),
            wall_ns: recording.wall_ns,
            tasks: drawing.tasks(),
            resources: Vec::new(),
            lanes,
            tracks,
            strokes: Vec::new(),
            dead_ends: Vec::new(),
            path: CriticalPath::default(),
            waits: Waits::default(),
            usage: Usage::default(),
            gil: None,
            arrows: drawn.iter().filter(within).map(|arrow| drawn_arrow(recording, arrow)).collect(),
            processes: Vec::new(),
            output: listed.iter().filter(of_process).map(|mark| output(recording, mark)).collect(),
            dropped: 0,
        }
    };
    numbered.chunk_by(|(_, a), (_, b)| a.process == b.process).map(timeline).collect()
}

fn drawn_arrow(recording: &Recording, arrow: &RecordedArrow) -> Arrow {
    let end = |moment: Moment| ArrowEnd { lane: moment.lane as LaneId, at_ns: moment.at_ns };
    let name = recording.names[arrow.name as usize].clone();
    Arrow { kind: ArrowKind::Other, name, from: end(arrow.from), to: end(arrow.to) }
}

fn output(recording: &Recording, mark: &Mark) -> OutputLine {
    let text = recording.names[mark.name as usize].clone();
    OutputLine { at_ns: mark.at_ns, lane: mark.lane.unwrap_or_default() as LaneId, task: None, text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::recording::Slice;
    use crate::trace::TaskId;

    /// One lane with slices of two names in turn.
    fn recording(slices: &[(u64, u64)]) -> Recording {
        let slice = |(place, (from_ns, to_ns)): (usize, &(u64, u64))| Slice {
            name: place as u32 % 2,
            row: 0,
            state: None,
            from_ns: *from_ns,
            to_ns: *to_ns,
        };
        let lane =
            RecordedLane { slices: slices.iter().enumerate().map(slice).collect(), rows: 1, ..RecordedLane::default() };
        let wall_ns = slices.last().map_or(0, |(_, to)| *to);
        let names = vec!["f".to_owned(), "g".to_owned()];
        Recording { wall_ns, names, processes: vec!["p".to_owned()], lanes: vec![lane], ..Recording::default() }
    }

    fn spans(recording: &Recording, grain_ns: u64) -> Vec<(&'static str, Option<TaskId>, u64, u64)> {
        let spans = &timelines(recording, grain_ns, &mut NotDrawn::default())[0].lanes[0].spans;
        spans.iter().map(|span| (span.state.name(), span.task, span.from_ns, span.to_ns)).collect()
    }

    #[test]
    fn slices_become_spans_with_idle_between_them() {
        let recording = recording(&[(2, 6), (6, 7), (9, 10)]);
        let expected = [
            ("idle", None, 0, 2),
            ("running", Some(0), 2, 6),
            ("running", Some(1), 6, 7),
            ("idle", None, 7, 9),
            ("running", Some(0), 9, 10),
        ];
        assert_eq!(spans(&recording, 0), expected);
    }

    #[test]
    fn short_slices_near_each_other_are_drawn_as_one_without_a_name() {
        let recording = recording(&[(0, 100), (101, 102), (103, 104), (200, 201), (300, 400)]);
        // The first to be named is the first task.
        let expected = [
            ("running", None, 0, 104),
            ("idle", None, 104, 200),
            ("running", Some(0), 200, 201),
            ("idle", None, 201, 300),
            ("running", Some(1), 300, 400),
        ];
        assert_eq!(spans(&recording, 10), expected);
    }

    #[test]
    fn what_lies_within_slices_are_tracks_and_marks_are_output_and_the_rest_is_counted() {
        let mut recording = recording(&[(0, 100)]);
        let nested =
            |row: u32| Slice { name: 1, row, state: None, from_ns: u64::from(row), to_ns: 100 - u64::from(row) };
        recording.lanes[0].slices.extend((1..15).map(nested));
        recording.lanes[0].slices.push(Slice { name: 1, row: 1, state: None, from_ns: 99, to_ns: 99 });
        recording.lanes[0].rows = 15;
        let at = |lane| Moment { lane, at_ns: 5 };
        recording.arrows.push(RecordedArrow { name: 0, from: at(0), to: at(0) });
        // Of a process of its own: from here to there nothing is drawn.
        recording.lanes.push(RecordedLane { process: 1, rows: 1, ..RecordedLane::default() });
        recording.arrows.push(RecordedArrow { name: 1, from: at(0), to: at(1) });
        recording.marks = vec![Mark { name: 0, lane: Some(0), at_ns: 7 }, Mark { name: 1, lane: None, at_ns: 8 }];
        let view = view(&recording);
        let timeline = &view.timelines[0];
        assert_eq!(timeline.tracks.len(), MOST_ROWS as usize);
        let first = &timeline.tracks[0];
        assert_eq!(
            (timeline.tasks[first.task as usize].as_str(), first.spans[0].from_ns, first.spans[0].to_ns),
            ("depth 1", 1, 99)
        );
        let ends: Vec<_> = timeline.arrows.iter().map(|arrow| (arrow.name.as_str(), arrow.from.at_ns)).collect();
        assert_eq!(ends, [("f", 5)]);
        assert_eq!((timeline.output[0].text.as_str(), timeline.output[0].at_ns, timeline.output.len()), ("f", 7, 1));
        let said: Vec<&str> = view.warnings.iter().map(|warning| warning.text.as_str()).collect();
        let expected = [
            "Slices that last no time, not drawn: 1.",
            "Slices that lie too deep within others, not drawn: 2.",
            "Arrows between processes, or too many, not drawn: 1.",
            "Marks that are not listed: 1.",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn lanes_share_the_spans_that_a_page_can_hold_and_every_slice_is_drawn_where_all_fit() {
        let mut recording = recording(&(0..300).map(|at| (20 * at, 20 * at + 10)).collect::<Vec<_>>());
        recording.lanes = vec![recording.lanes[0].clone(); 10];
        let drawn = |most: u64| {
            let view = view_within(&recording, most);
            let spans: usize = view.timelines[0].lanes.iter().map(|lane| lane.spans.len()).sum();
            let merged = view.warnings.iter().any(|warning| warning.text.contains("with their neighbours"));
            (spans as u64, merged)
        };
        let (spans, merged) = drawn(2_000);
        assert!(spans <= 2_000 && merged, "{spans}, and what is not drawn apart is told");
        // The last slice ends with the recording: nothing is idle after it.
        assert_eq!(drawn(7_000), (10 * (2 * 300 - 1), false));
    }

    #[test]
    fn figures_are_words() {
        let view = view(&recording(&[(0, 3_000_000), (3_000_000, 4_000_000), (5_000_000, 6_000_000)]));
        assert_eq!(view.facts, "lanes 1, slices 3, arrows 0, marks 0, 6.00\u{a0}ms");
        let longest: Vec<_> =
            view.longest.iter().map(|own| (own.name.as_str(), own.time.as_str(), own.times.as_str())).collect();
        assert_eq!(longest, [("f", "4.00\u{a0}ms", "2 times"), ("g", "1.00\u{a0}ms", "once")]);
    }

    proptest! {
        #[test]
        fn a_lane_has_no_more_spans_than_the_grain_allows_and_nothing_that_runs_is_drawn_as_idle(
            lengths in prop::collection::vec((0_u64..30, 1_u64..30), 1..200), grain_ns in 1_u64..50,
        ) {
            let mut at = 0;
            let slices: Vec<(u64, u64)> = lengths.iter().map(|(gap, length)| {
                let from = at + gap;
                at = from + length;
                (from, at)
            }).collect();
            let recording = recording(&slices);
            let drawn = spans(&recording, grain_ns);
            prop_assert!(drawn.windows(2).all(|pair| pair[0].3 == pair[1].2));
            let busy: Vec<_> = drawn.iter().filter(|span| span.0 == "running").collect();
            prop_assert!(busy.len() as u64 <= 2 * (recording.wall_ns / grain_ns + 1), "{} {}", busy.len(), recording.wall_ns);
            for (from, to) in slices {
                prop_assert!(busy.iter().any(|span| span.2 <= from && to <= span.3));
            }
        }
    }
}
