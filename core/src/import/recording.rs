//! What another program recorded, lane by lane: nested slices with names of their own, arrows between lanes, and marks.

use serde::Serialize;

use crate::fold::spans::State;
use crate::report::Warning;

/// What another program recorded. Times are nanoseconds since it began: its own zero, or its first moment.
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
