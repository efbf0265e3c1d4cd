//! The invariants on the simulated host: deterministic, and for all seeds.
#![cfg(not(target_arch = "wasm32"))]

mod suite;

use futures::executor::block_on;
use interleave_core::fold::dead_ends;
use interleave_core::fold::spans::State;
use interleave_core::plan::{Plan, Range, Value, Values};
use interleave_core::random::Random;
use interleave_core::scenario::builtin;
use interleave_core::trace::EventKind;
use interleave_core::workload::{self, Workload};
use proptest::prelude::*;
use serde_json::json;
use suite::lines::{self, all_stand_on_their_lines};
use suite::{check_all, every_workload, outcome, overlap, plan};

const COUNT: &str = r#"{"workload": "count", "parameters": {"n": 20000000}, "workers": 2}"#;
const ARITHMETIC: &str = r#"{"workload": "arithmetic", "parameters": {"time_scale": 10}, "workers": 2}"#;

#[test]
fn computing_lanes_overlap_under_threads_and_processes_and_never_under_the_gil() {
    let plan = plan(COUNT);
    let run = |model| block_on(outcome(&suite::simulated(1), &plan, model)).trace;
    assert!(overlap(&run("threads"), State::Running));
    assert!(overlap(&run("processes"), State::Running));
    assert!(!overlap(&run("gil"), State::Running));
}

#[test]
fn two_computing_threads_alternate_under_the_gil() {
    let trace = block_on(outcome(&suite::simulated(1), &plan(COUNT), "gil")).trace;
    let acquired = |kind| matches!(kind, EventKind::Acquired { .. });
    let holders: Vec<_> = trace.events.iter().filter(|event| acquired(event.kind)).map(|event| event.lane).collect();
    assert!(holders.len() >= 4, "the run is long enough for some switches: {holders:?}");
    // The first one to come may have finished a slice before the other one has started.
    assert!(holders.windows(2).all(|pair| pair[0] != pair[1]), "{holders:?}");
}

#[test]
fn waits_overlap_on_the_one_lane_of_async_and_add_up_under_sequential() {
    let plan = plan(ARITHMETIC);
    let wall = |model| block_on(outcome(&suite::simulated(1), &plan, model)).trace.wall_ns;
    // In virtual time these are exact: 200 ms and 100 ms, where an article's second is 10 ms.
    assert_eq!(wall("async"), 200_000_000);
    assert_eq!(wall("sequential"), 300_000_000);
    assert_eq!(wall("time-slicing"), 200_000_000);
}

#[test]
fn every_event_of_a_task_stands_on_the_line_of_its_program_that_asks_for_it() {
    for plan in every_workload(r#"{"models": [], "workers": 2}"#) {
        let id = plan.workload.id;
        // Its program is a text of its own.
        if id == "scenario" {
            continue;
        }
        let path = format!("{}/core/src/workload/{}.rs", env!("CARGO_MANIFEST_DIR"), id.replace('-', "_"));
        let text = std::fs::read_to_string(&path).expect("a workload's file is called as it is");
        all_stand_on_their_lines(&plan, &text, lines::questions);
    }
}

#[test]
fn every_event_of_a_scenario_stands_on_the_line_of_its_text_that_asks_for_it() {
    for (id, text) in builtin::ALL {
        let plan = plan(&json!({ "workload": "scenario", "parameters": { "builtin": id } }).to_string());
        all_stand_on_their_lines(&plan, text, lines::steps);
    }
}

#[test]
fn every_dead_end_that_was_met_is_marked_in_the_trace_under_every_model() {
    let plan = plan(r#"{"workload": "philosophers", "parameters": {"meals": 2}, "workers": 2}"#);
    for model in &plan.models {
        let outcome = block_on(outcome(&suite::simulated(1), &plan, model.id));
        let marked = dead_ends::fold(&outcome.trace, model.resources.len());
        assert_eq!(marked.len(), outcome.dead_ends.len(), "{}", model.id);
        assert!(marked.iter().all(|one| one.circle && one.words.starts_with("Deadlock: ")), "{marked:?}");
        assert_eq!(marked.is_empty(), matches!(model.id, "sequential"), "{}", model.id);
    }
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    let plan = plan(COUNT);
    for model in &plan.models {
        let run = |seed| block_on(outcome(&suite::simulated(seed), &plan, model.id));
        assert_eq!(run(7), run(7), "{}", model.id);
    }
}

#[test]
fn ten_thousand_waits_are_recorded_without_loss_and_take_async_as_long_as_one() {
    let plan = plan(r#"{"workload": "storm", "parameters": {"waits": 10000}, "workers": 2}"#);
    let outcomes = block_on(check_all(&suite::simulated(1), &plan, &[]));
    let wall = |model| outcomes[model].trace.wall_ns;
    assert_eq!(wall("async"), 1_000_000);
    assert_eq!(wall("time-slicing"), 1_000_000);
    assert_eq!(wall("sequential"), 10_000_000_000);
    for (model, outcome) in &outcomes {
        assert!(outcome.trace.lanes.len() <= 3, "{model} needs no lane for each wait");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_workload_keeps_every_invariant_under_every_model_for_all_settings(
        seed in 0..1u64 << 50,
        workers in 1..5u64,
        quantum_us in 50..5_000u64,
        switch_interval_us in 1..10_000u64,
    ) {
        let settings =
            format!(r#"{{"workers": {workers}, "quantum_us": {quantum_us}, "switch_interval_us": {switch_interval_us}}}"#);
        for plan in every_workload(&settings) {
            println!("{}", plan.workload.id);
            block_on(check_all(&suite::simulated(seed), &plan, &[]));
        }
    }

    #[test]
    fn every_model_keeps_every_invariant_for_all_plans(
        seed in 0..1u64 << 50,
        workers in 1..5u64,
        n in 1..3_000_000u64,
        time_scale in 1..20u64,
        quantum_us in 50..5_000u64,
        switch_interval_us in 1..10_000u64,
    ) {
        let common = format!(r#""workers": {workers}, "quantum_us": {quantum_us}, "switch_interval_us": {switch_interval_us}"#);
        let count = format!(r#"{{"workload": "count", "parameters": {{"n": {n}}}, {common}}}"#);
        let arithmetic = format!(r#"{{"workload": "arithmetic", "parameters": {{"time_scale": {time_scale}}}, {common}}}"#);
        for json in [count, arithmetic] {
            block_on(check_all(&suite::simulated(seed), &plan(&json), &[]));
        }
    }

    #[test]
    fn tasks_that_share_something_come_to_the_same_answers_for_all_plans(
        seed in 0..1u64 << 50,
        tasks in 1..6u64,
        other_tasks in 1..6u64,
        times in 1..40u64,
        way in 0..4usize,
        quantum_us in 50..5_000u64,
        switch_interval_us in 1..10_000u64,
    ) {
        let fix = ["none", "mutex", "atomic", "messages"][way];
        let counter = json!({ "tasks": tasks, "increments": times * 10, "fix": fix });
        let pipeline = json!({ "producers": tasks, "consumers": other_tasks, "items": times, "capacity": times });
        let fix = ["none", "order", "try-lock", "waiter"][way];
        let philosophers = json!({ "meals": tasks, "think_ms": times, "fix": fix });
        for (workload, parameters) in [("counter", counter), ("pipeline", pipeline), ("philosophers", philosophers)] {
            let json = json!({
                "workload": workload,
                "parameters": parameters,
                "quantum_us": quantum_us,
                "switch_interval_us": switch_interval_us,
            });
            for (model, outcome) in block_on(check_all(&suite::simulated(seed), &plan(&json.to_string()), &[])) {
                prop_assert!(outcome.tasks.iter().all(Result::is_ok), "{} under {}: {:?}", json, model, outcome.tasks);
            }
        }
    }
}

/// Values by chance for any workload: numbers up to some times the small ones, any choice. Those that do not go together are left
/// out, and so are numbers at which tasks that share something record more events than there is room for.
fn values_by_chance(workload: &Workload, random: &mut Random) -> Option<Values> {
    let mut values = workload.complete(workload.small()).expect("small values are within their ranges");
    let times_small = if workload.sharing.is_some() { 1 } else { 4 };
    for parameter in workload.parameters() {
        let value = match parameter.range {
            Range::Integer { min, max, .. } => {
                let most = values.integer(parameter.id).saturating_mul(times_small).clamp(min, max);
                Value::Integer(min + random.below((most - min).unsigned_abs() + 1).cast_signed())
            }
            Range::Choice { options, .. } => {
                Value::Text(options[random.below(options.len() as u64) as usize].id.to_owned())
            }
            Range::Text { .. } | Range::Files { .. } => continue,
        };
        values.set(parameter.id, value);
    }
    workload.complete(values).ok()
}

/// Every workload at the limits of what brings events, for each way that it has; what only makes it compute for long is left small.
const LIMITS: &[(&str, &str)] = &[
    ("arithmetic", r#"{"time_scale": 1000}"#),
    ("company", r#"{"sql": "SELECT * FROM employee"}"#),
    ("download", r#"{"files": 60, "kib": 1, "failures": "reset"}"#),
    ("download", r#"{"files": 9, "kib": 1, "failures": "timeout"}"#),
    ("files", r#"{"files": 64, "kib": 256}"#),
    ("count", r#"{"n": 100000000}"#),
    ("mandelbrot", r#"{"width": 64, "height": 2000, "limit": 10}"#),
    ("sort", r#"{"n": 100000, "parts": 64}"#),
    ("compress", r#"{"blocks": 64, "block_kib": 2, "level": 1}"#),
    ("compile", r#"{"programs": 64, "modules": 1}"#),
    ("mixed", r#"{"tasks": 64, "waiting": 99, "work_ms": 100, "hog": "yes"}"#),
    ("storm", r#"{"waits": 10000}"#),
    ("pipeline", r#"{"items": 500, "producers": 16, "consumers": 16}"#),
    ("pipeline", r#"{"items": 500, "producers": 16, "consumers": 1, "capacity": 1}"#),
    ("transfer", r#"{"kib": 1, "trips": 100}"#),
    ("counter", r#"{"increments": 10000, "tasks": 2, "fix": "mutex"}"#),
    ("counter", r#"{"increments": 10000, "tasks": 16, "fix": "mutex"}"#),
    ("counter", r#"{"increments": 100000, "tasks": 16, "fix": "messages"}"#),
    ("philosophers", r#"{"meals": 100}"#),
    ("philosophers", r#"{"meals": 100, "fix": "order"}"#),
    ("philosophers", r#"{"meals": 100, "fix": "try-lock"}"#),
    ("philosophers", r#"{"meals": 100, "fix": "waiter"}"#),
    (
        "scenario",
        r#"{"text": "[[task]]\nname = \"a\"\nsteps = [{ repeat = 9000, steps = [{ print = \"and so on\" }] }]"}"#,
    ),
    (
        "scenario",
        r#"{"text": "locks = [\"l\"]\n[[task]]\nname = \"a\"\nsteps = [{ repeat = 2500, steps = [{ lock = \"l\" }, { wait = 1 }, { unlock = \"l\" }] }]\n[[task]]\nname = \"b\"\nsteps = [{ repeat = 2500, steps = [{ lock = \"l\" }, { wait = 1 }, { unlock = \"l\" }] }]"}"#,
    ),
    ("gil-lab", r#"{"computing": 4, "waiting": 4, "slices": 500, "naps": 1000}"#),
    ("gil-lab", r#"{"computing": 1, "waiting": 16, "slices": 10, "naps": 5000}"#),
    ("gil-lab", r#"{"computing": 16, "waiting": 16, "slices": 100, "naps": 100, "checkpoint": "released"}"#),
];

/// Settings under which lanes are taken away as seldom, and as often, as can be.
const SETTINGS: &[&str] = &[
    r#""workers": 2"#,
    r#""workers": 4, "quantum_us": 50, "switch_interval_us": 1"#,
    r#""workers": 64, "gil_profile": "python-2""#,
];

#[test]
fn what_is_not_recorded_is_announced_for_every_workload_at_its_limits_and_never_more_than_was_reckoned_with() {
    let mut announced_and_dropped = 0;
    for (workload, parameters) in LIMITS {
        for settings in SETTINGS {
            let plan = plan(&format!(r#"{{"workload": "{workload}", "parameters": {parameters}, {settings}}}"#));
            let announced = plan.unrecorded().unwrap_or_default();
            for model in &plan.models {
                let trace = block_on(outcome(&suite::simulated(1), &plan, model.id)).trace;
                suite::no_lane_brings_more_than_was_reckoned_with(&plan, model, &trace);
                let dropped: u64 = trace.lanes.iter().map(|lane| lane.dropped).sum();
                let said =
                    announced.contains(&format!("under {}", model.id)) || announced.contains("Of what is printed");
                assert!(dropped == 0 || said, "{dropped} of {workload} {parameters} under {} ({announced})", model.id);
                announced_and_dropped += u64::from(dropped > 0);
            }
        }
    }
    assert!(announced_and_dropped > 0, "some of these limits are beyond what there is room for");
}

proptest! {
    // Each case really computes, compresses and compiles under six models.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_do_not_depend_on_the_model_whatever_a_workload_is_given(workers in 1..5u64, seed in 0..1_000_000_000u64) {
        let mut random = Random::new(seed);
        for workload in workload::ALL {
            let Some(parameters) = values_by_chance(workload, &mut random) else { continue };
            println!("{} {parameters:?}", workload.id);
            let plan = Plan { workload: workload.id.to_owned(), parameters, workers, ..Plan::default() };
            let plan = plan.check().expect("the values were checked");
            block_on(check_all(&suite::simulated(seed), &plan, &[]));
        }
    }
}
