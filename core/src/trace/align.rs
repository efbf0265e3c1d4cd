//! Moves the record of an isolated lane onto its parent's clock, and keeps how far that may be off.

use super::event::Event;
use super::order::{Bond, Bonds};
use super::recorder::{LaneRecord, Moment};

/// One question for the time: sent and received on the parent's clock, answered on the child's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ping {
    pub sent_ns: u64,
    pub clock_ns: u64,
    pub received_ns: u64,
}

/// The parent's moments of all that was said between it and a child, each in order.
#[derive(Debug, Default)]
pub struct Said {
    /// When it said something: first, that there is to be a child at all.
    pub to_child: Vec<Moment>,
    /// When it had heard something.
    pub by_child: Vec<Moment>,
}

/// Moves `record` onto the parent's clock: by the ping with the shortest round trip, corrected so that nothing the child did lies before what
/// made it do so or after what that led to.
pub fn onto_parent(mut record: LaneRecord, pings: &[Ping], said: &Said) -> LaneRecord {
    bind(&mut record.bonds, said);
    let best = pings.iter().min_by_key(|ping| ping.received_ns - ping.sent_ns);
    let (estimate, uncertainty) = best.map_or((0, 0), |ping| {
        let trip = ping.received_ns - ping.sent_ns;
        (i128::from(ping.clock_ns) - i128::from(ping.sent_ns) - i128::from(trip / 2), trip / 2)
    });
    let (least, most) = causal_bounds(&record, said);
    let ahead = estimate.max(least).min(most);
    for event in &mut record.events {
        event.at_ns = u64::try_from(i128::from(event.at_ns) - ahead).unwrap_or(0);
    }
    record.info.clock_uncertainty_ns = uncertainty;
    record.info.round_trip_ns = best.map(|ping| ping.received_ns - ping.sent_ns);
    record
}

/// The child knows only its own end of each message.
fn bind(bonds: &mut Bonds, said: &Said) {
    for (own, parents) in [(&mut bonds.heard, &said.to_child), (&mut bonds.said, &said.by_child)] {
        own.truncate(parents.len());
        own.iter_mut().zip(parents).for_each(|(bond, moment)| bond.parent = moment.seq);
    }
}

/// How far the child's clock is ahead at least and at most, if effects follow their causes.
fn causal_bounds(LaneRecord { events, bonds, .. }: &LaneRecord, said: &Said) -> (i128, i128) {
    let difference = |event: &Event, moment: &Moment| i128::from(event.at_ns) - i128::from(moment.at_ns);
    // The first event after what was heard, and the last one before what was said.
    let after = |bond: &Bond| events.get(events.partition_point(|event| event.seq < bond.child));
    let before = |bond: &Bond| events[..events.partition_point(|event| event.seq < bond.child)].last();
    let heard = bonds.heard.iter().zip(&said.to_child);
    let most = heard.filter_map(|(bond, moment)| Some(difference(after(bond)?, moment))).min();
    let told = bonds.said.iter().zip(&said.by_child);
    let least = told.filter_map(|(bond, moment)| Some(difference(before(bond)?, moment))).max();
    (least.unwrap_or(i128::MIN), most.unwrap_or(i128::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::event::{EventKind, LaneInfo, LaneKind};

    fn record(times: [u64; 4]) -> LaneRecord {
        let kinds = [EventKind::LaneStarted, EventKind::TaskStarted, EventKind::TaskEnded, EventKind::LaneEnded];
        let events = times
            .into_iter()
            .zip(kinds)
            .zip(0..)
            .map(|((at_ns, kind), seq)| Event { seq, at_ns, lane: 1, task: None, at_line: 0, kind })
            .collect();
        let info = LaneInfo {
            id: 1,
            name: "process 1".to_owned(),
            kind: LaneKind::Process,
            process: None,
            worker: None,
            lost: false,
            memory_bytes: None,
            threads: None,
            clock_uncertainty_ns: 0,
            round_trip_ns: None,
            lost_lines: 0,
            dropped: 0,
        };
        let bonds = |own: &[u64]| own.iter().map(|child| Bond { child: *child, parent: 0 }).collect();
        LaneRecord { info, events, lines: Vec::new(), bonds: Bonds { heard: bonds(&[0, 1, 3]), said: bonds(&[3, 4]) } }
    }

    fn times(record: &LaneRecord) -> Vec<u64> {
        record.events.iter().map(|event| event.at_ns).collect()
    }

    /// Of a child whose record was made by `record`, from what the parent's clock said when it asked for the child, sent the task, heard of
    /// its end, sent the end, heard of that.
    fn said(times: [u64; 5]) -> Said {
        let moment = |at_ns| Moment { place: 0, seq: 0, at_ns };
        let [asked, sent, heard, sent_end, heard_end] = times.map(moment);
        Said { to_child: vec![asked, sent, sent_end], by_child: vec![heard, heard_end] }
    }

    #[test]
    fn the_shortest_round_trip_decides_and_leaves_half_of_itself_as_uncertainty() {
        let pings = [
            Ping { sent_ns: 900, clock_ns: 5_950, received_ns: 1_000 },
            Ping { sent_ns: 1_000, clock_ns: 6_010, received_ns: 1_020 },
        ];
        let moved = onto_parent(record([5_050, 5_200, 5_400, 5_550]), &pings, &said([0, 100, 500, 500, 600]));
        assert_eq!(times(&moved), [50, 200, 400, 550]);
        assert_eq!((moved.info.clock_uncertainty_ns, moved.info.round_trip_ns), (10, Some(20)));
    }

    #[test]
    fn nothing_lies_before_its_cause_even_when_the_round_trips_mislead() {
        let pings = |clock_ns| [Ping { sent_ns: 1_000, clock_ns, received_ns: 1_400 }];
        let moved = |child, clock_ns, parent| times(&onto_parent(record(child), &pings(clock_ns), &said(parent)));
        let found = moved([5_050, 5_110, 5_490, 5_550], 6_300, [0, 100, 500, 500, 600]);
        assert!(found[1] >= 100 && found[2] <= 500 && found[3] <= 600, "{found:?}");
        // Begun before anybody asked for it; a result heard of before it was there.
        assert_eq!(moved([5_050, 5_300, 5_400, 5_550], 6_300, [70, 100, 560, 560, 990])[0], 70);
        assert_eq!(moved([5_200, 5_300, 5_400, 5_550], 6_100, [0, 100, 330, 330, 990])[2], 330);
    }

    #[test]
    fn every_message_binds_a_moment_of_the_child_to_one_of_the_parent() {
        let Bonds { heard, said } = onto_parent(record([0; 4]), &[], &said([0; 5])).bonds;
        assert_eq!(heard.iter().map(|bond| bond.child).collect::<Vec<_>>(), [0, 1, 3]);
        assert_eq!(said.iter().map(|bond| bond.child).collect::<Vec<_>>(), [3, 4]);
    }
}
