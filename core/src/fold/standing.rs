//! Where in its program each lane was at each event: the line of the task's question, or for a task's beginning and end, the function itself.

use std::collections::BTreeMap;

use crate::trace::{EventKind, LaneId, TaskId, Trace};

/// Where the lane of one event stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The lane.
    pub lane: LaneId,
    /// A line of the program, counted from 1; 0 where the lane is at none.
    pub line: u32,
    /// Whether the function around that line is meant: the task has only begun, or has ended.
    pub function: bool,
}

/// That of all events, in their order.
pub fn standings(trace: &Trace) -> Vec<Standing> {
    let mut found = vec![Standing::default(); trace.events.len()];
    let mut began: BTreeMap<TaskId, usize> = BTreeMap::new();
    let mut latest: BTreeMap<TaskId, u32> = BTreeMap::new();
    for (at, event) in trace.events.iter().enumerate() {
        found[at] = Standing { lane: event.lane, line: event.at_line, function: false };
        let Some(task) = event.task else { continue };
        match event.kind {
            EventKind::TaskStarted => drop(began.insert(task, at)),
            EventKind::TaskEnded | EventKind::TaskFailed => {
                found[at].line = latest.get(&task).copied().unwrap_or_default();
                found[at].function = true;
            }
            _ if event.at_line == 0 => {}
            _ => {
                latest.insert(task, event.at_line);
                // What a task does first is in the function that it begins with.
                if let Some(began) = began.remove(&task) {
                    found[began].line = event.at_line;
                    found[began].function = true;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Cause, Event};

    #[test]
    fn a_task_begins_and_ends_in_its_function_and_a_lane_without_one_is_nowhere() {
        let sleeps = EventKind::Suspended { cause: Cause::Sleep };
        let told = [
            (EventKind::LaneStarted, None, 0),
            (EventKind::TaskStarted, Some(7), 0),
            (sleeps, Some(7), 40),
            (EventKind::Printed { line: 0 }, Some(7), 42),
            (EventKind::TaskEnded, Some(7), 0),
            (EventKind::LaneEnded, None, 0),
        ];
        let event = |(seq, (kind, task, at_line))| Event { seq, at_ns: seq, lane: 1, task, at_line, kind };
        let trace = Trace { events: (0..).zip(told).map(event).collect(), ..Trace::default() };
        let found: Vec<_> = standings(&trace).into_iter().map(|one| (one.line, one.function)).collect();
        assert_eq!(found, [(0, false), (40, true), (40, false), (42, false), (42, true), (0, false)]);
    }
}
