//! Sentences of small traces, word by word.

use super::super::{causes, spans, tracks};
use super::*;
use crate::trace::{Cause, Event, LaneInfo, LaneKind};

const STARTED: EventKind = EventKind::LaneStarted;
const BLOCKED: EventKind = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
const RELEASED: EventKind = EventKind::Released { resource: 0 };
const ACQUIRED: EventKind = EventKind::Acquired { resource: 0 };

/// Moments in microseconds.
fn waits(lanes: LaneId, own: usize, events: &[(u64, LaneId, Option<TaskId>, EventKind)]) -> Waits {
    let info = |id| LaneInfo {
        id,
        name: if id == 0 { "main".to_owned() } else { format!("thread {id}") },
        kind: if id == 0 { LaneKind::Main } else { LaneKind::Thread },
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
    let event = |(seq, &(at_us, lane, task, kind))| Event { seq, at_ns: at_us * 1_000, lane, task, at_line: 0, kind };
    let trace = Trace {
        wall_ns: events.last().map_or(0, |(at_us, ..)| at_us * 1_000),
        lanes: (0..lanes).map(info).collect(),
        tasks: vec!["Ada".to_owned(), "Bob".to_owned()],
        resources: vec!["GIL".to_owned()],
        events: (0..).zip(events).map(event).collect(),
        ..Trace::default()
    };
    fold(&trace, &spans::fold(&trace), &tracks::fold(&trace), &causes::fold(&trace), own)
}

fn sentences(waits: &Waits) -> Vec<String> {
    waits.told.iter().map(|wait| wait.words.replace('\u{a0}', " ")).collect()
}

#[test]
fn a_wait_says_how_long_for_what_when_it_was_asked_for_and_who_gave_it_up() {
    let told = waits(
        3,
        1,
        &[
            (0, 1, Some(0), ACQUIRED),
            (0, 1, Some(0), EventKind::TaskStarted),
            (12_300, 2, Some(1), BLOCKED),
            (17_300, 2, Some(1), EventKind::DropRequested { resource: 0 }),
            (17_400, 1, Some(0), RELEASED),
            (17_401, 2, Some(1), ACQUIRED),
            (17_402, 2, Some(1), EventKind::TaskStarted),
            (20_000, 2, Some(1), EventKind::TaskEnded),
        ],
    );
    let expected = "waited 5.10 ms for the GIL; asked for it at 17.300 ms; thread 1 gave it up at 17.400 ms";
    assert_eq!(sentences(&told), [expected]);
    assert_eq!((told.longest, told.told[0].task), (vec![0], Some(1)));
}

#[test]
fn starting_and_joining_say_who_and_when_and_are_not_among_the_longest() {
    let join = EventKind::Suspended { cause: Cause::Join };
    let told = waits(
        2,
        0,
        &[
            (0, 0, None, STARTED),
            (2, 0, None, EventKind::SpawnRequested { target: 1 }),
            (3, 0, None, join),
            (40, 1, None, STARTED),
            (90, 1, None, EventKind::LaneEnded),
            (95, 0, None, EventKind::Resumed),
            (99, 0, None, EventKind::LaneEnded),
        ],
    );
    let expected = [
        "waited 92.0 µs for other lanes; thread 1 ended last, at 0.090 ms",
        "took 38.0 µs to start; main asked for it at 0.002 ms",
    ];
    assert_eq!(sentences(&told), expected);
    assert_eq!(told.longest, Vec::<usize>::new());
}

#[test]
fn of_tasks_that_share_a_lane_each_has_its_own_wait_and_the_longest_comes_first() {
    let sleep = EventKind::Suspended { cause: Cause::Sleep };
    let told = waits(
        1,
        0,
        &[
            (0, 0, None, STARTED),
            (0, 0, Some(0), EventKind::TaskStarted),
            (10, 0, Some(0), sleep),
            (10, 0, Some(1), EventKind::TaskStarted),
            (20, 0, Some(1), BLOCKED),
            (90, 0, Some(0), EventKind::Resumed),
            (91, 0, Some(0), RELEASED),
            (92, 0, Some(0), EventKind::TaskEnded),
            (93, 0, Some(1), ACQUIRED),
            (93, 0, Some(1), EventKind::Resumed),
            (99, 0, Some(1), EventKind::TaskEnded),
        ],
    );
    let longest: Vec<&str> = told.longest.iter().map(|place| told.told[*place].words.as_str()).collect();
    assert_eq!(longest, ["slept 80.0\u{a0}µs", "waited 73.0\u{a0}µs for GIL; Ada gave it up at 0.091\u{a0}ms"]);
    assert!(told.longest.iter().all(|place| told.told[*place].of_task));
}

#[test]
fn of_very_many_waits_the_longest_are_told() {
    let sleep = EventKind::Suspended { cause: Cause::Sleep };
    let one = |place: u64| [(100 * place, 0, None, sleep), (100 * place + 1 + place % 7, 0, None, EventKind::Resumed)];
    let told = waits(1, 0, &(0..20_000).flat_map(one).collect::<Vec<_>>());
    assert_eq!(told.told.len(), MOST_TOLD);
    assert!(told.told.iter().all(|wait| wait.to_ns - wait.from_ns >= 4_000), "the shorter half is left out");
}
