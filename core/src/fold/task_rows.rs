//! The rows of tasks that share a lane: a task takes the first row that is free when it starts. After the first rows all others are one crowd, of
//! which it is known how many are in each state at any moment.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::{Serialize, Serializer};

use super::columns::{BLOCK, Bytes, SpanColumns, Totals};
use super::spans::State;
use super::tracks::Track;
use crate::trace::{LaneId, TaskId};

/// So many rows of each lane stand for themselves.
const MOST_ROWS: usize = 12;

/// The rows of all lanes that have some, by lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskRows {
    rows: Vec<TaskRow>,
    /// At most one for each lane.
    crowds: Vec<Crowd>,
}

/// Tasks of one lane, one after the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskRow {
    lane: LaneId,
    /// The task, if it is one alone.
    task: Option<TaskId>,
    /// How many tasks took the row.
    tasks: usize,
    /// What they did; nothing where none was under way.
    spans: SpanColumns,
}

/// Tasks that were under way at the same time as those with a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Crowd {
    lane: LaneId,
    /// How many rows they would need.
    rows: usize,
    /// How many they are.
    tasks: usize,
    /// The moments at which something changes: 64-bit floating-point numbers.
    times: Bytes,
    /// From each of these moments on, how many tasks are in each of [`State::ALL`]: 32-bit numbers.
    counts: Bytes,
    /// How many moments lie between two running totals.
    block: usize,
    /// Before each block, and after the last: how many nanoseconds all of them together were in each state until then, as those of spans.
    totals: Bytes,
}

impl TaskRows {
    /// `tracks` by lane and beginning.
    pub fn new(tracks: &[Track]) -> Self {
        let mut made = Self { rows: Vec::new(), crowds: Vec::new() };
        for own in tracks.chunk_by(|a, b| a.lane == b.lane) {
            let rows = packed(own);
            let (apart, crowded) = rows.split_at(rows.len().min(MOST_ROWS));
            made.rows.extend(apart.iter().map(|tracks| TaskRow::new(tracks)));
            made.crowds.extend(Crowd::new(crowded));
        }
        made
    }
}

/// The tracks of one lane, row by row.
fn packed(tracks: &[Track]) -> Vec<Vec<&Track>> {
    let mut rows: Vec<Vec<&Track>> = Vec::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut taken: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    for track in tracks {
        while let Some(Reverse((until_ns, row))) = taken.peek().copied().filter(|next| next.0.0 <= track.begins_ns()) {
            debug_assert!(until_ns <= track.begins_ns());
            taken.pop();
            free.push(Reverse(row));
        }
        let row = free.pop().map_or(rows.len(), |Reverse(row)| row);
        if row == rows.len() {
            rows.push(Vec::new());
        }
        rows[row].push(track);
        taken.push(Reverse((track.ends_ns(), row)));
    }
    rows
}

impl TaskRow {
    fn new(tracks: &[&Track]) -> Self {
        Self {
            lane: tracks[0].lane,
            task: (tracks.len() == 1).then_some(tracks[0].task),
            tasks: tracks.len(),
            spans: SpanColumns::new(tracks.iter().map(|track| &track.spans[..])),
        }
    }
}

impl Crowd {
    fn new(rows: &[Vec<&Track>]) -> Option<Self> {
        let lane = rows.first()?.first()?.lane;
        let spans = rows.iter().flatten().flat_map(|track| &track.spans);
        let mut changes: Vec<(u64, State, i32)> =
            spans.flat_map(|span| [(span.from_ns, span.state, 1), (span.to_ns, span.state, -1)]).collect();
        changes.sort_unstable();
        let mut counts = [0_u32; State::ALL.len()];
        let (mut times, mut counted, mut totals) = (Vec::new(), Vec::new(), Totals::default());
        for (place, now) in changes.chunk_by(|a, b| a.0 == b.0).scan(0, |place, now| {
            *place += now.len();
            Some((*place, now))
        }) {
            for (_, state, by) in now {
                let count = &mut counts[State::ALL.iter().position(|one| one == state).unwrap_or_default()];
                *count = count.saturating_add_signed(*by);
            }
            times.push(now[0].0);
            counted.extend(counts.map(u32::to_le_bytes));
            let lasts_ns = changes.get(place).map_or(0, |next| next.0 - now[0].0);
            totals.add(|sums| {
                for (sum, count) in sums.iter_mut().zip(counts) {
                    *sum += u64::from(count) * lasts_ns;
                }
            });
        }
        Some(Self {
            lane,
            rows: rows.len(),
            tasks: rows.iter().map(Vec::len).sum(),
            times: Bytes::times(times),
            counts: Bytes::of(counted),
            block: BLOCK,
            totals: totals.finish(),
        })
    }
}

/// Writes tracks as the rows in which they are drawn.
pub(super) fn rows<S: Serializer>(tracks: &[Track], serializer: S) -> Result<S::Ok, S::Error> {
    TaskRows::new(tracks).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::super::spans::Span;
    use super::*;

    fn track(task: TaskId, from_ns: u64, to_ns: u64) -> Track {
        let span = Span { state: State::Waiting, task: Some(task), resource: None, awaited: None, from_ns, to_ns };
        Track { lane: 0, task, spans: vec![span] }
    }

    #[test]
    fn a_task_takes_the_first_row_that_is_free_when_it_starts() {
        let tracks = [track(0, 0, 30), track(1, 10, 50), track(2, 30, 60), track(3, 55, 90)];
        let rows = packed(&tracks);
        let tasks: Vec<Vec<TaskId>> = rows.iter().map(|row| row.iter().map(|track| track.task).collect()).collect();
        assert_eq!(tasks, [vec![0, 2], vec![1, 3]]);
        let TaskRows { rows, crowds } = TaskRows::new(&tracks[..2]);
        assert_eq!(rows.iter().map(|row| row.task).collect::<Vec<_>>(), [Some(0), Some(1)]);
        assert_eq!(crowds, []);
    }

    #[test]
    fn of_a_crowd_it_is_known_how_many_are_in_each_state_and_for_how_long() {
        let tracks: Vec<Track> = (0..20).map(|task| track(task, u64::from(task), 100)).collect();
        let TaskRows { rows, crowds } = TaskRows::new(&tracks);
        assert_eq!((rows.len(), crowds.len()), (MOST_ROWS, 1));
        let crowd = &crowds[0];
        assert_eq!((crowd.rows, crowd.tasks), (8, 8));
        // They come one after the other, and end together.
        assert_eq!(crowd.times, Bytes::times((12..20).chain([100])));
        let waiting = |count: u32| [0, 0, 0, count, 0, 0, 0].map(u32::to_le_bytes);
        assert_eq!(crowd.counts, Bytes::of((1..=8).chain([0]).flat_map(waiting)));
        let lasted: u64 = (12..20).map(|from| 100 - from).sum();
        let totals = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, lasted, 0, 0, 0];
        assert_eq!(crowd.totals, Bytes::times(totals));
    }
}
