//! Scenarios on the simulated host: the built-in ones, and random ones. No run hangs, and no wait that can never end
//! goes unexplained.
#![cfg(not(target_arch = "wasm32"))]

use futures::executor::block_on;
use interleave_core::cancel::Cancel;
use interleave_core::model;
use interleave_core::plan::Plan;
use interleave_core::run::{self, Outcome, checksum};
use interleave_core::scenario::builtin;
use interleave_core::sim::SimulatedHost;
use proptest::prelude::*;

const MODELS: [&str; 6] = ["sequential", "time-slicing", "threads", "gil", "processes", "async"];

fn run(text: &str, model: &str, seed: u64) -> Outcome {
    let json = serde_json::json!({ "workload": "scenario", "parameters": { "text": text } });
    let plan: Plan = serde_json::from_value(json).expect("a plan");
    let plan = plan.check().expect("a scenario that can be read");
    let model = model::find(model).expect("a model");
    block_on(run::execute(&SimulatedHost::new(seed), &plan, model, &Cancel::new())).expect("the run comes to its end")
}

fn built_in(id: &str, model: &str) -> Outcome {
    run(builtin::text(id).expect("it is built in"), model, 1)
}

fn observed(outcome: &Outcome, name: &str) -> i64 {
    outcome.observations.iter().find(|(known, _)| known == name).map(|(_, value)| *value).expect("it is observed")
}

#[test]
fn scenarios_without_a_deadlock_have_one_answer_under_every_model() {
    for (id, _) in builtin::ALL.iter().filter(|(id, _)| *id != "deadlock") {
        let answers: Vec<_> = MODELS.iter().map(|model| checksum(&built_in(id, model).tasks)).collect();
        assert!(answers[0].is_some(), "{id} comes to an answer");
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{id}: {answers:?}");
    }
}

#[test]
fn the_deadlock_happens_under_every_model_but_sequential_and_names_both_tasks() {
    assert!(built_in("deadlock", "sequential").dead_ends.is_empty());
    for model in &MODELS[1..] {
        let dead_ends = built_in("deadlock", model).dead_ends;
        let [dead_end] = dead_ends.as_slice() else { panic!("{model}: one deadlock, not {dead_ends:?}") };
        assert!(dead_end.contains("writer waits for paper, which painter holds"), "{model}: {dead_end}");
        assert!(dead_end.contains("painter waits for pen, which writer holds"), "{model}: {dead_end}");
    }
}

#[test]
fn order_avoids_the_deadlock() {
    for model in MODELS {
        assert!(built_in("deadlock-avoided", model).dead_ends.is_empty(), "{model}");
    }
}

#[test]
fn nobody_who_waits_for_an_item_is_forgotten_when_one_task_sends_several() {
    let text = "queues = { shelf = 4 }\n\
        [[task]]\nname = \"c1\"\nsteps = [{ recv = \"shelf\" }]\n\
        [[task]]\nname = \"c2\"\nsteps = [{ recv = \"shelf\" }]\n\
        [[task]]\nname = \"p\"\nsteps = [{ wait = 1 }, { send = \"shelf\", item = 1 }, { send = \"shelf\", item = 2 }]\n";
    for model in MODELS {
        let outcome = run(text, model, 1);
        assert!(checksum(&outcome.tasks).is_some(), "{model}: {:?}", outcome.tasks);
    }
}

#[test]
fn one_of_two_payments_is_lost_where_waits_overlap_on_one_memory() {
    for model in ["time-slicing", "threads", "gil", "async"] {
        let balance = observed(&built_in("lost-update", model), "balance");
        assert!(balance == 130 || balance == 150, "{model}: {balance}");
    }
    assert_eq!(observed(&built_in("lost-update", "sequential"), "balance"), 180);
    assert_eq!(observed(&built_in("lost-update", "processes"), "the parent's copy of balance"), 100);
}

/// A random step as text; locks, queues and cells are those of [`scenario`].
fn step() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..200_000u32).prop_map(|n| format!("{{ cpu = {n} }}")),
        (1..4u32).prop_map(|ms| format!("{{ wait = {ms} }}")),
        (0..2u32).prop_map(|lock| format!("{{ lock = \"l{lock}\" }}")),
        (0..2u32).prop_map(|lock| format!("{{ unlock = \"l{lock}\" }}")),
        (0..2u32, 0..9i64).prop_map(|(queue, item)| format!("{{ send = \"q{queue}\", item = {item} }}")),
        (0..2u32).prop_map(|queue| format!("{{ recv = \"q{queue}\" }}")),
        Just("{ load = \"c\" }, { store = \"c\", plus = 1 }".to_owned()),
        Just("{ add = \"c\" }".to_owned()),
        Just("{ fail = \"on purpose\" }".to_owned()),
        Just("{ repeat = 2, steps = [{ add = \"c\", by = 2 }, { wait = 1 }] }".to_owned()),
    ]
}

fn scenario() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::collection::vec(step(), 0..8), 1..5).prop_map(|tasks| {
        let mut text = "locks = [\"l0\", \"l1\"]\nqueues = { q0 = 1, q1 = 2 }\ncells = { c = 0 }\n".to_owned();
        for (number, steps) in tasks.iter().enumerate() {
            text += &format!("[[task]]\nname = \"t{number}\"\nsteps = [{}]\n", steps.join(", "));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_random_scenario_hangs_and_tasks_that_are_done_agree_under_every_model(text in scenario(), seed in 0..1000u64) {
        let sequential = run(&text, "sequential", seed);
        for model in MODELS {
            // `run` fails if there is no end; every task has come to something.
            let outcome = run(&text, model, seed);
            prop_assert_eq!(outcome.tasks.len(), sequential.tasks.len());
            for (one, other) in outcome.tasks.iter().zip(&sequential.tasks) {
                if let (Ok(one), Ok(other)) = (one, other) {
                    prop_assert_eq!(one, other);
                }
            }
            let stuck = outcome.tasks.iter().any(|task| task.as_ref().is_err_and(|why| why.starts_with("Deadlock") || why.starts_with("Nobody")));
            prop_assert_eq!(stuck, !outcome.dead_ends.is_empty(), "exactly the tasks that are stuck fail with a reason: {:?}", outcome.dead_ends);
        }
    }
}
