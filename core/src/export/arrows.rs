//! What one lane causes on another: messages and locks that change hands, as pairs of places.

use std::collections::BTreeMap;

use crate::trace::{Event, EventKind, LaneId, ResourceId, Trace};

/// A moment on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub lane: LaneId,
    pub at_ns: u64,
}

/// From a cause on one lane to its effect on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// `message` or `lock`.
    pub kind: &'static str,
    /// What the arrow is called.
    pub name: String,
    pub from: Place,
    pub to: Place,
}

/// Every message, from where it was sent to where it was first noticed.
pub fn messages(trace: &Trace) -> Vec<Arrow> {
    let events = &trace.events;
    let mut arrows: Vec<Option<Arrow>> = vec![None; events.len()];
    // Only a main lane writes down both directions: what the other lane does next is the message's effect.
    let mut next: BTreeMap<LaneId, Place> = BTreeMap::new();
    for (event, arrow) in events.iter().zip(&mut arrows).rev() {
        next.insert(event.lane, place(event));
        if let EventKind::Sent { target, bytes } = event.kind {
            *arrow = next.get(&target).map(|effect| message(bytes, place(event), *effect));
        }
    }
    let mut last: BTreeMap<LaneId, Place> = BTreeMap::new();
    for (event, arrow) in events.iter().zip(&mut arrows) {
        if let EventKind::Received { source, bytes } = event.kind {
            *arrow = last.get(&source).map(|cause| message(bytes, *cause, place(event)));
        }
        last.insert(event.lane, place(event));
    }
    arrows.into_iter().flatten().collect()
}

/// Every lock that went straight from one lane to another.
pub fn handoffs(trace: &Trace) -> Vec<Arrow> {
    let mut released: BTreeMap<ResourceId, Place> = BTreeMap::new();
    let mut arrows = Vec::new();
    for event in &trace.events {
        match event.kind {
            EventKind::Released { resource } => {
                released.insert(resource, place(event));
            }
            EventKind::Acquired { resource } => {
                let name = || trace.resources.get(usize::from(resource)).cloned().unwrap_or_else(|| "lock".to_owned());
                if let Some(from) = released.remove(&resource).filter(|from| from.lane != event.lane) {
                    arrows.push(Arrow { kind: "lock", name: name(), from, to: place(event) });
                }
            }
            _ => {}
        }
    }
    arrows
}

fn message(bytes: u64, from: Place, to: Place) -> Arrow {
    Arrow { kind: "message", name: format!("{bytes} bytes"), from, to }
}

fn place(event: &Event) -> Place {
    Place { lane: event.lane, at_ns: event.at_ns }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(events: &[(LaneId, u64, EventKind)]) -> Trace {
        let events = (0..).zip(events).map(|(seq, (lane, at_ns, kind))| Event {
            seq,
            at_ns: *at_ns,
            lane: *lane,
            task: None,
            kind: *kind,
        });
        Trace { resources: vec!["GIL".to_owned()], events: events.collect(), ..Trace::default() }
    }

    #[test]
    fn a_lock_that_changes_hands_is_an_arrow_and_one_taken_back_is_none() {
        let released = EventKind::Released { resource: 0 };
        let acquired = EventKind::Acquired { resource: 0 };
        let trace = trace(&[(1, 0, acquired), (1, 5, released), (1, 6, acquired), (1, 8, released), (2, 9, acquired)]);
        let from = Place { lane: 1, at_ns: 8 };
        let to = Place { lane: 2, at_ns: 9 };
        assert_eq!(handoffs(&trace), [Arrow { kind: "lock", name: "GIL".to_owned(), from, to }]);
    }

    #[test]
    fn a_message_goes_to_what_its_receiver_does_next_and_its_answer_comes_from_what_it_did_last() {
        let trace = trace(&[
            (0, 1, EventKind::Sent { target: 1, bytes: 10 }),
            (1, 3, EventKind::TaskStarted),
            (1, 7, EventKind::TaskEnded),
            (0, 9, EventKind::Received { source: 1, bytes: 20 }),
        ]);
        let ends: Vec<(u64, u64)> = messages(&trace).iter().map(|arrow| (arrow.from.at_ns, arrow.to.at_ns)).collect();
        assert_eq!(ends, [(1, 3), (7, 9)]);
    }
}
