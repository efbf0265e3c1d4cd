//! What one lane causes on another: messages and locks that change hands, as pairs of places.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::trace::{Event, EventKind, LaneId, ResourceId, Trace};

/// A moment on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArrowEnd {
    pub lane: LaneId,
    /// Nanoseconds since the run began.
    pub at_ns: u64,
}

/// What an arrow stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ArrowKind {
    /// From where a message was sent to where it was first noticed.
    Message,
    /// A lock that went straight from one lane to another.
    Lock,
    /// Whatever another program recorded as a cause and its effect.
    Other,
}

impl ArrowKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Lock => "lock",
            Self::Other => "other",
        }
    }
}

/// From a cause on one lane to its effect on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrow {
    /// What it stands for.
    pub kind: ArrowKind,
    /// What it is called: a message by its length, a lock by its name.
    pub name: String,
    /// The cause.
    pub from: ArrowEnd,
    /// The effect.
    pub to: ArrowEnd,
}

/// All arrows of a run: messages, then locks.
pub fn fold(trace: &Trace) -> Vec<Arrow> {
    messages(trace).into_iter().chain(handoffs(trace)).collect()
}

/// Every message, from where it was sent to where it was first noticed.
fn messages(trace: &Trace) -> Vec<Arrow> {
    let events = &trace.events;
    let mut arrows: Vec<Option<Arrow>> = vec![None; events.len()];
    // Only a main lane writes down both directions: what the other lane does next is the message's effect.
    let mut next: BTreeMap<LaneId, ArrowEnd> = BTreeMap::new();
    for (event, arrow) in events.iter().zip(&mut arrows).rev() {
        next.insert(event.lane, end(event));
        if let EventKind::Sent { target, bytes } = event.kind {
            *arrow = next.get(&target).map(|effect| message(bytes, end(event), *effect));
        }
    }
    let mut last: BTreeMap<LaneId, ArrowEnd> = BTreeMap::new();
    for (event, arrow) in events.iter().zip(&mut arrows) {
        if let EventKind::Received { source, bytes } = event.kind {
            *arrow = last.get(&source).map(|cause| message(bytes, *cause, end(event)));
        }
        last.insert(event.lane, end(event));
    }
    arrows.into_iter().flatten().collect()
}

/// Every lock that went straight from one lane to another.
fn handoffs(trace: &Trace) -> Vec<Arrow> {
    let mut released: BTreeMap<ResourceId, ArrowEnd> = BTreeMap::new();
    let mut arrows = Vec::new();
    for event in &trace.events {
        match event.kind {
            EventKind::Released { resource } => {
                released.insert(resource, end(event));
            }
            EventKind::Acquired { resource } => {
                let name = || trace.resources.get(usize::from(resource)).cloned().unwrap_or_else(|| "lock".to_owned());
                if let Some(from) = released.remove(&resource).filter(|from| from.lane != event.lane) {
                    arrows.push(Arrow { kind: ArrowKind::Lock, name: name(), from, to: end(event) });
                }
            }
            _ => {}
        }
    }
    arrows
}

fn message(bytes: u64, from: ArrowEnd, to: ArrowEnd) -> Arrow {
    Arrow { kind: ArrowKind::Message, name: format!("{bytes} bytes"), from, to }
}

fn end(event: &Event) -> ArrowEnd {
    ArrowEnd { lane: event.lane, at_ns: event.at_ns }
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
        let from = ArrowEnd { lane: 1, at_ns: 8 };
        let to = ArrowEnd { lane: 2, at_ns: 9 };
        assert_eq!(handoffs(&trace), [Arrow { kind: ArrowKind::Lock, name: "GIL".to_owned(), from, to }]);
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
