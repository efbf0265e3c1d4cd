//! Slices as spans, coarse enough for a screen: what is too short to be seen is drawn with its neighbours, and counted.

use std::collections::BTreeMap;

use super::recording::{RecordedLane, Slice};
use crate::fold::spans::{Span, State};
use crate::fold::tracks::Track;
use crate::report::Warning;
use crate::trace::{LaneId, TaskId};

/// So many rows are drawn of what lies within the slices of a lane: as many as the page has room for.
pub const MOST_ROWS: u32 = 12;

/// What of a recording is not drawn, or not apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotDrawn {
    pub merged: u64,
    pub moments: u64,
    pub deep: u64,
    pub arrows: u64,
    pub marks: u64,
}

impl NotDrawn {
    /// A sentence for each.
    pub fn warnings(self) -> impl Iterator<Item = Warning> {
        let Self { merged, moments, deep, arrows, marks } = self;
        let sentences = [
            (merged, "Slices drawn with their neighbours, because they are shorter than a screen shows"),
            (moments, "Slices that last no time, not drawn"),
            (deep, "Slices that lie too deep within others, not drawn"),
            (arrows, "Arrows between processes, or too many, not drawn"),
            (marks, "Marks that are not listed"),
        ];
        let occurred = sentences.into_iter().filter(|(count, _)| *count > 0);
        occurred.map(|(count, what)| Warning::new("not-drawn", format!("{what}: {count}.")))
    }
}

/// Draws the lanes of one timeline: their names are numbered anew, because of many processes each would else carry all of them.
pub struct Drawing<'a> {
    names: &'a [String],
    grain_ns: u64,
    not_drawn: &'a mut NotDrawn,
    numbers: BTreeMap<u32, TaskId>,
    tasks: Vec<String>,
}

impl<'a> Drawing<'a> {
    /// What lasts less than `grain_ns` and is nearer than that to its neighbour is drawn with it.
    pub fn new(names: &'a [String], grain_ns: u64, not_drawn: &'a mut NotDrawn) -> Self {
        Self { names, grain_ns, not_drawn, numbers: BTreeMap::new(), tasks: Vec::new() }
    }

    /// The names that were needed, by their new numbers.
    pub fn tasks(self) -> Vec<String> {
        self.tasks
    }

    /// The outermost slices, with what is idle around them.
    pub fn lane(&mut self, slices: &[Slice], wall_ns: u64) -> Vec<Span> {
        let blocks = self.blocks(slices, 0);
        self.tiled(&blocks, 0, wall_ns)
    }

    /// What lies within them, row by row.
    pub fn tracks(&mut self, id: LaneId, lane: &RecordedLane) -> Vec<Track> {
        let deep = lane.slices.iter().filter(|slice| slice.row > MOST_ROWS).count();
        self.not_drawn.deep += deep as u64;
        let row = |row: u32| {
            let blocks = self.blocks(&lane.slices, row);
            let (first, last) = (blocks.first()?, blocks.last()?);
            let spans = self.tiled(&blocks, first.from_ns, last.to_ns);
            self.tasks.push(format!("depth {row}"));
            Some(Track { lane: id, task: self.tasks.len() as TaskId - 1, spans })
        };
        (1..lane.rows.min(MOST_ROWS + 1)).filter_map(row).collect()
    }

    /// The slices of a row. There are at most twice as many blocks as the grain fits into the time: a short one is far from its neighbours.
    fn blocks(&mut self, slices: &[Slice], row: u32) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for slice in slices.iter().filter(|slice| slice.row == row) {
            let own = Block::of(slice);
            if own.longest_ns == 0 {
                self.not_drawn.moments += 1;
                continue;
            }
            match blocks.last_mut() {
                Some(before) if near(before, &own, self.grain_ns) => {
                    self.not_drawn.merged += 1;
                    before.take_in(own);
                }
                _ => blocks.push(own),
            }
        }
        blocks
    }

    /// The blocks and what is idle between them, without gap or overlap.
    fn tiled(&mut self, blocks: &[Block], from_ns: u64, to_ns: u64) -> Vec<Span> {
        let idle =
            |from_ns, to_ns| Span { state: State::Idle, task: None, resource: None, awaited: None, from_ns, to_ns };
        let (mut spans, mut at) = (Vec::new(), from_ns);
        for block in blocks {
            if block.from_ns > at {
                spans.push(idle(at, block.from_ns));
            }
            let task = block.name.and_then(|name| self.number(name));
            let Block { state, from_ns, to_ns, .. } = *block;
            spans.push(Span { state, task, resource: None, awaited: None, from_ns, to_ns });
            at = block.to_ns;
        }
        if to_ns > at {
            spans.push(idle(at, to_ns));
        }
        spans
    }

    fn number(&mut self, name: u32) -> Option<TaskId> {
        let text = self.names.get(name as usize)?;
        Some(*self.numbers.entry(name).or_insert_with(|| {
            self.tasks.push(text.clone());
            self.tasks.len() as TaskId - 1
        }))
    }
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

impl Block {
    fn of(slice: &Slice) -> Self {
        let Slice { name, state, from_ns, to_ns, .. } = *slice;
        let state = state.unwrap_or(State::Running);
        Self { name: Some(name), state, longest_ns: to_ns - from_ns, from_ns, to_ns }
    }

    fn take_in(&mut self, next: Self) {
        self.name = self.name.filter(|name| next.name == Some(*name));
        self.to_ns = next.to_ns;
        if next.longest_ns > self.longest_ns {
            (self.state, self.longest_ns) = (next.state, next.longest_ns);
        }
    }
}

fn near(before: &Block, next: &Block, grain_ns: u64) -> bool {
    let short = |block: &Block| block.to_ns - block.from_ns < grain_ns;
    next.from_ns - before.to_ns < grain_ns && (short(before) || short(next))
}
