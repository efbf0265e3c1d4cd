//! Puts the events of several memories into one order. Within a memory the sequence numbers order; between two memories the messages do,
//! because nothing else can cause anything there; and what nothing orders lies as the clocks say.

use serde::{Deserialize, Serialize};

use super::event::Event;

/// A message between a parent and its child, by the sequence numbers of both memories: a moment at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bond {
    /// What the child recorded from this number on came after the message, and what it recorded below it came before.
    pub child: u64,
    /// The same for the parent.
    pub parent: u64,
}

/// All that was said between a parent and its child, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonds {
    /// To the child: what the parent did before it was said comes before what the child did after it was heard.
    pub heard: Vec<Bond>,
    /// To the parent: the other way round.
    pub said: Vec<Bond>,
}

/// Merges the events of the parent's memory with those of its children's. Each is in the order of its sequence numbers, and stays so.
pub fn merge(parent: Vec<Event>, children: Vec<(Vec<Event>, &Bonds)>) -> Vec<Event> {
    let count = parent.len() + children.iter().map(|(events, _)| events.len()).sum::<usize>();
    let children =
        children.into_iter().map(|(events, bonds)| Child { events: Left::new(events), bonds, heard: 0, said: 0 });
    let mut heads = Heads { parent: Left::new(parent), children: children.collect() };
    let mut merged = Vec::with_capacity(count);
    merged.extend(std::iter::from_fn(|| heads.next()));
    merged
}

/// The events of a memory that are not in the common order yet.
struct Left(std::iter::Peekable<std::vec::IntoIter<Event>>);

impl Left {
    fn new(events: Vec<Event>) -> Self {
        Self(events.into_iter().peekable())
    }

    /// Whether the next one has this number or a larger one.
    fn reaches(&mut self, seq: u64) -> bool {
        self.0.peek().is_none_or(|event| event.seq >= seq)
    }
}

struct Child<'a> {
    events: Left,
    bonds: &'a Bonds,
    /// How many messages it has heard, and how many the parent has heard of it, in the common order.
    heard: usize,
    said: usize,
}

struct Heads<'a> {
    parent: Left,
    children: Vec<Child<'a>>,
}

impl Heads<'_> {
    /// The earliest of the next events before which nothing is missing that led to it.
    fn next(&mut self) -> Option<Event> {
        let mut first: Option<(bool, u64, Option<usize>)> = None;
        for memory in std::iter::once(None).chain((0..self.children.len()).map(Some)) {
            let Some(event) = self.left(memory).0.peek().copied() else { continue };
            let is_caused = match memory {
                None => self.parent_may_reach(event.seq),
                Some(child) => self.child_may_reach(child, event.seq),
            };
            let place = (!is_caused, event.at_ns, memory);
            first = Some(first.map_or(place, |first| first.min(place)));
        }
        let (_, _, memory) = first?;
        self.left(memory).0.next()
    }

    fn left(&mut self, memory: Option<usize>) -> &mut Left {
        match memory {
            None => &mut self.parent,
            Some(child) => &mut self.children[child].events,
        }
    }

    /// Whether all is in order that children did before the parent heard of it and came to this number.
    fn parent_may_reach(&mut self, seq: u64) -> bool {
        self.children.iter_mut().all(|child| {
            while let Some(bond) = child.bonds.said.get(child.said).filter(|bond| bond.parent <= seq) {
                if !child.events.reaches(bond.child) {
                    return false;
                }
                child.said += 1;
            }
            true
        })
    }

    /// Whether all is in order that the parent did before the child heard of it and came to this number.
    fn child_may_reach(&mut self, child: usize, seq: u64) -> bool {
        let bonds = self.children[child].bonds;
        while let Some(bond) = bonds.heard.get(self.children[child].heard).filter(|bond| bond.child <= seq) {
            if !self.parent.reaches(bond.parent) || !self.parent_may_reach(bond.parent) {
                return false;
            }
            self.children[child].heard += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::event::{EventKind, LaneId};

    const RELEASED: EventKind = EventKind::Released { resource: 0 };
    const ACQUIRED: EventKind = EventKind::Acquired { resource: 0 };

    fn event(lane: LaneId, seq: u64, at_ns: u64, kind: EventKind) -> Event {
        Event { seq, at_ns, lane, task: None, at_line: 0, kind }
    }

    fn bonds(heard: &[(u64, u64)], said: &[(u64, u64)]) -> Bonds {
        let all = |pairs: &[(u64, u64)]| {
            pairs.iter().map(|(child, parent)| Bond { child: *child, parent: *parent }).collect()
        };
        Bonds { heard: all(heard), said: all(said) }
    }

    /// The second child gives back a lock, the parent hears of it and gives it to the first: on which clocks, decides `at_ns`.
    fn hand_over(at_ns: [u64; 3]) -> Vec<(LaneId, EventKind)> {
        let heard = EventKind::Received { source: 2, bytes: 1 };
        let [released, parent, taken] = at_ns;
        let first = bonds(&[(5, 12)], &[]);
        let second = bonds(&[], &[(8, 10)]);
        let merged = merge(
            vec![event(0, 11, parent, heard)],
            vec![(vec![event(1, 5, taken, ACQUIRED)], &first), (vec![event(2, 7, released, RELEASED)], &second)],
        );
        merged.into_iter().map(|event| (event.lane, event.kind)).collect()
    }

    #[test]
    fn a_lock_is_given_back_before_it_is_taken_though_the_clock_stood_still_or_went_back() {
        let expected = [(2, RELEASED), (0, EventKind::Received { source: 2, bytes: 1 }), (1, ACQUIRED)];
        for at_ns in [[100, 101, 102], [100, 100, 100], [103, 102, 101], [500, 300, 100]] {
            assert_eq!(hand_over(at_ns), expected, "{at_ns:?}");
        }
    }

    #[test]
    fn what_the_parent_heard_counts_although_there_was_no_room_to_record_it() {
        let (first, second) = (bonds(&[(5, 12)], &[]), bonds(&[], &[(8, 10)]));
        let (taken, released) = (event(1, 5, 100, ACQUIRED), event(2, 7, 200, RELEASED));
        let merged = merge(Vec::new(), vec![(vec![taken], &first), (vec![released], &second)]);
        assert_eq!(merged, [released, taken]);
    }

    #[test]
    fn what_nothing_orders_lies_as_the_clocks_say() {
        let none = Bonds::default();
        let own = |lane, times: [u64; 2]| {
            times
                .into_iter()
                .zip(0..)
                .map(|(at_ns, seq)| event(lane, seq, at_ns, EventKind::Resumed))
                .collect::<Vec<_>>()
        };
        let merged = merge(own(0, [10, 40]), vec![(own(1, [20, 30]), &none), (own(2, [5, 50]), &none)]);
        assert_eq!(merged.iter().map(|event| event.at_ns).collect::<Vec<_>>(), [5, 10, 20, 30, 40, 50]);
    }
}
