//! The invariants on this machine: real threads and real child processes.

mod suite;

use futures::executor::block_on;
use interleave::host::NativeHost;
use interleave_core::fold::spans::{self, State};
use suite::{check_all, outcome, overlap, plan};

fn host() -> NativeHost {
    NativeHost::new(env!("CARGO_BIN_EXE_interleave"))
}

#[test]
fn count_keeps_every_invariant_under_every_model() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 10000000}}"#);
    block_on(check_all(&host(), &plan, &[]));
}

#[test]
fn arithmetic_keeps_every_invariant_under_every_model() {
    let plan = plan(r#"{"workload": "arithmetic", "parameters": {"time_scale": 2}}"#);
    block_on(check_all(&host(), &plan, &[]));
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
fn a_process_spends_time_on_starting() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 1000}}"#);
    let trace = block_on(outcome(&host(), &plan, "processes")).trace;
    for lane in spans::fold(&trace).iter().skip(1) {
        assert!(lane.spans.iter().any(|span| span.state == State::Starting), "{}", lane.name);
        assert!(lane.process.is_some_and(|id| id != std::process::id()), "{} has a process of its own", lane.name);
    }
}
