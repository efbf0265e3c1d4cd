//! The invariants on this machine: real threads and real child processes.
#![cfg(not(target_arch = "wasm32"))]

mod suite;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use futures::executor::block_on;
use interleave::host::NativeHost;
use interleave_core::cancel::Cancel;
use interleave_core::fold::spans::{self, State};
use interleave_core::trace::{Event, EventKind};
use suite::scenarios::check_random;
use suite::{check_all, every_workload, outcome, overlap, plan};

fn host() -> NativeHost {
    NativeHost::new(env!("CARGO_BIN_EXE_interleave"))
}

#[test]
fn every_workload_keeps_every_invariant_under_every_model() {
    for plan in every_workload("{}") {
        println!("{}", plan.workload.id);
        block_on(check_all(&host(), &plan, &[]));
    }
}

#[test]
fn computing_long_enough_to_be_preempted_keeps_every_invariant() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 10000000}}"#);
    block_on(check_all(&host(), &plan, &[]));
}

#[test]
fn a_task_that_gives_way_at_its_end_is_over_and_does_not_wait() {
    // Without checkpoints, whoever computes is asked for the GIL meanwhile, and gives way when it has ended.
    let parameters = r#"{"computing": 2, "waiting": 0, "slices": 1000, "checkpoint": "none"}"#;
    let plan = plan(&format!(r#"{{"workload": "gil-lab", "parameters": {parameters}, "models": ["gil"]}}"#));
    let outcomes = block_on(check_all(&host(), &plan, &[]));
    let asked = |event: &Event| matches!(event.kind, EventKind::DropRequested { .. });
    assert!(outcomes["gil"].trace.events.iter().any(asked), "somebody asked for the lock while the other one computed");
}

#[test]
fn a_call_that_releases_the_gil_is_drawn_as_computing_although_its_lane_has_waited_to_give_way() {
    let parameters = r#"{"computing": 2, "waiting": 0, "slices": 5000, "checkpoint": "released"}"#;
    let plan = plan(&format!(
        r#"{{"workload": "gil-lab", "parameters": {parameters}, "models": ["gil"], "switch_interval_us": 1}}"#
    ));
    let trace = &block_on(check_all(&host(), &plan, &[]))["gil"].trace;
    for lane in spans::fold(trace).iter().skip(1) {
        let of_lock = |kind| matches!(kind, EventKind::Acquired { resource: 0 } | EventKind::Released { resource: 0 });
        let own: Vec<&Event> =
            trace.events.iter().filter(|event| event.lane == lane.id && of_lock(event.kind)).collect();
        // A hundred milliseconds of computing without the lock, and waits for a moment of it before and after.
        let [_, released, taken, _] = own.as_slice() else { panic!("{}: {own:?}", lane.name) };
        let meanwhile = lane.spans.iter().filter(|span| span.from_ns < taken.at_ns && span.to_ns > released.at_ns);
        let longest = meanwhile.max_by_key(|span| span.to_ns - span.from_ns).expect("there is a span");
        assert_eq!(longest.state, State::Running, "{}: {:?}", lane.name, lane.spans);
    }
}

#[test]
fn every_workload_comes_to_the_same_answer_here_and_on_the_simulated_host() {
    for plan in every_workload(r#"{"models": ["sequential"]}"#) {
        let here = block_on(outcome(&host(), &plan, "sequential"));
        let simulated = block_on(outcome(&suite::simulated(1), &plan, "sequential"));
        assert_eq!(here.tasks, simulated.tasks, "{}", plan.workload.id);
    }
}

#[test]
fn waits_overlap_wherever_the_model_lets_them() {
    let plan = plan(r#"{"workload": "arithmetic", "parameters": {"time_scale": 5}}"#);
    for model in ["threads", "gil", "processes"] {
        let trace = block_on(outcome(&host(), &plan, model)).trace;
        assert!(overlap(&trace, State::Waiting), "{model}");
    }
}

#[test]
fn a_lock_that_another_process_waits_for_goes_over_to_that_one() {
    let text = r#"
        locks = ["pen"]
        queues = { held = 1 }
        task = [
            { name = "first", steps = [{ repeat = 20, steps = [{ lock = "pen" }, { send = "held" }, { wait = 10 }, { unlock = "pen" }] }] },
            { name = "second", steps = [{ repeat = 20, steps = [{ recv = "held" }, { lock = "pen" }, { unlock = "pen" }] }] },
        ]"#;
    let json = serde_json::json!({ "workload": "scenario", "parameters": { "text": text }, "models": ["processes"] });
    let outcomes = block_on(check_all(&host(), &plan(&json.to_string()), &[]));
    let [released, taken] = [EventKind::Released { resource: 0 }, EventKind::Acquired { resource: 0 }];
    let events = &outcomes["processes"].trace.events;
    let hands: Vec<&Event> = events.iter().filter(|event| [released, taken].contains(&event.kind)).collect();
    let taken_over: Vec<_> = hands.windows(2).filter(|pair| pair[1].kind == taken).collect();
    assert!(!taken_over.is_empty(), "of twenty times, the second one waited at least once: {hands:?}");
    assert!(taken_over.iter().all(|pair| pair[0].kind == released && pair[0].lane != pair[1].lane), "{hands:?}");
}

#[test]
fn random_scenarios_end_and_agree_with_the_simulated_host_under_every_model() {
    let cancel = Cancel::new();
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        let cancel = &cancel;
        // A run that has no end is broken off, and then fails with its scenario.
        scope.spawn(move || {
            if wait.recv_timeout(Duration::from_secs(120)) == Err(RecvTimeoutError::Timeout) {
                cancel.cancel();
            }
        });
        block_on(check_random(&host(), 0..30, &[], cancel, |text| println!("{text}")));
        drop::<mpsc::Sender<()>>(done);
    });
}

#[test]
fn a_process_spends_time_on_starting() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 1000}}"#);
    let trace = block_on(outcome(&host(), &plan, "processes")).trace;
    for lane in spans::fold(&trace).iter().skip(1) {
        assert!(lane.spans.iter().any(|span| span.state == State::Starting), "{}", lane.name);
        assert!(lane.process.is_some_and(|id| id != std::process::id()), "{} has a process of its own", lane.name);
    }
}
