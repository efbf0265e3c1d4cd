//! A recording made ready to be painted: lanes as those of a report, coarse enough for a screen, and figures as words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::recording::{RecordedLane, Recording, Slice};
use crate::fold::spans::{LaneSpans, Span, State};
use crate::fold::text;
use crate::fold::view::Timeline;
use crate::plan::grouped;
use crate::report::Warning;
use crate::trace::{LaneId, LaneKind, TaskId};

/// A lane is drawn as if by this many pieces, more than any screen has columns: what is shorter and near to its neighbours is drawn with them.
const PIECES: u64 = 8_192;
/// So many names with the most time of their own.
const LONGEST: usize = 10;

/// What the page and the command line paint of a recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordingView {
    /// How much there is: `lanes 3, slices 13_550, arrows 0, marks 0, 61.0 ms`.
    pub facts: String,
    /// One for each process. A lane is in a state or running where it has a slice, idle elsewhere; the tasks are the names of the outermost
    /// slices. A lane has no more spans than a screen can show, however many slices it has.
    pub timelines: Vec<Timeline>,
    /// The names with the most time of their own, without what their slices contain, longest first.
    pub longest: Vec<OwnTime>,
    /// What is not shown as the file has it.
    pub warnings: Vec<Warning>,
}

/// How long everything of one name lasted, without what it contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnTime {
    /// The name, as the file has it.
    pub name: String,
    /// That time in nanoseconds, added up over all lanes.
    pub own_ns: u64,
    /// The same in words, `60.6 ms`.
    pub time: String,
    /// How often it occurred: `once`, `2_967 times`.
    pub times: String,
}

/// Makes a recording ready to be painted.
pub fn view(recording: &Recording) -> RecordingView {
    let slices: usize = recording.lanes.iter().map(|lane| lane.slices.len()).sum();
    let counts = [
        ("lanes", recording.lanes.len()),
        ("slices", slices),
        ("arrows", recording.arrows.len()),
        ("marks", recording.marks.len()),
    ];
    let counts = counts.map(|(what, count)| format!("{what} {}", count_in_words(count as u64)));
    RecordingView {
        facts: format!("{}, {}", counts.join(", "), text::milliseconds(recording.wall_ns as f64 / 1e6)),
        timelines: timelines(recording, recording.wall_ns / PIECES),
        longest: longest(recording, LONGEST),
        warnings: recording.warnings.clone(),
    }
}

fn count_in_words(count: u64) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// One timeline for each process. What lasts less than `grain_ns` and is nearer than that to its neighbour is drawn with it.
fn timelines(recording: &Recording, grain_ns: u64) -> Vec<Timeline> {
    let numbered: Vec<(LaneId, &RecordedLane)> = (0..).zip(&recording.lanes).collect();
    let timeline = |lanes: &[(LaneId, &RecordedLane)]| {
        let mut tasks = Tasks { all: &recording.names, numbers: BTreeMap::new(), own: Vec::new() };
        let process = lanes.first().and_then(|(_, lane)| recording.processes.get(lane.process as usize));
        let spans = |(id, lane): &(LaneId, &RecordedLane)| LaneSpans {
            id: *id,
            name: lane.name.clone(),
            kind: LaneKind::Thread,
            process: None,
            spans: tiled(&coarse(&lane.slices, grain_ns), recording.wall_ns, &mut tasks),
        };
        let lanes = lanes.iter().map(spans).collect();
        Timeline {
            model: String::new(),
            title: process.cloned().unwrap_or_default(),
            wall_ns: recording.wall_ns,
            tasks: tasks.own,
            lanes,
            tracks: Vec::new(),
            processes: Vec::new(),
            output: Vec::new(),
            dropped: 0,
        }
    };
    numbered.chunk_by(|(_, a), (_, b)| a.process == b.process).map(timeline).collect()
}

/// One or several slices that are drawn as one.
#[derive(Clone, Copy)]
struct Block {
    /// What all of them are called; `None` where they have several names.
    name: Option<u32>,
    /// The state of the longest.
    state: State,
    /// How long that is.
    longest_ns: u64,
    from_ns: u64,
    to_ns: u64,
}

/// The outermost slices. There are at most twice as many blocks as the grain fits into the time: a short one is far from its neighbours.
fn coarse(slices: &[Slice], grain_ns: u64) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for slice in slices.iter().filter(|slice| slice.row == 0 && slice.from_ns < slice.to_ns) {
        let length = slice.to_ns - slice.from_ns;
        let state = slice.state.unwrap_or(State::Running);
        let own =
            Block { name: Some(slice.name), state, longest_ns: length, from_ns: slice.from_ns, to_ns: slice.to_ns };
        match blocks.last_mut() {
            Some(before) if near(before, &own, grain_ns) => {
                before.name = before.name.filter(|name| *name == slice.name);
                before.to_ns = slice.to_ns;
                if length > before.longest_ns {
                    (before.state, before.longest_ns) = (state, length);
                }
            }
            _ => blocks.push(own),
        }
    }
    blocks
}

fn near(before: &Block, next: &Block, grain_ns: u64) -> bool {
    let short = |block: &Block| block.to_ns - block.from_ns < grain_ns;
    next.from_ns - before.to_ns < grain_ns && (short(before) || short(next))
}

/// The blocks and what is idle between them, without gap or overlap.
fn tiled(blocks: &[Block], wall_ns: u64, tasks: &mut Tasks<'_>) -> Vec<Span> {
    let idle = |from_ns, to_ns| Span { state: State::Idle, task: None, resource: None, from_ns, to_ns };
    let (mut spans, mut at) = (Vec::new(), 0);
    for block in blocks {
        if block.from_ns > at {
            spans.push(idle(at, block.from_ns));
        }
        let task = block.name.and_then(|name| tasks.number(name));
        spans.push(Span { state: block.state, task, resource: None, from_ns: block.from_ns, to_ns: block.to_ns });
        at = block.to_ns;
    }
    if wall_ns > at {
        spans.push(idle(at, wall_ns));
    }
    spans
}

/// The names that one timeline needs, numbered anew: of many processes each would else carry all of them.
struct Tasks<'a> {
    all: &'a [String],
    numbers: BTreeMap<u32, TaskId>,
    own: Vec<String>,
}

impl Tasks<'_> {
    fn number(&mut self, name: u32) -> Option<TaskId> {
        let text = self.all.get(name as usize)?;
        Some(*self.numbers.entry(name).or_insert_with(|| {
            self.own.push(text.clone());
            self.own.len() as TaskId - 1
        }))
    }
}

fn longest(recording: &Recording, most: usize) -> Vec<OwnTime> {
    let mut by_name: Vec<(u64, u64)> = vec![(0, 0); recording.names.len()];
    for lane in &recording.lanes {
        add_own_times(&lane.slices, &mut by_name);
    }
    let mut longest: Vec<(usize, (u64, u64))> =
        by_name.into_iter().enumerate().filter(|(_, (slices, _))| *slices > 0).collect();
    longest.sort_by_key(|(_, (_, own_ns))| std::cmp::Reverse(*own_ns));
    longest.truncate(most);
    let own_time = |(name, (slices, own_ns)): (usize, (u64, u64))| OwnTime {
        name: recording.names[name].clone(),
        own_ns,
        time: text::milliseconds(own_ns as f64 / 1e6),
        times: if slices == 1 { "once".to_owned() } else { format!("{} times", count_in_words(slices)) },
    };
    longest.into_iter().map(own_time).collect()
}

/// Adds each slice to its name, and takes it from the name of the one around it: how many, and how long.
fn add_own_times(slices: &[Slice], by_name: &mut [(u64, u64)]) {
    let mut around: Vec<&Slice> = Vec::new();
    for slice in slices {
        around.truncate(slice.row as usize);
        let length = slice.to_ns - slice.from_ns;
        let (slices, own_ns) = &mut by_name[slice.name as usize];
        (*slices, *own_ns) = (*slices + 1, own_ns.saturating_add(length));
        if let Some(parent) = around.last() {
            // What sticks out of the slice around it is not that one's time.
            let inside = slice.to_ns.min(parent.to_ns).saturating_sub(slice.from_ns);
            let (_, own_ns) = &mut by_name[parent.name as usize];
            *own_ns = own_ns.saturating_sub(inside);
        }
        around.push(slice);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        let spans = &timelines(recording, grain_ns)[0].lanes[0].spans;
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
