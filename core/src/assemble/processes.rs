//! The processes of an execution, as a task manager lists them, and what lay between them.

use crate::report::{NetworkUse, ProcessEntry};
use crate::trace::{EventKind, LaneId, LaneInfo, LaneKind, Trace};

/// The process tree: the one whose lanes share a memory, and those it started. A lane that nobody had lent before all was done is none.
pub fn of(trace: &Trace, first: u32) -> Vec<ProcessEntry> {
    let (children, own): (Vec<&LaneInfo>, Vec<&LaneInfo>) =
        trace.lanes.iter().partition(|lane| lane.kind == LaneKind::Process);
    let parent = ProcessEntry {
        id: first,
        parent: None,
        name: "main".to_owned(),
        threads: own.iter().find_map(|lane| lane.threads).unwrap_or(own.len() as u64),
        memory_bytes: own.iter().find_map(|lane| lane.memory_bytes),
        network: None,
    };
    let child = |lane: &&LaneInfo| ProcessEntry {
        id: lane.process.unwrap_or_default(),
        parent: Some(first),
        name: lane.name.clone(),
        threads: lane.threads.unwrap_or(1),
        memory_bytes: lane.memory_bytes,
        network: lane.worker.as_ref().map(|worker| network(trace, lane, worker)),
    };
    let born = children.iter().filter(|lane| lane.process.is_some());
    std::iter::once(parent).chain(born.map(child)).collect()
}

fn network(trace: &Trace, lane: &LaneInfo, worker: &str) -> NetworkUse {
    let (sent_bytes, received_bytes) = bytes(trace, lane.id);
    NetworkUse {
        worker: worker.to_owned(),
        round_trip_ns: lane.round_trip_ns,
        clock_uncertainty_ns: lane.round_trip_ns.map(|_| lane.clock_uncertainty_ns),
        sent_bytes,
        received_bytes,
    }
}

/// Bytes that went to a lane, and that came from it.
fn bytes(trace: &Trace, lane: LaneId) -> (u64, u64) {
    trace.events.iter().fold((0, 0), |(sent, received), event| match event.kind {
        EventKind::Sent { target, bytes } if target == lane => (sent + bytes, received),
        EventKind::Received { source, bytes } if source == lane => (sent, received + bytes),
        _ => (sent, received),
    })
}
