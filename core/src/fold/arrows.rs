//! What one lane causes on another: messages and locks that change hands, as pairs of places.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::causes::{How, Link};
use super::columns::Bytes;
use super::each::each;
use crate::trace::{Event, LaneId, Trace};

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
    /// An item of a queue, from who put it in to who took it out; or room in a full one, from who took an item out to who waited for that.
    Queue,
    /// From where a lane was asked for to its first instruction.
    Spawn,
    /// From the end of a lane to whoever waited for it.
    Join,
    /// Whatever another program recorded as a cause and its effect.
    Other,
}

impl ArrowKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Lock => "lock",
            Self::Queue => "queue",
            Self::Spawn => "spawn",
            Self::Join => "join",
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

/// The arrows of a run's links, in the order of their effects.
pub fn of(trace: &Trace, links: &[Link]) -> Vec<Arrow> {
    let arrow = |link: &Link| {
        let named =
            |resource, other: &str| trace.resources.get(usize::from(resource)).map_or(other, String::as_str).to_owned();
        let (kind, name) = match link.how {
            How::Message { bytes } => (ArrowKind::Message, format!("{bytes} bytes")),
            How::Lock { resource } => (ArrowKind::Lock, named(resource, "lock")),
            How::Item { resource } => (ArrowKind::Queue, named(resource, "queue")),
            How::Room { resource } => (ArrowKind::Queue, format!("room in {}", named(resource, "queue"))),
            How::Spawn => (ArrowKind::Spawn, "start".to_owned()),
            How::Join => (ArrowKind::Join, "end".to_owned()),
        };
        Arrow { kind, name, from: end(&trace.events[link.from]), to: end(&trace.events[link.to]) }
    };
    let mut arrows = Vec::new();
    each(links, &mut |_, link| arrows.extend(link.crosses(trace).then(|| arrow(link))));
    arrows
}

/// Arrows as columns, in the order of time of their effects.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArrowColumns {
    /// Everything that an arrow stands for, once.
    labels: Vec<ArrowLabel>,
    /// The place of each arrow's label: 32-bit numbers.
    which: Bytes,
    /// The lane of each arrow's cause and that of its effect, by turns: 16-bit numbers.
    lanes: Bytes,
    /// The moment of each arrow's cause and that of its effect, by turns: 64-bit floating-point numbers.
    times: Bytes,
}

/// What an arrow stands for, and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArrowLabel {
    kind: ArrowKind,
    name: String,
}

/// Writes arrows as their columns.
pub(super) fn columns<S: Serializer>(arrows: &[Arrow], serializer: S) -> Result<S::Ok, S::Error> {
    let mut in_order: Vec<&Arrow> = arrows.iter().collect();
    in_order.sort_by_key(|arrow| arrow.to.at_ns);
    let mut places: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut labels = Vec::new();
    let which: Vec<u32> = in_order
        .iter()
        .map(|arrow| {
            *places.entry((arrow.kind.name(), &arrow.name)).or_insert_with(|| {
                labels.push(ArrowLabel { kind: arrow.kind, name: arrow.name.clone() });
                labels.len() as u32 - 1
            })
        })
        .collect();
    let ends = || in_order.iter().flat_map(|arrow| [arrow.from, arrow.to]);
    let columns = ArrowColumns {
        labels,
        which: Bytes::of(which.into_iter().map(u32::to_le_bytes)),
        lanes: Bytes::of(ends().map(|end| end.lane.to_le_bytes())),
        times: Bytes::times(ends().map(|end| end.at_ns)),
    };
    columns.serialize(serializer)
}

fn end(event: &Event) -> ArrowEnd {
    ArrowEnd { lane: event.lane, at_ns: event.at_ns }
}

#[cfg(test)]
mod tests {
    use super::super::causes;
    use super::*;
    use crate::trace::EventKind;

    #[test]
    fn an_arrow_is_called_by_its_lock_and_goes_from_who_gave_it_up_to_who_took_it() {
        let event = |lane, at_ns, kind| Event { seq: at_ns, at_ns, lane, task: None, at_line: 0, kind };
        let (released, acquired) = (EventKind::Released { resource: 0 }, EventKind::Acquired { resource: 0 });
        let events = vec![event(1, 0, acquired), event(1, 8, released), event(2, 9, acquired)];
        let trace = Trace { resources: vec!["GIL".to_owned()], events, ..Trace::default() };
        let (from, to) = (ArrowEnd { lane: 1, at_ns: 8 }, ArrowEnd { lane: 2, at_ns: 9 });
        let expected = Arrow { kind: ArrowKind::Lock, name: "GIL".to_owned(), from, to };
        assert_eq!(of(&trace, &causes::fold(&trace)), [expected]);
    }
}
