//! Who held a lock from when to when, and why it let go: folded from the trace for the figures of the GIL.

use std::collections::BTreeSet;

use super::each::each;
use crate::trace::{Cause, EventKind, LaneId, ResourceId, Trace};

/// One stretch during which one lane held the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Who held it.
    pub lane: LaneId,
    /// First nanosecond.
    pub from_ns: u64,
    /// The nanosecond after the last.
    pub to_ns: u64,
    /// Whether another lane asked for the lock meanwhile.
    pub asked: bool,
    /// Whether the lane could have gone on when it dropped it.
    pub forced: bool,
}

/// The holds of one lock, in order.
pub fn holds(trace: &Trace, lock: ResourceId) -> Vec<Hold> {
    let mut holds: Vec<Hold> = Vec::new();
    let mut blocked = BTreeSet::new();
    each(&trace.events, &mut |_, event| match (event.kind, holds.last_mut()) {
        (EventKind::Acquired { resource }, _) if resource == lock => {
            blocked.remove(&event.lane);
            let (lane, at_ns) = (event.lane, event.at_ns);
            holds.push(Hold { lane, from_ns: at_ns, to_ns: at_ns, asked: false, forced: false });
        }
        (EventKind::Suspended { cause: Cause::Blocked { resource } }, _) if resource == lock => {
            blocked.insert(event.lane);
        }
        (EventKind::Released { resource }, Some(hold)) if resource == lock => {
            hold.to_ns = event.at_ns;
            hold.forced = blocked.contains(&event.lane);
        }
        (EventKind::DropRequested { resource }, Some(hold)) if resource == lock => hold.asked = true,
        _ => {}
    });
    holds
}
