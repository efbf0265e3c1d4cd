//! The sentences of all kinds of events, as a visitor hears them.

use super::*;
use crate::trace::{LaneInfo, LaneKind};

const MAIN: Who = (0, None);
const ASK: EventKind = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
const TAKE: EventKind = EventKind::Acquired { resource: 0 };
const GIVE: EventKind = EventKind::Released { resource: 0 };

/// A lane of its own for each of three tasks, and `main`.
fn on(lane: LaneId) -> Who {
    (lane, Some(TaskId::from(lane) - 1))
}

fn wait(cause: Cause) -> EventKind {
    EventKind::Suspended { cause }
}

/// Events one millisecond apart.
fn trace(events: &[(Who, EventKind)]) -> Trace {
    let lane = |(id, name): (LaneId, &str)| LaneInfo {
        id,
        name: name.to_owned(),
        kind: LaneKind::Thread,
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
    let event = |(seq, ((lane, task), kind)): (u64, &(Who, EventKind))| Event {
        seq,
        at_ns: seq * 1_000_000,
        lane: *lane,
        task: *task,
        at_line: 0,
        kind: *kind,
    };
    Trace {
        wall_ns: 1_000_000_000,
        source: 0,
        lanes: (0..).zip(["main", "thread 1", "thread 2", "thread 3"]).map(lane).collect(),
        tasks: ["up", "down", "aside"].map(str::to_owned).to_vec(),
        resources: ["GIL", "left fork"].map(str::to_owned).to_vec(),
        lines: vec!["  done ".to_owned(), "x".repeat(100)],
        events: (0..).zip(events).map(event).collect(),
    }
}

/// What is said of the last of these events, with plain spaces.
fn said(events: &[(Who, EventKind)]) -> String {
    let trace = trace(events);
    step(&trace, trace.events.len() - 1).expect("an event").words.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn whoever_asks_for_a_lock_is_told_who_holds_it() {
    assert_eq!(said(&[(on(1), TAKE), (on(2), ASK)]), "thread 2 (down) asks for the GIL; thread 1 (up) holds it");
    assert_eq!(
        said(&[(on(1), TAKE), (on(1), GIVE), (on(2), ASK)]),
        "thread 2 (down) asks for the GIL, which nobody has taken yet"
    );
    let again = said(&[(on(1), TAKE), (on(2), ASK), (on(1), GIVE), (on(1), ASK)]);
    assert_eq!(again, "thread 1 (up) gave up the GIL, and waits until another lane has had it");
    let not_yet = said(&[(on(1), TAKE), (on(2), ASK), (on(1), ASK)]);
    assert_eq!(not_yet, "thread 1 (up) is to give up the GIL, and to wait until another lane has had it");
    let unseen = said(&[(on(1), wait(Cause::Blocked { resource: 1 }))]);
    assert_eq!(unseen, "thread 1 (up) waits for left fork, which others hold up");
}

#[test]
fn a_lock_is_given_up_to_those_who_wait_and_taken_from_whoever_had_it() {
    let had = [(on(1), TAKE), (on(2), ASK), (on(1), GIVE)];
    assert_eq!(said(&had), "thread 1 (up) gives up the GIL; thread 2 (down) waits for it");
    assert_eq!(
        said(&[&had[..], &[(on(2), TAKE)]].concat()),
        "thread 2 (down) takes the GIL, which thread 1 (up) gave up 1.00 ms before"
    );
    let alone = [(on(1), TAKE), (on(1), GIVE)];
    assert_eq!(said(&alone), "thread 1 (up) gives up the GIL");
    assert_eq!(said(&[&alone[..], &[(on(1), TAKE)]].concat()), "thread 1 (up) takes the GIL again");
    assert_eq!(said(&[(on(1), TAKE)]), "thread 1 (up) takes the GIL");
    let two = [(on(1), TAKE), (on(2), ASK), (on(3), ASK), (on(1), GIVE)];
    assert_eq!(said(&two), "thread 1 (up) gives up the GIL; thread 2 (down) and thread 3 (aside) wait for it");
    let taken = [(on(1), TAKE), (on(2), ASK), (on(1), GIVE), (on(2), TAKE), (on(2), EventKind::Resumed), (on(2), GIVE)];
    assert_eq!(said(&taken), "thread 2 (down) gives up the GIL");
}

#[test]
fn who_asks_the_holder_to_let_go_says_how_long_it_has_waited() {
    let asked = EventKind::DropRequested { resource: 0 };
    let words = said(&[(on(1), TAKE), (on(2), ASK), (on(2), asked)]);
    assert_eq!(words, "thread 2 (down) asks thread 1 (up) to give up the GIL, having waited 1.00 ms for it");
    assert_eq!(said(&[(on(2), asked)]), "thread 2 (down) asks whoever holds it to give up the GIL");
}

#[test]
fn lanes_and_tasks_begin_and_end() {
    let requests = [1, 2].map(|target| (MAIN, EventKind::SpawnRequested { target }));
    assert_eq!(said(&requests), "main asks for thread 2 to be started");
    let begun = [&requests[..], &[((1, None), EventKind::LaneStarted)]].concat();
    assert_eq!(said(&begun), "thread 1 executes its first instruction, 2.00 ms after main asked for it");
    assert_eq!(said(&[(MAIN, EventKind::LaneStarted)]), "main executes its first instruction");
    assert_eq!(
        said(&[&begun[..], &[(MAIN, wait(Cause::Join))]].concat()),
        "main waits for thread 1 and thread 2 to end"
    );
    let ended = [&begun[..], &[((1, None), EventKind::LaneEnded)]].concat();
    assert_eq!(said(&ended), "thread 1 ends");
    assert_eq!(said(&[&ended[..], &[(MAIN, wait(Cause::Join))]].concat()), "main waits for thread 2 to end");
    assert_eq!(said(&[(on(1), wait(Cause::Join))]), "thread 1 (up) waits for another task to end");
    assert_eq!(said(&[(on(1), EventKind::TaskStarted)]), "thread 1 starts up");
    let task = |kind| said(&[(on(1), EventKind::TaskStarted), (MAIN, EventKind::Resumed), (on(1), kind)]);
    assert_eq!(task(EventKind::TaskEnded), "thread 1 has finished up, 2.00 ms after its start");
    assert_eq!(task(EventKind::TaskFailed), "up fails on thread 1, 2.00 ms after its start");
}

#[test]
fn every_wait_is_told_with_its_cause_and_its_end_with_how_long_it_was() {
    let told = [
        (
            Cause::Preempted,
            "could go on, and has to wait for its turn: its quantum is over",
            "has its turn again, after 1.00 ms",
        ),
        (Cause::Sleep, "sleeps", "wakes, after 1.00 ms"),
        (Cause::Join, "waits for another task to end", "goes on, having waited 1.00 ms for others"),
        (
            Cause::Blocked { resource: 0 },
            "waits for the GIL, which others hold up",
            "goes on, having waited 1.00 ms for the GIL",
        ),
        (Cause::Message, "is busy with a message", "goes on: the message took 1.00 ms"),
        (Cause::Request, "asks the world outside, and waits for the answer", "goes on: the answer came after 1.00 ms"),
    ];
    for (cause, begins, ends) in told {
        assert_eq!(said(&[(on(1), wait(cause))]), format!("thread 1 (up) {begins}"));
        assert_eq!(said(&[(on(1), wait(cause)), (on(1), EventKind::Resumed)]), format!("thread 1 (up) {ends}"));
    }
    // Another lane's wait is not its own.
    assert_eq!(said(&[(on(1), wait(Cause::Sleep)), (on(2), EventKind::Resumed)]), "thread 2 (down) goes on");
}

#[test]
fn messages_say_their_bytes_and_lines_what_was_printed() {
    assert_eq!(said(&[(MAIN, EventKind::Sent { target: 1, bytes: 1_024 })]), "main sends 1 024 bytes to thread 1");
    assert_eq!(said(&[(MAIN, EventKind::Received { source: 2, bytes: 7 })]), "main receives 7 bytes from thread 2");
    assert_eq!(said(&[(on(1), EventKind::Put { resource: 1 })]), "thread 1 (up) puts an item into left fork");
    assert_eq!(said(&[(on(2), EventKind::Taken { resource: 1 })]), "thread 2 (down) takes an item out of left fork");
    assert_eq!(said(&[(on(1), EventKind::Printed { line: 0 })]), "thread 1 (up) prints “done”");
    assert_eq!(said(&[(on(1), EventKind::Printed { line: 1 })]), format!("thread 1 (up) prints “{}…”", "x".repeat(80)));
}

#[test]
fn a_wait_that_could_never_end_says_why() {
    let stuck = |circle| said(&[(on(1), EventKind::Stuck { resource: 1, circle })]);
    let told = "thread 1 (up) is told that its wait for left fork could never have ended";
    assert_eq!(stuck(true), format!("{told}: tasks waited for one another in a circle"));
    assert_eq!(stuck(false), format!("{told}: everybody waited"));
}

#[test]
fn many_names_become_a_number() {
    let names: Vec<String> = (1..=9).map(|name| name.to_string()).collect();
    assert_eq!(some_of(&names), Some("1, 2, 3 and 6 more".to_owned()));
    assert_eq!(some_of(&names[..4]), Some("1, 2, 3 and 4".to_owned()));
}

#[test]
fn moments_never_go_back_though_clocks_do() {
    let mut trace = trace(&[(MAIN, EventKind::LaneStarted), (on(1), TAKE), (on(2), ASK)]);
    trace.events[1].at_ns = 9;
    trace.events[2].at_ns = 5;
    assert_eq!(moments(&trace), [0, 9, 9]);
    assert_eq!(step(&trace, 3), None);
    assert_eq!(step(&trace, 2).map(|step| step.lane), Some(2));
}
