//! What led to what from lane to lane: each effect with its cause, by their places among the events. Arrows, the critical path and the
//! reasons of waits all rest on it. The order of the events decides, not their clocks.

use std::collections::BTreeMap;

use crate::trace::{Cause, Event, EventKind, LaneId, LaneKind, ResourceId, Trace};

/// How a cause leads to its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A lane was asked for, and begins.
    Spawn,
    /// A lane has ended, and whoever waited for it goes on.
    Join,
    /// A message of so many bytes was sent, and noticed.
    Message { bytes: u64 },
    /// A lock was given up, and taken.
    Lock { resource: ResourceId },
}

/// A cause and its effect, on different lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// How the one leads to the other.
    pub how: How,
    /// The place of the cause among the events.
    pub from: usize,
    /// The place of the effect, which is later.
    pub to: usize,
}

/// All links of a run, in the order of their effects.
pub fn fold(trace: &Trace) -> Vec<Link> {
    let mut fold =
        Fold { trace, links: Vec::new(), lanes: vec![LaneFold::default(); lanes(trace)], released: BTreeMap::new() };
    for (place, event) in trace.events.iter().enumerate() {
        fold.event(place, event);
    }
    fold.links
}

fn lanes(trace: &Trace) -> usize {
    trace.events.iter().map(|event| usize::from(event.lane) + 1).max().unwrap_or(0).max(trace.lanes.len())
}

/// What is open between a lane and the others.
#[derive(Clone, Default)]
struct LaneFold {
    /// Who asked for it, and where.
    requested: Option<(LaneId, usize)>,
    /// Messages to it that it has not noticed yet.
    unnoticed: Vec<(usize, u64)>,
    /// The last that it did, and the end of its last task.
    last: Option<usize>,
    worked: Option<usize>,
    /// Lanes that it has asked for, that have ended and that it has not joined yet.
    ended: Vec<usize>,
    joining: bool,
}

struct Fold<'a> {
    trace: &'a Trace,
    links: Vec<Link>,
    lanes: Vec<LaneFold>,
    /// Where each lock was given up.
    released: BTreeMap<ResourceId, usize>,
}

impl Fold<'_> {
    fn event(&mut self, place: usize, event: &Event) {
        let own = usize::from(event.lane);
        // Only a main lane writes down both directions: what the other lane does next is the message's effect, and what it did last
        // is the cause of the answer.
        for (from, bytes) in std::mem::take(&mut self.lanes[own].unnoticed) {
            self.link(How::Message { bytes }, from, place);
        }
        match event.kind {
            EventKind::SpawnRequested { target } => {
                if let Some(lane) = self.lanes.get_mut(usize::from(target)) {
                    lane.requested = Some((event.lane, place));
                }
            }
            EventKind::LaneStarted => {
                if let Some((_, from)) = self.lanes[own].requested {
                    self.link(How::Spawn, from, place);
                }
            }
            // That a process has ended, a message says.
            EventKind::LaneEnded if self.kind(event.lane) != LaneKind::Process => {
                if let Some((parent, _)) = self.lanes[own].requested {
                    self.lanes[usize::from(parent)].ended.push(place);
                }
            }
            EventKind::Suspended { cause: Cause::Join } if event.task.is_none() => self.lanes[own].joining = true,
            EventKind::Resumed if event.task.is_none() && std::mem::take(&mut self.lanes[own].joining) => {
                let mut ended = std::mem::take(&mut self.lanes[own].ended);
                // Last comes who had work longest: a lane without any may still have waited for a core to end on.
                ended.sort_by_key(|from| (self.lanes[usize::from(self.trace.events[*from].lane)].worked, *from));
                ended.into_iter().for_each(|from| self.link(How::Join, from, place));
            }
            EventKind::Sent { target, bytes } => {
                if let Some(lane) = self.lanes.get_mut(usize::from(target)) {
                    lane.unnoticed.push((place, bytes));
                }
            }
            EventKind::Received { source, bytes } => {
                if let Some(from) = self.lanes.get(usize::from(source)).and_then(|lane| lane.last) {
                    self.link(How::Message { bytes }, from, place);
                }
            }
            EventKind::Released { resource } => {
                self.released.insert(resource, place);
            }
            EventKind::Acquired { resource } => {
                if let Some(from) = self.released.remove(&resource) {
                    self.link(How::Lock { resource }, from, place);
                }
            }
            EventKind::TaskEnded | EventKind::TaskFailed => self.lanes[own].worked = Some(place),
            _ => {}
        }
        self.lanes[own].last = Some(place);
    }

    fn kind(&self, lane: LaneId) -> LaneKind {
        self.trace.lanes.get(usize::from(lane)).map_or(LaneKind::Thread, |info| info.kind)
    }

    /// What a lane causes on itself needs no telling.
    fn link(&mut self, how: How, from: usize, to: usize) {
        if self.trace.events[from].lane != self.trace.events[to].lane {
            self.links.push(Link { how, from, to });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(events: &[(LaneId, EventKind)]) -> Vec<(How, usize, usize)> {
        let events = (0..).zip(events).map(|(seq, (lane, kind))| Event {
            seq,
            at_ns: seq,
            lane: *lane,
            task: None,
            kind: *kind,
        });
        let trace = Trace { events: events.collect(), ..Trace::default() };
        fold(&trace).into_iter().map(|link| (link.how, link.from, link.to)).collect()
    }

    #[test]
    fn a_lock_that_changes_hands_is_a_link_and_one_taken_back_is_none() {
        let (released, acquired) = (EventKind::Released { resource: 0 }, EventKind::Acquired { resource: 0 });
        let found = links(&[(1, acquired), (1, released), (1, acquired), (1, released), (2, acquired)]);
        assert_eq!(found, [(How::Lock { resource: 0 }, 3, 4)]);
    }

    #[test]
    fn a_message_goes_to_what_its_receiver_does_next_and_its_answer_comes_from_what_it_did_last() {
        let found = links(&[
            (0, EventKind::Sent { target: 1, bytes: 10 }),
            (1, EventKind::TaskStarted),
            (1, EventKind::TaskEnded),
            (0, EventKind::Received { source: 1, bytes: 20 }),
        ]);
        assert_eq!(found, [(How::Message { bytes: 10 }, 0, 1), (How::Message { bytes: 20 }, 2, 3)]);
    }

    #[test]
    fn a_lane_begins_because_it_was_asked_for_and_whoever_joins_goes_on_because_all_have_ended() {
        let found = links(&[
            (0, EventKind::SpawnRequested { target: 1 }),
            (0, EventKind::SpawnRequested { target: 2 }),
            (0, EventKind::Suspended { cause: Cause::Join }),
            (2, EventKind::LaneStarted),
            (1, EventKind::LaneStarted),
            (1, EventKind::TaskEnded),
            (2, EventKind::TaskEnded),
            (2, EventKind::LaneEnded),
            (1, EventKind::LaneEnded),
            (0, EventKind::Resumed),
        ]);
        // Lane 2 had work longer, although it ended first.
        assert_eq!(found, [(How::Spawn, 1, 3), (How::Spawn, 0, 4), (How::Join, 8, 9), (How::Join, 7, 9)]);
    }
}
