//! What another program recorded, lane by lane: nested slices with names of their own, arrows between lanes, and marks.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fold::spans::{LaneSpans, Span, State};
use crate::fold::view::Timeline;
use crate::report::Warning;
use crate::trace::{LaneId, LaneKind, TaskId};

/// What another program recorded, ready to be painted. Times are nanoseconds since it began: its own zero, or its first moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recording {
    /// When its last moment was.
    pub wall_ns: u64,
    /// The texts by which everything else is called, each once.
    pub names: Vec<String>,
    /// The names of the processes, in the order that the file asks for.
    pub processes: Vec<String>,
    /// The lanes of one process after those of another, in the order that the file asks for.
    pub lanes: Vec<RecordedLane>,
    /// What led from one lane to another, or on the same one, in the order of their ends.
    pub arrows: Vec<RecordedArrow>,
    /// Moments, in order.
    pub marks: Vec<Mark>,
    /// What is not shown as the file has it, and how much that is: a sentence for each kind.
    pub warnings: Vec<Warning>,
}

/// One lane of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedLane {
    /// An index into [`Recording::processes`].
    pub process: u32,
    /// Its own name.
    pub name: String,
    /// How many rows its slices need; 0 where it has none.
    pub rows: u32,
    /// What it did, by when that began; those around others come first.
    pub slices: Vec<Slice>,
}

/// A stretch of time in which a lane did something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slice {
    /// An index into [`Recording::names`].
    pub name: u32,
    /// In how many others it lies; in one row nothing overlaps.
    pub row: u32,
    /// Which of this program's states it is, in a file that this program wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Its first nanosecond.
    pub from_ns: u64,
    /// The nanosecond after its last; the same, where it is a moment.
    pub to_ns: u64,
}

/// From a cause to its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedArrow {
    /// An index into [`Recording::names`].
    pub name: u32,
    pub from: Moment,
    pub to: Moment,
}

/// A moment on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moment {
    /// An index into [`Recording::lanes`].
    pub lane: u32,
    pub at_ns: u64,
}

/// Something that happened at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mark {
    /// An index into [`Recording::names`].
    pub name: u32,
    /// An index into [`Recording::lanes`]; absent where it concerns all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lane: Option<u32>,
    pub at_ns: u64,
}

/// How long something of one name lasted, apart from what it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnTime {
    /// An index into [`Recording::names`].
    pub name: u32,
    pub slices: u64,
    pub own_ns: u64,
}

impl Recording {
    /// One timeline for each process, as those of a report: a lane is in a state or running where it has a slice, idle elsewhere. The
    /// tasks are the names of the outermost slices.
    pub fn timelines(&self) -> Vec<Timeline> {
        let numbered: Vec<(LaneId, &RecordedLane)> = (0..).zip(&self.lanes).collect();
        let timeline = |lanes: &[(LaneId, &RecordedLane)]| {
            let mut tasks = Tasks { all: &self.names, numbers: BTreeMap::new(), own: Vec::new() };
            let process = lanes.first().and_then(|(_, lane)| self.processes.get(lane.process as usize));
            let spans = lanes.iter().map(|(id, lane)| lane.spans(*id, self.wall_ns, &mut tasks)).collect();
            Timeline {
                model: String::new(),
                title: process.cloned().unwrap_or_default(),
                wall_ns: self.wall_ns,
                tasks: tasks.own,
                lanes: spans,
                tracks: Vec::new(),
                processes: Vec::new(),
                output: Vec::new(),
                dropped: 0,
            }
        };
        numbered.chunk_by(|(_, a), (_, b)| a.process == b.process).map(timeline).collect()
    }

    /// The names with the most time of their own, longest first.
    pub fn longest(&self, most: usize) -> Vec<OwnTime> {
        let mut by_name: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for lane in &self.lanes {
            lane.add_own_times(&mut by_name);
        }
        let own_time = |(name, (slices, own_ns))| OwnTime { name, slices, own_ns };
        let mut longest: Vec<OwnTime> = by_name.into_iter().map(own_time).collect();
        longest.sort_by_key(|own| std::cmp::Reverse(own.own_ns));
        longest.truncate(most);
        longest
    }
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

impl RecordedLane {
    fn spans(&self, id: LaneId, wall_ns: u64, tasks: &mut Tasks<'_>) -> LaneSpans {
        let mut spans: Vec<Span> = Vec::new();
        let mut at = 0;
        let idle = |from_ns, to_ns| Span { state: State::Idle, task: None, resource: None, from_ns, to_ns };
        for slice in self.slices.iter().filter(|slice| slice.row == 0 && slice.from_ns < slice.to_ns) {
            if slice.from_ns > at {
                spans.push(idle(at, slice.from_ns));
            }
            let state = slice.state.unwrap_or(State::Running);
            let task = tasks.number(slice.name);
            spans.push(Span { state, task, resource: None, from_ns: slice.from_ns, to_ns: slice.to_ns });
            at = slice.to_ns;
        }
        if wall_ns > at {
            spans.push(idle(at, wall_ns));
        }
        LaneSpans { id, name: self.name.clone(), kind: LaneKind::Thread, process: None, spans }
    }

    fn add_own_times(&self, by_name: &mut BTreeMap<u32, (u64, u64)>) {
        // The slices around the current one, each with where what it contains has ended so far.
        let mut around: Vec<&Slice> = Vec::new();
        for slice in &self.slices {
            around.truncate(slice.row as usize);
            let length = slice.to_ns - slice.from_ns;
            let (slices, own_ns) = by_name.entry(slice.name).or_default();
            (*slices, *own_ns) = (*slices + 1, own_ns.saturating_add(length));
            // What sticks out of the slice around it is not that one's time.
            if let Some(parent) = around.last() {
                let inside = slice.to_ns.min(parent.to_ns).saturating_sub(slice.from_ns);
                let (_, own_ns) = by_name.entry(parent.name).or_default();
                *own_ns = own_ns.saturating_sub(inside);
            }
            around.push(slice);
        }
    }
}
