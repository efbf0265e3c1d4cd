//! What a lane did, as its process sends it: numbers by their places, where JSON names each of them. A tenth of the bytes, and no tag is looked for.

use serde::{Deserialize, Serialize};

use super::event::{Cause, Event, EventKind, LaneId, LaneInfo, LaneKind, ResourceId, TaskId};
use super::order::Bonds;
use super::recorder::LaneRecord;

/// The record of a process; its lane, which its parent knows, is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackedRecord {
    process: Option<u32>,
    memory_bytes: Option<u64>,
    threads: Option<u64>,
    dropped: u64,
    events: Vec<PackedEvent>,
    lines: Vec<String>,
    bonds: Bonds,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PackedEvent {
    seq: u64,
    at_ns: u64,
    task: Option<TaskId>,
    at_line: u32,
    #[serde(with = "Kind")]
    kind: EventKind,
}

/// [`EventKind`] without its names.
#[derive(Serialize, Deserialize)]
#[serde(remote = "EventKind")]
enum Kind {
    SpawnRequested {
        target: LaneId,
    },
    LaneStarted,
    LaneEnded,
    TaskStarted,
    TaskEnded,
    TaskFailed,
    Suspended {
        #[serde(with = "Why")]
        cause: Cause,
    },
    Resumed,
    Acquired {
        resource: ResourceId,
    },
    Released {
        resource: ResourceId,
    },
    DropRequested {
        resource: ResourceId,
    },
    Put {
        resource: ResourceId,
    },
    Taken {
        resource: ResourceId,
    },
    Stuck {
        resource: ResourceId,
        circle: bool,
    },
    Sent {
        target: LaneId,
        bytes: u64,
    },
    Received {
        source: LaneId,
        bytes: u64,
    },
    Printed {
        line: u32,
    },
}

/// [`Cause`] without its names.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Cause")]
enum Why {
    Preempted,
    Sleep,
    Join,
    Blocked { resource: ResourceId },
    Message,
    Request,
}

impl PackedRecord {
    /// What the lane of a process leaves behind.
    pub fn new(record: LaneRecord) -> Self {
        let LaneRecord { info, events, lines, bonds } = record;
        let LaneInfo { process, memory_bytes, threads, dropped, .. } = info;
        let packed = |Event { seq, at_ns, task, at_line, kind, .. }| PackedEvent { seq, at_ns, task, at_line, kind };
        let events = events.into_iter().map(packed).collect();
        Self { process, memory_bytes, threads, dropped, events, lines, bonds }
    }

    /// The same, as that of this lane.
    pub fn unpack(self, lane: LaneId) -> LaneRecord {
        let Self { process, memory_bytes, threads, dropped, events, lines, bonds } = self;
        let event = |PackedEvent { seq, at_ns, task, at_line, kind }| Event { seq, at_ns, lane, task, at_line, kind };
        let info = LaneInfo {
            id: lane,
            name: format!("process {lane}"),
            kind: LaneKind::Process,
            process,
            worker: None,
            lost: false,
            memory_bytes,
            threads,
            clock_uncertainty_ns: 0,
            round_trip_ns: None,
            lost_lines: 0,
            dropped,
        };
        LaneRecord { info, events: events.into_iter().map(event).collect(), lines, bonds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::order::Bond;

    #[test]
    fn a_record_comes_out_as_it_was_packed() {
        let kinds = [
            EventKind::LaneStarted,
            EventKind::Suspended { cause: Cause::Blocked { resource: 3 } },
            EventKind::Stuck { resource: 6, circle: true },
            EventKind::Sent { target: 2, bytes: 1 << 40 },
            EventKind::Printed { line: 0 },
        ];
        let event = |(seq, kind)| Event { seq, at_ns: u64::MAX - seq, lane: 4, task: Some(7), at_line: 300, kind };
        let info = LaneInfo {
            id: 4,
            name: "process 4".to_owned(),
            kind: LaneKind::Process,
            process: Some(1),
            worker: None,
            lost: false,
            memory_bytes: None,
            threads: Some(2),
            clock_uncertainty_ns: 0,
            round_trip_ns: None,
            lost_lines: 0,
            dropped: 5,
        };
        let bonds = Bonds { heard: vec![Bond { child: 1, parent: 0 }], said: Vec::new() };
        let events = (0..).zip(kinds).map(event).collect();
        let record = LaneRecord { info, events, lines: vec!["first".to_owned()], bonds };
        let bytes = postcard::to_allocvec(&PackedRecord::new(record.clone())).expect("plain data");
        let packed: PackedRecord = postcard::from_bytes(&bytes).expect("a record");
        assert_eq!(packed.unpack(4), record);
    }
}
