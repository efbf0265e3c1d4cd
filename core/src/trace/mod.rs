//! What a run records: events, each in the buffer of its lane; merged, and aligned across processes, after the run.
//!
//! Layer: above the leaf files, below `host`. Knows lanes and tasks as numbers only.

pub mod align;
mod event;
pub mod merge;
mod order;
mod output;
mod packed;
mod read_event;
mod recorder;
mod room;

pub use event::{Cause, Event, EventKind, LaneId, LaneInfo, LaneKind, ResourceId, TaskId, Trace};
pub use order::{Bond, Bonds};
pub use output::{OutputLine, output};
pub use packed::PackedRecord;
pub use recorder::{LaneRecord, Moment, Numbers, Recorder};
pub use room::Room;
