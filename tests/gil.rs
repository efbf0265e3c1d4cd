//! The GIL's behaviours, as traces show them: for all seeds in virtual time, and on real threads.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these properties use only a part of it")]
mod suite;

use futures::executor::block_on;
use interleave::host::NativeHost;
use interleave_core::fold::holds::{self, Hold};
use interleave_core::host::Host;
use interleave_core::sim::SimulatedHost;
use interleave_core::trace::{Cause, EventKind, Trace};
use proptest::prelude::*;
use suite::{only_the_holder_computes, outcome, plan};

/// No slice of computing takes longer in virtual time: the simulator's mean and a quarter.
const LONGEST_SLICE_NS: u64 = 62_500;

struct Lab {
    computing: u64,
    waiting: u64,
    slices: u64,
    naps: u64,
    checkpoint: &'static str,
    interval_us: u64,
}

impl Lab {
    fn trace(&self, host: &dyn Host) -> Trace {
        let Self { computing, waiting, slices, naps, checkpoint, interval_us } = self;
        let workers = computing + waiting;
        let json = format!(
            r#"{{"workload": "gil-lab", "workers": {workers}, "switch_interval_us": {interval_us}, "parameters":
            {{"computing": {computing}, "waiting": {waiting}, "slices": {slices}, "naps": {naps}, "checkpoint": "{checkpoint}"}}}}"#
        );
        block_on(outcome(host, &plan(&json), "gil")).trace
    }
}

/// Tasks that do nothing but compute.
fn hogs(computing: u64, slices: u64, interval_us: u64) -> Lab {
    Lab { computing, waiting: 0, slices, naps: 0, checkpoint: "each-slice", interval_us }
}

fn holds(trace: &Trace) -> Vec<Hold> {
    holds::holds(trace, 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_lane_holds_the_lock_at_a_time(
        seed in 0..1u64 << 50, computing in 1..5u64, waiting in 1..4u64, slices in 1..200u64, naps in 0..20u64,
        interval_us in 1..3_000u64, checkpoint in 0..3usize,
    ) {
        let checkpoint = ["each-slice", "none", "released"][checkpoint];
        let trace = Lab { computing, waiting, slices, naps, checkpoint, interval_us }.trace(&SimulatedHost::new(seed));
        only_the_holder_computes(&trace);
    }

    #[test]
    fn a_thread_alone_gets_no_request_and_never_switches(seed in 0..1u64 << 50, slices in 1..1_000u64, interval_us in 1..2_000u64) {
        let trace = hogs(1, slices, interval_us).trace(&SimulatedHost::new(seed));
        let asked = trace.events.iter().any(|event| matches!(event.kind, EventKind::DropRequested { .. }));
        prop_assert!(!asked, "the lock was requested");
        prop_assert_eq!(holds(&trace).len(), 1);
    }

    #[test]
    fn a_slice_lasts_one_interval_and_at_most_one_checkpoint_more(seed in 0..1u64 << 50, computing in 2..5u64, interval_us in 1..3_000u64) {
        let trace = hogs(computing, 300, interval_us).trace(&SimulatedHost::new(seed));
        let interval = interval_us * 1_000;
        for pair in holds(&trace).windows(2).filter(|pair| pair[1].forced) {
            let lasted = pair[1].to_ns - pair[1].from_ns;
            prop_assert!(lasted >= interval, "{lasted} ns of {interval}");
            // A thread that gave way waits from the very beginning of the next slice. After one that ended, only others wait:
            // when their time runs out during this slice, they wait one more interval, because the holder has changed.
            let intervals = if pair[0].forced { 1 } else { 2 };
            prop_assert!(lasted <= intervals * interval + LONGEST_SLICE_NS, "{lasted} ns of {interval}");
        }
    }

    #[test]
    fn who_drops_on_request_is_never_the_next_holder(
        seed in 0..1u64 << 50, computing in 1..5u64, naps in 0..20u64, interval_us in 1..3_000u64,
    ) {
        let trace = Lab { computing, waiting: 1, slices: 200, naps, checkpoint: "each-slice", interval_us }.trace(&SimulatedHost::new(seed));
        for pair in holds(&trace).windows(2).filter(|pair| pair[0].forced) {
            prop_assert!(pair[0].asked, "it gave way without a request");
            prop_assert_ne!(pair[0].lane, pair[1].lane);
        }
    }

    #[test]
    fn two_threads_that_compute_take_turns(seed in 0..1u64 << 50, interval_us in 50..2_000u64) {
        let trace = hogs(2, 300, interval_us).trace(&SimulatedHost::new(seed));
        for pair in holds(&trace).windows(2).filter(|pair| pair[0].forced) {
            prop_assert_ne!(pair[0].lane, pair[1].lane);
        }
    }

    #[test]
    fn a_thread_that_wakes_up_beside_a_hog_waits_one_interval(seed in 0..1u64 << 50, interval_us in 100..2_000u64) {
        let lab = Lab { computing: 1, waiting: 1, slices: 300, naps: 4, checkpoint: "each-slice", interval_us };
        let trace = lab.trace(&SimulatedHost::new(seed));
        let mut woke = None;
        for event in trace.events.iter().filter(|event| event.lane == 2) {
            match event.kind {
                EventKind::Suspended { cause: Cause::Blocked { .. } } => woke = Some(event.at_ns),
                EventKind::Acquired { .. } => if let Some(woke) = woke.take() {
                    let waited = event.at_ns - woke;
                    prop_assert!(waited <= interval_us * 1_000 + LONGEST_SLICE_NS, "{waited} ns");
                },
                _ => {}
            }
        }
    }

    #[test]
    fn longer_intervals_mean_fewer_switches(seed in 0..1u64 << 50, interval_us in 100..2_000u64) {
        let switches = |interval_us| holds(&hogs(2, 300, interval_us).trace(&SimulatedHost::new(seed))).len();
        prop_assert!(switches(2 * interval_us) <= switches(interval_us));
    }
}

#[test]
fn a_call_that_keeps_the_lock_blocks_all_others_until_its_end() {
    let lab = Lab { computing: 1, waiting: 1, slices: 4_000, naps: 3, checkpoint: "none", interval_us: 100 };
    let native = NativeHost::new(env!("CARGO_BIN_EXE_interleave"));
    let hosts: [&dyn Host; 2] = [&SimulatedHost::new(3), &native];
    for host in hosts {
        let trace = lab.trace(host);
        let place =
            |wanted: EventKind| trace.events.iter().position(|event| event.kind == wanted && event.task == Some(0));
        let (begin, end) = (place(EventKind::TaskStarted), place(EventKind::TaskEnded));
        let call = &trace.events[begin.expect("it starts")..end.expect("it ends")];
        assert!(
            !call.iter().any(|event| matches!(event.kind, EventKind::Acquired { .. })),
            "another thread held the lock meanwhile"
        );
    }
}

#[test]
fn in_python_2_the_lock_is_given_up_at_every_checkpoint_without_a_request() {
    let json = r#"{"workload": "gil-lab", "gil_profile": "python-2",
        "parameters": {"computing": 2, "waiting": 0, "slices": 200, "naps": 0}}"#;
    for seed in 0..10 {
        let trace = block_on(outcome(&SimulatedHost::new(seed), &plan(json), "gil")).trace;
        only_the_holder_computes(&trace);
        let all = holds(&trace);
        assert!(all.iter().all(|hold| !hold.asked && !hold.forced), "there are no requests");
        // As long as both compute, that is after every slice.
        assert!(all.len() > 200, "{} holds", all.len());
    }
}

#[test]
fn an_update_is_lost_only_where_a_checkpoint_comes_within_it() {
    for seed in 0..10 {
        let lost = |checkpoint: &str| {
            let json = format!(
                r#"{{"workload": "gil-lab", "switch_interval_us": 1,
                "parameters": {{"computing": 2, "waiting": 0, "slices": 200, "naps": 0, "checkpoint": "{checkpoint}"}}}}"#
            );
            let observations = block_on(outcome(&SimulatedHost::new(seed), &plan(&json), "gil")).observations;
            observations.into_iter().find(|(name, _)| name == "lost updates").expect("it is observed").1
        };
        assert_eq!(lost("each-slice"), 0);
        assert!(lost("within-update") > 20, "more than one in twenty is lost");
    }
}

#[test]
fn real_threads_keep_the_rules_too() {
    let native = NativeHost::new(env!("CARGO_BIN_EXE_interleave"));
    for checkpoint in ["each-slice", "none", "released"] {
        let trace =
            Lab { computing: 2, waiting: 2, slices: 1_500, naps: 5, checkpoint, interval_us: 500 }.trace(&native);
        only_the_holder_computes(&trace);
        for pair in holds(&trace).windows(2).filter(|pair| pair[0].forced) {
            assert!(
                pair[0].asked && pair[0].lane != pair[1].lane,
                "{checkpoint}: who gives way is not the next holder"
            );
        }
    }
}

#[test]
fn its_behaviours_are_seen_in_the_order_of_events_on_real_threads() {
    block_on(suite::gil::check_gil(&NativeHost::new(env!("CARGO_BIN_EXE_interleave"))));
}

/// The median time from a thread's falling asleep for a millisecond to its computing again, while all others compute.
fn nap_ns(computing: u64, interval_us: u64) -> u64 {
    let lab = Lab { computing, waiting: 1, slices: 4_000, naps: 15, checkpoint: "each-slice", interval_us };
    let trace = lab.trace(&SimulatedHost::new(7));
    let napping = Some(u32::try_from(computing).expect("a few"));
    let (mut asleep, mut naps) = (None, Vec::new());
    for event in trace.events.iter().take_while(|event| event.kind != EventKind::TaskEnded) {
        match event.kind {
            EventKind::Suspended { cause: Cause::Sleep } if event.task == napping => asleep = Some(event.at_ns),
            EventKind::Resumed if event.task == napping => naps.extend(asleep.take().map(|from| event.at_ns - from)),
            _ => {}
        }
    }
    naps.sort_unstable();
    naps[naps.len() / 2]
}

#[test]
fn the_convoy_is_worse_beside_more_computing_threads_and_better_at_a_shorter_interval() {
    let one = nap_ns(1, 5_000);
    assert!(one >= 5_000_000 + 950_000, "{one} ns: an interval more than the nap");
    assert!(nap_ns(2, 5_000) > one);
    assert!(nap_ns(1, 1_000) < one);
}
