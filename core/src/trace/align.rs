//! Moves the record of an isolated lane onto its parent's clock, and keeps how far that may be off.

use super::event::{Event, EventKind};
use super::recorder::LaneRecord;

/// One question for the time: sent and received on the parent's clock, answered on the child's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ping {
    pub sent_ns: u64,
    pub clock_ns: u64,
    pub received_ns: u64,
}

/// A request and its reply on the parent's clock; what the child did about it lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub sent_ns: u64,
    pub received_ns: u64,
}

/// What parent and child caused each other, on the parent's clock, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// All requests: one per task, then the end.
    pub exchanges: Vec<Exchange>,
    /// When the parent heard that the child let go of a lock for which somebody waited.
    pub released_ns: Vec<u64>,
    /// When the parent gave the child a lock for which it had waited.
    pub granted_ns: Vec<u64>,
}

/// Moves `record` onto the parent's clock: by the ping with the shortest round trip, corrected so that nothing the child did
/// lies before what made it do so or after what that led to.
pub fn onto_parent(mut record: LaneRecord, pings: &[Ping], causes: &Causes) -> LaneRecord {
    let best = pings.iter().min_by_key(|ping| ping.received_ns - ping.sent_ns);
    let (estimate, uncertainty) = best.map_or((0, 0), |ping| {
        let trip = ping.received_ns - ping.sent_ns;
        (i128::from(ping.clock_ns) - i128::from(ping.sent_ns) - i128::from(trip / 2), trip / 2)
    });
    let (least, most) = causal_bounds(&record.events, causes);
    let ahead = estimate.max(least).min(most);
    for event in &mut record.events {
        event.at_ns = u64::try_from(i128::from(event.at_ns) - ahead).unwrap_or(0);
    }
    record.info.clock_uncertainty_ns = uncertainty;
    record
}

/// How far the child's clock is ahead at least and at most, if effects follow their causes.
fn causal_bounds(events: &[Event], causes: &Causes) -> (i128, i128) {
    let Causes { exchanges, released_ns, granted_ns } = causes;
    let begins = events.iter().filter(|event| matches!(event.kind, EventKind::TaskStarted | EventKind::LaneEnded));
    let ends = events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::TaskEnded | EventKind::TaskFailed | EventKind::LaneEnded));
    let releases = events.iter().filter(|event| matches!(event.kind, EventKind::Released { .. }));
    let takes = events.iter().filter(|event| matches!(event.kind, EventKind::Acquired { .. }));
    let difference = |(child, parent): (&Event, u64)| i128::from(child.at_ns) - i128::from(parent);
    let received = exchanges.iter().map(|exchange| exchange.received_ns);
    let sent = exchanges.iter().map(|exchange| exchange.sent_ns);
    let least = ends.zip(received).chain(releases.zip(released_ns.iter().copied())).map(difference).max();
    let most = begins.zip(sent).chain(takes.zip(granted_ns.iter().copied())).map(difference).min();
    (least.unwrap_or(i128::MIN), most.unwrap_or(i128::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::event::{LaneInfo, LaneKind};

    fn record(times: [u64; 4]) -> LaneRecord {
        let kinds = [EventKind::LaneStarted, EventKind::TaskStarted, EventKind::TaskEnded, EventKind::LaneEnded];
        let events = times
            .into_iter()
            .zip(kinds)
            .zip(0..)
            .map(|((at_ns, kind), seq)| Event { seq, at_ns, lane: 1, task: None, kind })
            .collect();
        let info = LaneInfo {
            id: 1,
            name: "process 1".to_owned(),
            kind: LaneKind::Process,
            process: None,
            memory_bytes: None,
            clock_uncertainty_ns: 0,
            dropped: 0,
        };
        LaneRecord { info, events, lines: Vec::new() }
    }

    fn times(record: &LaneRecord) -> Vec<u64> {
        record.events.iter().map(|event| event.at_ns).collect()
    }

    #[test]
    fn the_shortest_round_trip_decides_and_leaves_half_of_itself_as_uncertainty() {
        let pings = [
            Ping { sent_ns: 900, clock_ns: 5_950, received_ns: 1_000 },
            Ping { sent_ns: 1_000, clock_ns: 6_010, received_ns: 1_020 },
        ];
        let exchanges = [Exchange { sent_ns: 100, received_ns: 500 }, Exchange { sent_ns: 500, received_ns: 600 }];
        let causes = Causes { exchanges: exchanges.to_vec(), ..Causes::default() };
        let moved = onto_parent(record([5_050, 5_200, 5_400, 5_550]), &pings, &causes);
        assert_eq!(times(&moved), [50, 200, 400, 550]);
        assert_eq!(moved.info.clock_uncertainty_ns, 10);
    }

    #[test]
    fn nothing_lies_before_its_cause_even_when_the_round_trips_mislead() {
        let pings = [Ping { sent_ns: 1_000, clock_ns: 6_300, received_ns: 1_400 }];
        let exchanges = [Exchange { sent_ns: 100, received_ns: 500 }, Exchange { sent_ns: 500, received_ns: 600 }];
        let causes = Causes { exchanges: exchanges.to_vec(), ..Causes::default() };
        let moved = onto_parent(record([5_050, 5_110, 5_490, 5_550]), &pings, &causes);
        let moved = times(&moved);
        assert!(moved[1] >= 100 && moved[2] <= 500 && moved[3] <= 600, "{moved:?}");
    }
    #[test]
    fn a_lock_is_released_before_the_parent_hears_of_it_and_taken_after_it_was_given() {
        let kinds = [EventKind::Acquired { resource: 0 }, EventKind::Released { resource: 0 }];
        let moved = |at_ns: [u64; 2], causes: &Causes| {
            let mut record = record([0, 0, 0, 0]);
            record.events.truncate(2);
            for ((event, kind), at_ns) in record.events.iter_mut().zip(kinds).zip(at_ns) {
                (event.kind, event.at_ns) = (kind, at_ns);
            }
            times(&onto_parent(record, &[Ping { sent_ns: 1_000, clock_ns: 6_200, received_ns: 1_400 }], causes))
        };
        let given = Causes { granted_ns: vec![100], ..Causes::default() };
        assert_eq!(moved([5_050, 5_300], &given), [100, 350]);
        let heard = Causes { released_ns: vec![250], ..Causes::default() };
        assert_eq!(moved([5_050, 5_300], &heard), [0, 250]);
    }
}
