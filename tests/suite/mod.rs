//! The invariants of ARCHITECTURE.md, checked on the outcome of any run on any host.

#[allow(dead_code, reason = "only hosts with threads check it")]
pub mod gil;
mod hands;
#[cfg(not(target_arch = "wasm32"))]
#[allow(dead_code, reason = "the simulated host's runs are enough")]
pub mod lines;
#[allow(dead_code, reason = "not every test that uses the suite plays scenarios")]
pub mod scenarios;

use std::collections::BTreeMap;

use interleave_core::cancel::Cancel;
use interleave_core::fold::spans::{self, LaneSpans, Span, State};
use interleave_core::host::Host;
use interleave_core::model::{self, Model};
use interleave_core::plan::Plan;
use interleave_core::run::{self, CheckedPlan, Outcome};
use interleave_core::trace::{Event, EventKind, LaneKind, ResourceId, Trace};
use interleave_core::workload::{self, Workload};

/// An ideal machine, with the services of this one.
#[cfg(not(target_arch = "wasm32"))]
#[allow(dead_code, reason = "only tests that run any workload need it")]
pub fn simulated(seed: u64) -> interleave_core::sim::SimulatedHost {
    interleave_core::sim::SimulatedHost::new(seed).reaching(interleave::outside::NativeOutside)
}

/// A checked plan from its JSON.
pub fn plan(json: &str) -> CheckedPlan {
    let plan: Plan = serde_json::from_str(json).expect("the test's plan is JSON");
    plan.check().expect("the test's plan can be run")
}

/// Every workload with its small values; everything else as in the JSON of `settings`.
pub fn every_workload(settings: &str) -> Vec<CheckedPlan> {
    let settings: Plan = serde_json::from_str(settings).expect("the test's settings are JSON");
    let small = |workload: &&Workload| {
        let own = Plan { workload: workload.id.to_owned(), parameters: workload.small(), ..settings.clone() };
        own.check().expect("small values are within their ranges")
    };
    workload::ALL.iter().map(small).collect()
}

/// Runs one model once.
pub async fn outcome(host: &dyn Host, plan: &CheckedPlan, model: &str) -> Outcome {
    let model = model::find(model).expect("the test names a model");
    run::execute(host, plan, model, &Cancel::new()).await.expect("the run comes to its end")
}

/// Runs the plan under all its models that `host` can run, checks every invariant, and gives the outcomes by model.
pub async fn check_all(host: &dyn Host, plan: &CheckedPlan, skip: &[&str]) -> BTreeMap<&'static str, Outcome> {
    let mut outcomes = BTreeMap::new();
    for model in plan.models.iter().filter(|model| !skip.contains(&model.id)) {
        let outcome = outcome(host, plan, model.id).await;
        check(model, &outcome);
        no_lane_brings_more_than_was_reckoned_with(plan, model, &outcome.trace);
        outcomes.insert(model.id, outcome);
    }
    let mut answers: Vec<_> = outcomes.values().map(|outcome| run::checksum(&outcome.tasks)).collect();
    if plan.workload.sharing.is_some() {
        // Tasks that share something may fail for it, as in a deadlock.
        answers.retain(Option::is_some);
    }
    assert!(answers.iter().all(Option::is_some), "every task comes to a result");
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "every model comes to the same answer: {answers:?}");
    outcomes
}

/// Checks one outcome.
pub fn check(model: &Model, outcome: &Outcome) {
    let trace = &outcome.trace;
    let lanes = spans::fold(trace);
    nothing_was_dropped(trace);
    spans_tile_the_run(trace, &lanes);
    states_add_up(trace, &lanes);
    lanes_start_and_end_once(trace);
    tasks_start_and_end_once(trace);
    sequence_numbers_are_unique_and_rise_within_a_memory(trace);
    threads_are_never_idle_between_their_first_task_and_their_last_instruction(trace, &lanes);
    a_process_is_not_idle_while_its_first_message_is_on_its_way(trace, &lanes);
    no_task_waits_after_its_end(trace);
    hands::locks_change_hands_in_order(trace, model.resources.len());
    hands::items_are_put_in_before_they_are_taken_out(trace);
    match model.id {
        "sequential" | "time-slicing" | "async" => {
            assert_eq!(trace.lanes.len(), 1, "{} has one lane", model.id);
            at_most_one_task_computes_at_a_time(trace);
        }
        "gil" => only_the_holder_computes(trace),
        _ => {}
    }
}

/// By that its buffer was made: what more came would be missing without a word before.
pub fn no_lane_brings_more_than_was_reckoned_with(plan: &CheckedPlan, model: &Model, trace: &Trace) {
    let demand = plan.demand(model, plan.tasks() as usize);
    for lane in &trace.lanes {
        let reckoned = if lane.id == 0 { demand.main } else { demand.other };
        let own = trace.events.iter().filter(|event| event.lane == lane.id);
        let (lines, events): (Vec<&Event>, Vec<&Event>) =
            own.partition(|event| matches!(event.kind, EventKind::Printed { .. }));
        let came = (lines.len() + events.len()) as u64 + lane.dropped;
        let who = format!("{} of {} under {}", lane.name, plan.workload.id, model.id);
        assert!(came <= reckoned.events, "{who} brought {came} events, and {} were reckoned with", reckoned.events);
        assert!(lines.len() as u64 <= reckoned.lines, "{who} printed {} lines, not {}", lines.len(), reckoned.lines);
    }
}

fn nothing_was_dropped(trace: &Trace) {
    assert!(trace.lanes.iter().all(|lane| lane.dropped == 0), "no event is lost in so short a run");
}

fn spans_tile_the_run(trace: &Trace, lanes: &[LaneSpans]) {
    for lane in lanes {
        let mut reached = 0;
        for span in &lane.spans {
            assert_eq!(span.from_ns, reached, "{}: spans follow each other without gap or overlap", lane.name);
            assert!(span.to_ns > span.from_ns, "{}: no span is empty", lane.name);
            reached = span.to_ns;
        }
        assert_eq!(reached, trace.wall_ns, "{}: the spans reach from the beginning to the end of the run", lane.name);
    }
}

fn states_add_up(trace: &Trace, lanes: &[LaneSpans]) {
    let sum: f64 = spans::states_ms(lanes).values().sum();
    let expected = lanes.len() as f64 * trace.wall_ns as f64 / 1e6;
    assert!(
        (sum - expected).abs() < 1e-6 * expected.max(1.0),
        "states add up to {sum} ms, lanes times wall time is {expected} ms"
    );
}

fn lanes_start_and_end_once(trace: &Trace) {
    for lane in &trace.lanes {
        let own: Vec<EventKind> =
            trace.events.iter().filter(|event| event.lane == lane.id).map(|event| event.kind).collect();
        assert_eq!(own.first(), Some(&EventKind::LaneStarted), "{} begins with its first instruction", lane.name);
        assert_eq!(own.last(), Some(&EventKind::LaneEnded), "{} ends with its last instruction", lane.name);
        let times = |kind| own.iter().filter(|own| **own == kind).count();
        assert_eq!((times(EventKind::LaneStarted), times(EventKind::LaneEnded)), (1, 1), "{} lives once", lane.name);
        let asked = |kind| kind == EventKind::SpawnRequested { target: lane.id };
        let requests = trace.events.iter().filter(|event| asked(event.kind)).count();
        assert_eq!(requests, usize::from(lane.id != 0), "{} was asked for once, unless it is the first", lane.name);
    }
}

fn tasks_start_and_end_once(trace: &Trace) {
    let mut times = vec![(0, 0); trace.tasks.len()];
    for event in &trace.events {
        let Some(task) = event.task else { continue };
        match event.kind {
            EventKind::TaskStarted => times[task as usize].0 += 1,
            EventKind::TaskEnded | EventKind::TaskFailed => times[task as usize].1 += 1,
            _ => {}
        }
    }
    for (times, name) in times.into_iter().zip(&trace.tasks) {
        assert_eq!(times, (1, 1), "{name} starts once and ends once");
    }
}

fn sequence_numbers_are_unique_and_rise_within_a_memory(trace: &Trace) {
    let mut latest: BTreeMap<Option<u16>, u64> = BTreeMap::new();
    for event in &trace.events {
        let isolated = trace.lanes[usize::from(event.lane)].kind == LaneKind::Process;
        let memory = isolated.then_some(event.lane);
        if let Some(before) = latest.insert(memory, event.seq) {
            assert!(before < event.seq, "the order of events is that of their sequence numbers");
        }
    }
}

fn threads_are_never_idle_between_their_first_task_and_their_last_instruction(trace: &Trace, lanes: &[LaneSpans]) {
    for lane in lanes.iter().filter(|lane| lane.kind == LaneKind::Thread) {
        let at = |kind| {
            trace.events.iter().find(|event| event.lane == lane.id && event.kind == kind).map(|event| event.at_ns)
        };
        // To take the first one may take a step of a coarse clock.
        let (Some(from), Some(to)) = (at(EventKind::TaskStarted), at(EventKind::LaneEnded)) else { continue };
        let idle = |span: &&Span| span.state == State::Idle && span.from_ns < to && span.to_ns > from;
        assert_eq!(
            lane.spans.iter().find(idle),
            None,
            "{}: whoever takes tasks one after the other has something to do",
            lane.name
        );
    }
}

/// It may have been sent before the process could receive anything.
fn a_process_is_not_idle_while_its_first_message_is_on_its_way(trace: &Trace, lanes: &[LaneSpans]) {
    for lane in lanes.iter().filter(|lane| lane.kind == LaneKind::Process) {
        let first =
            |wanted: &dyn Fn(&Event) -> bool| trace.events.iter().find(|event| wanted(event)).map(|event| event.at_ns);
        let of_lane = |kind| first(&|event: &Event| event.lane == lane.id && event.kind == kind);
        let sent = first(&|event: &Event| matches!(event.kind, EventKind::Sent { target, .. } if target == lane.id));
        let (Some(sent), Some(begun)) = (sent, of_lane(EventKind::LaneStarted)) else { continue };
        let Some(task) = of_lane(EventKind::TaskStarted) else { continue };
        let idle = |span: &&Span| span.state == State::Idle && span.from_ns < task && span.to_ns > sent.max(begun);
        assert_eq!(lane.spans.iter().find(idle), None, "{}: a message is on its way to it", lane.name);
    }
}

fn no_task_waits_after_its_end(trace: &Trace) {
    let mut ended = vec![false; trace.tasks.len()];
    for event in &trace.events {
        let Some(task) = event.task else { continue };
        match event.kind {
            EventKind::TaskEnded | EventKind::TaskFailed => ended[task as usize] = true,
            EventKind::Suspended { .. } | EventKind::Resumed => {
                assert!(!ended[task as usize], "{} is over and cannot wait: {event:?}", trace.tasks[task as usize]);
            }
            _ => {}
        }
    }
}

/// By order, not by time: between one task's start or resumption and its suspension or end, no other task computes.
fn at_most_one_task_computes_at_a_time(trace: &Trace) {
    let mut computing = None;
    for event in trace.events.iter().filter(|event| event.task.is_some()) {
        match event.kind {
            EventKind::TaskStarted | EventKind::Resumed => {
                assert_eq!(computing, None, "a task computes although another one does");
                computing = event.task;
            }
            EventKind::Suspended { .. } | EventKind::TaskEnded | EventKind::TaskFailed => {
                assert_eq!(computing, event.task, "a task stops computing that did not compute");
                computing = None;
            }
            _ => {}
        }
    }
}

/// By order, not by time: the lock has at most one holder, and only that lane starts, resumes, prints or ends a task.
pub fn only_the_holder_computes(trace: &Trace) {
    const GIL: ResourceId = 0;
    let mut holder = None;
    for event in &trace.events {
        match event.kind {
            EventKind::Acquired { resource: GIL } => {
                assert_eq!(holder, None, "the lock is taken although a lane holds it");
                holder = Some(event.lane);
            }
            EventKind::Released { resource: GIL } => {
                assert_eq!(holder, Some(event.lane), "the lock is dropped by a lane that does not hold it");
                holder = None;
            }
            EventKind::TaskStarted | EventKind::TaskEnded | EventKind::Printed { .. } => {
                assert_eq!(holder, Some(event.lane), "a task computes without the lock");
            }
            EventKind::Resumed if event.task.is_some() => {
                assert_eq!(holder, Some(event.lane), "a task computes without the lock");
            }
            _ => {}
        }
    }
    assert_eq!(holder, None, "the lock is free at the end");
}

/// Whether two lanes are in `state` at the same time.
pub fn overlap(trace: &Trace, state: State) -> bool {
    let lanes = spans::fold(trace);
    let spans = |lane: &LaneSpans| -> Vec<(u64, u64)> {
        let own = lane.spans.iter().filter(|span| span.state == state && span.task.is_some());
        own.map(|span| (span.from_ns, span.to_ns)).collect()
    };
    let all: Vec<Vec<(u64, u64)>> = lanes.iter().map(spans).collect();
    all.iter()
        .enumerate()
        .any(|(i, one)| all[i + 1..].iter().flatten().any(|(from, to)| one.iter().any(|(a, b)| a < to && from < b)))
}
