//! Small traces, whose figures can be reckoned by hand.

use super::*;
use crate::trace::{Event, TaskId};

const TAKEN: EventKind = EventKind::Acquired { resource: GIL };
const DROPPED: EventKind = EventKind::Released { resource: GIL };
const WANTED: EventKind = EventKind::Suspended { cause: Cause::Blocked { resource: GIL } };
const ASKED: EventKind = EventKind::DropRequested { resource: GIL };
const ASLEEP: EventKind = EventKind::Suspended { cause: Cause::Sleep };

/// Moments in milliseconds; each lane runs the task of the number before.
fn gil(events: &[(u64, LaneId, EventKind)]) -> GilUse {
    let event = |(seq, &(at_ms, lane, kind))| Event {
        seq,
        at_ns: at_ms * 1_000_000,
        lane,
        task: Some(TaskId::from(lane) - 1),
        at_line: 0,
        kind,
    };
    let trace = Trace { wall_ns: 100_000_000, events: (0..).zip(events).map(event).collect(), ..Trace::default() };
    fold(&trace).expect("somebody took the lock")
}

fn fact(gil: &GilUse, name: &str) -> String {
    let fact = gil.facts.iter().find(|fact| fact.name == name).expect("it is told");
    fact.words.replace('\u{a0}', " ")
}

/// Thread 2 wants the lock at 3 ms, gets it at 5, and gives it back at 6; thread 1 ends at 7.
const ONE_CHANGE: [(u64, LaneId, EventKind); 10] = [
    (0, 1, TAKEN),
    (3, 2, WANTED),
    (5, 2, ASKED),
    (5, 1, WANTED),
    (5, 1, DROPPED),
    (5, 2, TAKEN),
    (6, 2, DROPPED),
    (6, 1, TAKEN),
    (6, 1, EventKind::Resumed),
    (7, 1, DROPPED),
];

#[test]
fn slices_are_counted_by_length_and_by_what_ended_them() {
    let gil = gil(&ONE_CHANGE);
    let bins: Vec<(String, u64, u64)> =
        gil.slices.iter().map(|bin| (bin.lengths.replace('\u{a0}', " "), bin.asked, bin.given)).collect();
    let bin = |lengths: &str, asked, given| (lengths.to_owned(), asked, given);
    assert_eq!(bins.len(), 22);
    assert_eq!(bins[10..13], [bin("1 ms to 2 ms", 0, 2), bin("2 ms to 5 ms", 0, 0), bin("5 ms to 10 ms", 1, 0)]);
    assert_eq!(bins.iter().map(|(_, asked, given)| asked + given).sum::<u64>(), 3);
    assert_eq!(
        fact(&gil, "Slices"),
        "3 slices: median 1.00 ms, 95 % at most 4.60 ms, the longest 5.00 ms; 1 ended because another thread asked: median 5.00 ms, 95 % at most 5.00 ms, the longest 5.00 ms"
    );
}

#[test]
fn a_lock_changes_hands_only_when_another_thread_takes_it() {
    assert_eq!(fact(&gil(&ONE_CHANGE), "Hand-overs"), "taken 3 times, 2 of them by another thread than before");
    let alone = [(0, 1, TAKEN), (1, 1, DROPPED), (2, 1, TAKEN), (3, 1, DROPPED)];
    assert_eq!(fact(&gil(&alone), "Hand-overs"), "taken 2 times, 0 of them by another thread than before");
    assert_eq!(fact(&gil(&alone), "Contention"), "nobody waited for it");
}

#[test]
fn contention_is_the_time_for_which_somebody_waited_however_many_they_were() {
    // From 3 to 6 ms: first thread 2 alone, then thread 1.
    assert_eq!(fact(&gil(&ONE_CHANGE), "Contention"), "for 3.00 % of the run somebody wanted it and did not have it");
    let two_at_once = [
        (0, 1, TAKEN),
        (10, 2, WANTED),
        (20, 3, WANTED),
        (50, 1, DROPPED),
        (50, 2, TAKEN),
        (60, 2, DROPPED),
        (60, 3, TAKEN),
    ];
    assert!(fact(&gil(&two_at_once), "Contention").starts_with("for 50.0 %"));
    let until_the_end = [(0, 1, TAKEN), (90, 2, WANTED)];
    assert!(fact(&gil(&until_the_end), "Contention").starts_with("for 10.0 %"));
}

#[test]
fn who_comes_back_from_a_wait_and_finds_the_lock_held_waits_in_the_convoy() {
    let events = [
        (0, 2, TAKEN),
        (1, 2, DROPPED),
        (1, 2, ASLEEP),
        (1, 1, TAKEN),
        (2, 2, WANTED),
        (7, 1, DROPPED),
        (7, 2, TAKEN),
        (8, 2, DROPPED),
        (8, 2, ASLEEP),
        (9, 2, TAKEN),
        (9, 2, DROPPED),
    ];
    assert_eq!(
        fact(&gil(&events), "Coming back"),
        "2 times from a wait, and it was held 1 time; waited for it: median 2.50 ms, 95 % at most 4.75 ms, the longest 5.00 ms"
    );
    assert_eq!(fact(&gil(&events[7..]), "Coming back"), "1 time from a wait, and found it free each time");
    assert_eq!(fact(&gil(&ONE_CHANGE), "Coming back"), "no thread came back from a wait", "giving way is no wait");
}

#[test]
fn a_run_in_which_nobody_took_the_lock_has_none() {
    assert_eq!(fold(&Trace::default()), None);
}

#[test]
fn every_length_has_a_bin() {
    let edges = edges();
    assert!(edges.is_sorted() && edges[0] == 0, "{edges:?}");
    let named = |bin: usize| lengths(edges[bin], edges.get(bin + 1).copied()).replace('\u{a0}', " ");
    assert_eq!(named(0), "less than 1 µs");
    assert_eq!(named(1), "1 µs to 2 µs");
    assert_eq!(named(edges.len() - 1), "5 s and more");
}
