//! What traces say about the GIL: who held it, in the order of the events, and how long things lasted.

use std::collections::BTreeMap;

use super::figures::Slices;
use crate::fold::holds::Hold;
use crate::statistics;
use crate::trace::{Cause, EventKind, LaneId, TaskId, Trace};

/// The GIL's number among the resources of a trace.
pub(super) const GIL: u16 = 0;

pub(super) fn wall_ms(trace: &Trace) -> f64 {
    trace.wall_ns as f64 / 1e6
}

/// How many times the lock was taken while another lane held it. Events are in the order in which they happened.
pub(super) fn overlaps(trace: &Trace) -> f64 {
    let mut holders: Vec<LaneId> = Vec::new();
    let mut overlaps = 0;
    for event in &trace.events {
        match event.kind {
            EventKind::Acquired { resource: GIL } => {
                overlaps += usize::from(holders.iter().any(|lane| *lane != event.lane));
                holders.push(event.lane);
            }
            EventKind::Released { resource: GIL } => holders.retain(|lane| *lane != event.lane),
            _ => {}
        }
    }
    overlaps as f64
}

/// While every task computes: the share of turns that another lane had before, from 0 to 1.
pub(super) fn turns(trace: &Trace) -> Option<f64> {
    let lanes = taken_beside_others(trace);
    let pairs = lanes.len().saturating_sub(1);
    (pairs > 0).then(|| changes(&lanes) as f64 / pairs as f64)
}

/// While every task computes: how many times the lock went to another lane.
pub(super) fn changes_of_holder(trace: &Trace) -> usize {
    changes(&taken_beside_others(trace))
}

/// The lanes that took the lock, one after the other, while every task computed.
fn taken_beside_others(trace: &Trace) -> Vec<LaneId> {
    let begin = trace.events.iter().rposition(|event| event.kind == EventKind::TaskStarted);
    let end = trace.events.iter().position(|event| event.kind == EventKind::TaskEnded);
    let beside_others = begin.zip(end).and_then(|(begin, end)| trace.events.get(begin..end)).unwrap_or_default();
    let taken = beside_others.iter().filter(|event| event.kind == EventKind::Acquired { resource: GIL });
    taken.map(|event| event.lane).collect()
}

fn changes(lanes: &[LaneId]) -> usize {
    lanes.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// How many times the next holder was the one who had dropped the lock on request.
pub(super) fn taken_back(holds: &[Hold]) -> f64 {
    let back = |pair: &&[Hold]| pair[0].forced && pair[0].asked && pair[0].lane == pair[1].lane;
    holds.windows(2).filter(back).count() as f64
}

/// The slices that a request ended; the first two belong to the start of the threads.
pub(super) fn slices(holds: &[Hold]) -> Slices {
    let forced = holds.iter().skip(2).filter(|hold| hold.forced);
    let lengths: Vec<f64> = forced.map(|hold| (hold.to_ns - hold.from_ns) as f64 / 1e6).collect();
    Slices {
        mean_ms: (!lengths.is_empty()).then(|| lengths.iter().sum::<f64>() / lengths.len() as f64),
        median_ms: statistics::median(&lengths),
        p95_ms: statistics::quantile(&lengths, 0.95),
    }
}

/// The times from a task's falling asleep to its computing again.
pub(super) fn naps_ms(trace: &Trace, task: TaskId) -> Vec<f64> {
    naps(trace, task, trace.events.len())
}

/// The same, as long as all other tasks compute.
pub(super) fn naps_beside_others_ms(trace: &Trace, task: TaskId) -> Vec<f64> {
    let ended = trace.events.iter().position(|event| event.kind == EventKind::TaskEnded);
    naps(trace, task, ended.unwrap_or(trace.events.len()))
}

fn naps(trace: &Trace, task: TaskId, end: usize) -> Vec<f64> {
    let mut asleep = None;
    let mut naps = Vec::new();
    for event in trace.events[..end].iter().filter(|event| event.task == Some(task)) {
        match event.kind {
            EventKind::Suspended { cause: Cause::Sleep } => asleep = Some(event.at_ns),
            EventKind::Resumed => naps.extend(asleep.take().map(|asleep| (event.at_ns - asleep) as f64 / 1e6)),
            _ => {}
        }
    }
    naps
}

/// The longest time for which a lane wanted the lock and did not have it, as that lane's own events say.
pub(super) fn longest_gap_ms(trace: &Trace) -> Option<f64> {
    let mut wants: BTreeMap<LaneId, u64> = BTreeMap::new();
    let mut longest = None;
    for event in &trace.events {
        match event.kind {
            EventKind::Suspended { cause: Cause::Blocked { resource: GIL } } => {
                _ = wants.insert(event.lane, event.at_ns)
            }
            EventKind::Acquired { resource: GIL } => {
                longest = longest.max(wants.remove(&event.lane).map(|wanted| event.at_ns - wanted));
            }
            _ => {}
        }
    }
    longest.map(|longest| longest as f64 / 1e6)
}

/// How long a task computed before it ended, since it began or was last suspended.
pub(super) fn last_stretch_ms(trace: &Trace, task: TaskId) -> Option<f64> {
    let mut own = trace.events.iter().filter(|event| event.task == Some(task));
    let begins = |kind| matches!(kind, EventKind::TaskStarted | EventKind::Resumed);
    let from = own.clone().rfind(|event| begins(event.kind))?.at_ns;
    let to = own.rfind(|event| event.kind == EventKind::TaskEnded)?.at_ns;
    Some((to - from) as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Event;

    const TAKEN: EventKind = EventKind::Acquired { resource: GIL };
    const DROPPED: EventKind = EventKind::Released { resource: GIL };
    const WANTED: EventKind = EventKind::Suspended { cause: Cause::Blocked { resource: GIL } };

    /// A trace in which each thing happens a millisecond after the one before; a lane runs the task of the number before.
    fn trace(things: &[(LaneId, EventKind)]) -> Trace {
        let event = |(at, (lane, kind)): (u64, &(LaneId, EventKind))| Event {
            seq: at,
            at_ns: at * 1_000_000,
            lane: *lane,
            task: Some(TaskId::from(*lane) - 1),
            at_line: 0,
            kind: *kind,
        };
        Trace { events: (0..).zip(things).map(event).collect(), ..Trace::default() }
    }

    #[test]
    fn two_holders_at_once_are_seen_by_the_order_of_events() {
        assert_eq!(overlaps(&trace(&[(1, TAKEN), (1, DROPPED), (2, TAKEN), (2, DROPPED)])), 0.0);
        assert_eq!(overlaps(&trace(&[(1, TAKEN), (2, TAKEN), (1, DROPPED), (2, DROPPED)])), 1.0);
        // Also when the first of them drops it before the second does anything else.
        assert_eq!(overlaps(&trace(&[(1, TAKEN), (2, TAKEN), (1, DROPPED), (1, TAKEN)])), 2.0);
    }

    #[test]
    fn turns_are_counted_from_who_takes_the_lock_while_every_task_computes() {
        let ends = EventKind::TaskEnded;
        let begins = EventKind::TaskStarted;
        let of = |lanes: &[LaneId]| {
            let mut things = vec![(1, TAKEN), (1, begins), (1, TAKEN), (2, TAKEN), (2, begins)];
            things.extend(lanes.iter().map(|lane| (*lane, TAKEN)));
            things.extend([(1, ends), (2, TAKEN), (2, TAKEN), (2, ends)]);
            turns(&trace(&things))
        };
        assert_eq!(of(&[1, 2, 1, 2, 1]), Some(1.0));
        assert_eq!(of(&[1, 1, 2, 1, 1]), Some(0.5));
        assert_eq!(of(&[1]), None, "one turn is no change");
        assert_eq!(turns(&trace(&[])), None);
        let one_after_the_other = [(1, TAKEN), (1, begins), (1, ends), (2, TAKEN), (2, begins), (2, ends)];
        assert_eq!(changes_of_holder(&trace(&one_after_the_other)), 0, "they never computed at the same time");
    }

    #[test]
    fn a_holder_that_gave_way_and_is_the_next_one_took_it_back() {
        let hold = |lane, forced| Hold { lane, from_ns: 0, to_ns: 1, asked: forced, forced };
        assert_eq!(taken_back(&[hold(1, true), hold(2, true), hold(1, false), hold(1, true)]), 0.0);
        assert_eq!(taken_back(&[hold(1, true), hold(1, true), hold(2, true)]), 1.0);
    }

    #[test]
    fn a_gap_is_what_the_one_who_waits_sees_and_not_how_long_the_call_was() {
        // A call of lane 1 from 0 to 6 ms that lets lane 2 in at 3 ms.
        let let_in = [(1, TAKEN), (2, WANTED), (1, DROPPED), (2, TAKEN), (2, DROPPED), (1, TAKEN), (1, DROPPED)];
        assert_eq!(longest_gap_ms(&trace(&let_in)), Some(2.0));
        let kept =
            [(1, TAKEN), (2, WANTED), (1, EventKind::TaskStarted), (1, EventKind::TaskEnded), (1, DROPPED), (2, TAKEN)];
        assert_eq!(longest_gap_ms(&trace(&kept)), Some(4.0));
        assert_eq!(longest_gap_ms(&trace(&[(1, TAKEN), (1, DROPPED)])), None);
    }

    #[test]
    fn a_nap_lasts_from_falling_asleep_to_computing_again_and_a_late_start_is_none() {
        let asleep = EventKind::Suspended { cause: Cause::Sleep };
        let naps =
            [(1, asleep), (2, EventKind::TaskStarted), (1, EventKind::Resumed), (2, asleep), (2, EventKind::TaskEnded)];
        assert_eq!(naps_ms(&trace(&naps), 0), [2.0]);
        assert!(naps_ms(&trace(&naps), 1).is_empty());
        let late = [(2, EventKind::TaskEnded), (1, asleep), (1, EventKind::Resumed)];
        assert!(naps_beside_others_ms(&trace(&late), 0).is_empty());
    }

    #[test]
    fn a_task_that_waits_first_computes_from_its_wait_to_its_end() {
        let asleep = EventKind::Suspended { cause: Cause::Sleep };
        let own =
            [(1, EventKind::TaskStarted), (1, asleep), (1, EventKind::Resumed), (2, asleep), (1, EventKind::TaskEnded)];
        assert_eq!(last_stretch_ms(&trace(&own), 0), Some(2.0));
        assert_eq!(last_stretch_ms(&trace(&own), 1), None);
    }
}
