//! The critical path of small traces, piece by piece, and the law that it covers every run once.

use proptest::prelude::*;

use super::super::{causes, spans};
use super::*;
use crate::trace::{Cause, Event, EventKind, LaneInfo, LaneKind};

const STARTED: EventKind = EventKind::LaneStarted;
const ENDED: EventKind = EventKind::LaneEnded;
const BLOCKED: EventKind = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
const JOINS: EventKind = EventKind::Suspended { cause: Cause::Join };
const RELEASED: EventKind = EventKind::Released { resource: 0 };
const ACQUIRED: EventKind = EventKind::Acquired { resource: 0 };

fn spawn(target: LaneId) -> EventKind {
    EventKind::SpawnRequested { target }
}

fn trace(kind: LaneKind, lanes: LaneId, events: &[(u64, LaneId, EventKind)]) -> Trace {
    let info = |id| LaneInfo {
        id,
        name: format!("lane {id}"),
        kind: if id == 0 { LaneKind::Main } else { kind },
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
    let event = |(seq, &(at_ns, lane, kind))| Event { seq, at_ns, lane, task: None, at_line: 0, kind };
    Trace {
        wall_ns: events.last().map_or(0, |(at_ns, ..)| *at_ns),
        lanes: (0..lanes).map(info).collect(),
        resources: vec!["GIL".to_owned(), "fork".to_owned()],
        events: (0..).zip(events).map(event).collect(),
        ..Trace::default()
    }
}

fn path(trace: &Trace) -> CriticalPath {
    fold(trace, &spans::fold_opened(trace), &causes::fold(trace), 1)
}

fn pieces(path: &CriticalPath) -> Vec<(LaneId, u64, u64)> {
    path.pieces.iter().map(|piece| (piece.lane, piece.from_ns, piece.to_ns)).collect()
}

#[test]
fn it_goes_through_the_lane_that_ended_last_and_its_start() {
    let trace = trace(
        LaneKind::Thread,
        3,
        &[
            (0, 0, STARTED),
            (2, 0, spawn(1)),
            (3, 0, spawn(2)),
            (4, 0, JOINS),
            (10, 1, STARTED),
            (13, 2, STARTED),
            (50, 1, ENDED),
            (90, 2, ENDED),
            (95, 0, EventKind::Resumed),
            (100, 0, ENDED),
        ],
    );
    let path = path(&trace);
    assert_eq!(pieces(&path), [(0, 0, 3), (2, 3, 13), (2, 13, 90), (0, 90, 95), (0, 95, 100)]);
    assert_eq!(path.words.replace('\u{a0}', " "), "computing 85 %, starting 10 %, joining 5 %");
    let costs: Vec<(Cost, u64)> = path.costs.iter().map(|sum| (sum.cost, sum.ns)).collect();
    assert_eq!(costs, [(Cost::Start, 10), (Cost::Compute, 85), (Cost::Join, 5)]);
}

#[test]
fn a_wait_for_a_lock_leads_to_whoever_gave_it_up_and_only_the_handing_over_is_a_wait() {
    let trace = trace(
        LaneKind::Thread,
        2,
        &[
            (0, 1, ACQUIRED),
            (10, 0, BLOCKED),
            (60, 1, RELEASED),
            (70, 0, ACQUIRED),
            (70, 0, EventKind::Resumed),
            (100, 0, ENDED),
        ],
    );
    let path = path(&trace);
    // The other lane was never asked for: what it did before, nobody knows.
    assert_eq!(pieces(&path), [(1, 0, 60), (0, 60, 70), (0, 70, 100)]);
    assert!(path.words.ends_with("waiting for the GIL 10\u{a0}%"), "{}", path.words);
}

#[test]
fn a_process_is_reached_by_its_answer_and_what_went_before_by_the_message_that_woke_it() {
    let sent = EventKind::Sent { target: 1, bytes: 8 };
    let received = EventKind::Received { source: 1, bytes: 8 };
    let trace = trace(
        LaneKind::Process,
        2,
        &[
            (0, 0, STARTED),
            (1, 0, spawn(1)),
            (2, 0, JOINS),
            (40, 1, STARTED),
            (45, 0, EventKind::Resumed),
            (50, 0, sent),
            (51, 0, JOINS),
            (55, 1, EventKind::TaskStarted),
            (80, 1, EventKind::TaskEnded),
            (90, 0, received),
            (95, 0, EventKind::Resumed),
            (100, 0, ENDED),
        ],
    );
    let path = path(&trace);
    let expected = [(0, 0, 2), (0, 2, 45), (0, 45, 50), (1, 50, 55), (1, 55, 80), (0, 80, 95), (0, 95, 100)];
    assert_eq!(pieces(&path), expected);
}

#[test]
fn a_sleep_ends_by_itself() {
    let sleep = EventKind::Suspended { cause: Cause::Sleep };
    let trace =
        trace(LaneKind::Thread, 1, &[(0, 0, STARTED), (10, 0, sleep), (90, 0, EventKind::Resumed), (100, 0, ENDED)]);
    let path = path(&trace);
    assert_eq!(pieces(&path), [(0, 0, 10), (0, 10, 90), (0, 90, 100)]);
    assert_eq!(path.words.replace('\u{a0}', " "), "sleeping 80 %, computing 20 %");
}

#[test]
fn one_task_that_sleeps_and_several_that_wait_are_one_share() {
    let mut trace = trace(LaneKind::Thread, 1, &[(0, 0, EventKind::TaskStarted), (100, 0, ENDED)]);
    let sleep = EventKind::Suspended { cause: Cause::Sleep };
    let steps = [(0, 0, EventKind::TaskStarted), (10, 0, sleep), (10, 1, EventKind::TaskStarted), (20, 1, sleep)];
    let ends = [
        (60, 1, EventKind::Resumed),
        (60, 1, EventKind::TaskEnded),
        (90, 0, EventKind::Resumed),
        (100, 0, EventKind::TaskEnded),
    ];
    let event = |(seq, (at_ns, task, kind))| Event { seq, at_ns, lane: 0, task: Some(task), at_line: 0, kind };
    trace.events = (0..).zip([&steps[..], &ends[..]].concat()).map(event).collect();
    assert_eq!(path(&trace).words.replace('\u{a0}', " "), "waiting 70 %, computing 30 %");
}

fn any_kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        (0..4_u16).prop_map(spawn),
        Just(STARTED),
        Just(ENDED),
        Just(JOINS),
        Just(EventKind::Resumed),
        (0..2_u16).prop_map(|resource| EventKind::Suspended { cause: Cause::Blocked { resource } }),
        (0..2_u16).prop_map(|resource| EventKind::Released { resource }),
        (0..2_u16).prop_map(|resource| EventKind::Acquired { resource }),
        (0..4_u16).prop_map(|target| EventKind::Sent { target, bytes: 1 }),
        (0..4_u16).prop_map(|source| EventKind::Received { source, bytes: 1 }),
        Just(EventKind::Suspended { cause: Cause::Sleep }),
    ]
}

proptest! {
    #[test]
    fn whatever_was_recorded_it_covers_the_run_once_within_spans_of_its_lanes_and_its_costs_add_up(
        steps in prop::collection::vec((0..4_u64, 0..4_u16, any_kind()), 1..120),
        isolated in any::<bool>(),
    ) {
        let mut at_ns = 0;
        // Clocks may stand still, so that only the order tells cause from effect.
        let events: Vec<_> = steps.into_iter().map(|(later, lane, kind)| { at_ns += later; (at_ns, lane, kind) }).collect();
        let trace = trace(if isolated { LaneKind::Process } else { LaneKind::Thread }, 4, &events);
        let path = path(&trace);
        let mut reached = 0;
        let lanes = spans::fold(&trace);
        for piece in &path.pieces {
            prop_assert_eq!(piece.from_ns, reached);
            prop_assert!(piece.from_ns < piece.to_ns);
            let within = |span: &Span| span.from_ns <= piece.from_ns && piece.to_ns <= span.to_ns;
            prop_assert!(lanes[usize::from(piece.lane)].spans.iter().any(within), "{:?}", piece);
            reached = piece.to_ns;
        }
        prop_assert_eq!(reached, trace.wall_ns);
        prop_assert_eq!(path.costs.iter().map(|sum| sum.ns).sum::<u64>(), trace.wall_ns);
    }
}
