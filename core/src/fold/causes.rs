//! What led to what from lane to lane: each effect with its cause, by their places among the events. Arrows, the critical path and the
//! reasons of waits all rest on it. The order of the events decides, not their clocks.

use std::collections::{BTreeMap, VecDeque};

use super::each::each;
use crate::trace::{Cause, Event, EventKind, LaneId, LaneKind, ResourceId, TaskId, Trace};

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
    /// An item was put into a queue, and taken out.
    Item { resource: ResourceId },
    /// An item was taken out of a full queue, and whoever had waited for room went on.
    Room { resource: ResourceId },
}

/// A cause and its effect, on different lanes or by different tasks of one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// How the one leads to the other.
    pub how: How,
    /// The place of the cause among the events.
    pub from: usize,
    /// The place of the effect, which is later.
    pub to: usize,
}

impl Link {
    /// Whether it leads from one lane to another.
    pub fn crosses(&self, trace: &Trace) -> bool {
        trace.events[self.from].lane != trace.events[self.to].lane
    }
}

/// All links of a run, in the order of their effects.
pub fn fold(trace: &Trace) -> Vec<Link> {
    let mut fold = Fold {
        trace,
        complete: trace.lanes.iter().all(|lane| lane.dropped == 0),
        links: Vec::new(),
        lanes: vec![LaneFold::default(); lanes(trace)],
        released: BTreeMap::new(),
        queues: BTreeMap::new(),
        waiting: BTreeMap::new(),
    };
    each(&trace.events, &mut |place, event| fold.event(place, event));
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
    /// Where events are missing, nobody knows which item of a queue was taken.
    complete: bool,
    links: Vec<Link>,
    lanes: Vec<LaneFold>,
    /// Where each lock was given up.
    released: BTreeMap<ResourceId, usize>,
    queues: BTreeMap<ResourceId, Queue>,
    /// Who is blocked.
    waiting: BTreeMap<(LaneId, Option<TaskId>), Waiting>,
}

/// What is in a queue, by where it was put in, and where something was last taken out.
#[derive(Default)]
struct Queue {
    items: VecDeque<usize>,
    taken: Option<usize>,
}

#[derive(Clone, Copy)]
struct Waiting {
    resource: ResourceId,
    since: usize,
    /// Whether it has handed over the item already for which there is no room yet, as processes do.
    has_put: bool,
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
            EventKind::Put { resource } => {
                self.room(event, resource, place);
                self.queues.entry(resource).or_default().items.push_back(place);
            }
            EventKind::Taken { resource } => {
                let queue = self.queues.entry(resource).or_default();
                queue.taken = Some(place);
                if let Some(from) = queue.items.pop_front().filter(|_| self.complete) {
                    self.link(How::Item { resource }, from, place);
                }
            }
            EventKind::Suspended { cause: Cause::Blocked { resource } } => {
                let before = self.lanes[own].last.map(|last| self.trace.events[last]);
                let has_put =
                    before.is_some_and(|last| (last.task, last.kind) == (event.task, EventKind::Put { resource }));
                self.waiting.insert((event.lane, event.task), Waiting { resource, since: place, has_put });
            }
            EventKind::Resumed => {
                if let Some(waiting) = self.waiting.get(&(event.lane, event.task)).filter(|waiting| waiting.has_put) {
                    self.room(event, waiting.resource, place);
                }
                self.waiting.remove(&(event.lane, event.task));
                if event.task.is_none() && std::mem::take(&mut self.lanes[own].joining) {
                    self.joined(own, place);
                }
            }
            EventKind::TaskEnded | EventKind::TaskFailed => self.lanes[own].worked = Some(place),
            _ => {}
        }
        self.lanes[own].last = Some(place);
    }

    /// Last comes who had work longest: a lane without any may still have waited for a core to end on.
    fn joined(&mut self, own: usize, place: usize) {
        let mut ended = std::mem::take(&mut self.lanes[own].ended);
        ended.sort_by_key(|from| (self.lanes[usize::from(self.trace.events[*from].lane)].worked, *from));
        ended.into_iter().for_each(|from| self.link(How::Join, from, place));
    }

    /// Whoever waited for room in a queue had it from who took something out meanwhile.
    fn room(&mut self, event: &Event, resource: ResourceId, place: usize) {
        let waited = self.waiting.get(&(event.lane, event.task)).filter(|waiting| waiting.resource == resource);
        let taken = self.queues.get(&resource).and_then(|queue| queue.taken);
        if let Some(from) = taken.filter(|taken| waited.is_some_and(|waiting| waiting.since < *taken)) {
            self.link(How::Room { resource }, from, place);
        }
    }

    fn kind(&self, lane: LaneId) -> LaneKind {
        self.trace.lanes.get(usize::from(lane)).map_or(LaneKind::Thread, |info| info.kind)
    }

    /// What somebody causes on their own needs no telling.
    fn link(&mut self, how: How, from: usize, to: usize) {
        let who = |place: usize| (self.trace.events[place].lane, self.trace.events[place].task);
        let (cause, effect) = (who(from), who(to));
        if cause.0 != effect.0 || (cause.1 != effect.1 && cause.1.is_some() && effect.1.is_some()) {
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
            at_line: 0,
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
    fn an_item_goes_from_who_put_it_in_to_who_takes_it_out_in_their_order_and_room_to_who_waited_for_it() {
        let (put, taken) = (EventKind::Put { resource: 0 }, EventKind::Taken { resource: 0 });
        let blocked = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
        let found = links(&[
            (1, put),
            (2, blocked),
            (3, taken),
            (2, put),
            (2, EventKind::Resumed),
            // Nobody waited for room.
            (1, put),
            (3, taken),
            (3, taken),
        ]);
        let (item, room) = (How::Item { resource: 0 }, How::Room { resource: 0 });
        assert_eq!(found, [(item, 0, 2), (room, 2, 3), (item, 3, 6), (item, 5, 7)]);
    }

    #[test]
    fn a_process_hands_its_item_over_before_there_is_room_and_goes_on_when_there_is() {
        let (put, taken) = (EventKind::Put { resource: 0 }, EventKind::Taken { resource: 0 });
        let blocked = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
        let found = links(&[(1, put), (2, put), (2, blocked), (3, taken), (2, EventKind::Resumed)]);
        assert_eq!(found, [(How::Item { resource: 0 }, 0, 3), (How::Room { resource: 0 }, 3, 4)]);
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
