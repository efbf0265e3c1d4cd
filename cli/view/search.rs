//! Finding lanes, tasks and printed lines by a part of their names or words, as the page does.

use std::collections::BTreeSet;

use interleave_core::fold::spans::{LaneSpans, State};
use interleave_core::fold::view::Timeline;
use interleave_core::trace::LaneId;

use super::film::Film;

/// Something that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// `lane thread 1`, `task count_up`, `"done", printed`.
    pub what: String,
    /// The place of its run.
    pub strip: usize,
    /// Its lane.
    pub lane: LaneId,
    /// When it began, in nanoseconds.
    pub at_ns: u64,
}

/// More are of no help to anybody.
const MOST_HITS: usize = 1_000;

/// All hits, model by model: its lanes, the first span of each task on each lane, the lines it printed. No letter is large or small.
pub fn search(film: &Film, text: &str) -> Vec<Hit> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let has = |words: &str| words.to_lowercase().contains(&wanted);
    let strips = film.strips.iter().enumerate();
    strips.flat_map(|(strip, one)| hits(&one.timeline, strip, &has)).take(MOST_HITS).collect()
}

fn hits(timeline: &Timeline, strip: usize, has: &impl Fn(&str) -> bool) -> Vec<Hit> {
    let hit = |what: String, lane, at_ns| Hit { what, strip, lane, at_ns };
    let named = timeline.lanes.iter().filter(|lane| has(&lane.name));
    let lanes = named.map(|lane| hit(format!("lane {}", lane.name), lane.id, begin(lane)));
    let tasks = timeline.lanes.iter().flat_map(|lane| first_of_tasks(timeline, lane, has));
    let tasks = tasks.map(|(task, lane, at_ns)| hit(format!("task {task}"), lane, at_ns));
    let printed = timeline.output.iter().filter(|line| has(&line.text));
    let printed = printed.map(|line| hit(format!("\u{201c}{}\u{201d}, printed", line.text), line.lane, line.at_ns));
    lanes.chain(tasks).chain(printed).collect()
}

/// When a lane first did something.
fn begin(lane: &LaneSpans) -> u64 {
    lane.spans.iter().find(|span| span.state != State::Idle).map_or(0, |span| span.from_ns)
}

/// The tasks of a lane whose names fit, each with its first moment there.
fn first_of_tasks<'a>(
    timeline: &'a Timeline,
    lane: &LaneSpans,
    has: &impl Fn(&str) -> bool,
) -> Vec<(&'a String, LaneId, u64)> {
    let mut known = BTreeSet::new();
    let spans = lane.spans.iter().filter_map(|span| span.task.map(|task| (task, span.from_ns)));
    let first = spans.filter(|(task, _)| known.insert(*task));
    let named = first.filter_map(|(task, from_ns)| Some((timeline.tasks.get(task as usize)?, lane.id, from_ns)));
    named.filter(|(task, ..)| has(task)).collect()
}
