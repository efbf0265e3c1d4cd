//! What a program printed, line by line.

use serde::{Deserialize, Serialize};

use super::event::{EventKind, LaneId, TaskId, Trace};

/// One printed line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutputLine {
    /// Nanoseconds since the run began.
    pub at_ns: u64,
    /// The lane that printed it.
    pub lane: LaneId,
    /// The task that printed it.
    pub task: Option<TaskId>,
    /// The line, without its end.
    pub text: String,
}

/// The lines that a run printed, in order.
pub fn output(trace: &Trace) -> Vec<OutputLine> {
    let line = |line: u32| trace.lines.get(line as usize).cloned();
    trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Printed { line: number } => {
                Some(OutputLine { at_ns: event.at_ns, lane: event.lane, task: event.task, text: line(number)? })
            }
            _ => None,
        })
        .collect()
}
