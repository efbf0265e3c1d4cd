//! Scenarios on the simulated host: the built-in ones, and random ones. No run hangs, and no wait that can never end
//! goes unexplained.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "scenarios use only a part of it")]
mod suite;

use futures::executor::block_on;
use interleave_core::cancel::Cancel;
use interleave_core::model;
use interleave_core::plan::Plan;
use interleave_core::run::{self, Outcome, checksum};
use interleave_core::scenario::builtin;
use interleave_core::sim::SimulatedHost;
use suite::scenarios::check_random;

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

#[test]
fn random_scenarios_end_and_agree_under_every_model() {
    const COUNT: u64 = 60;
    for first in [0, 1 << 40] {
        let seeds = first..first + COUNT;
        let stalls =
            block_on(check_random(&SimulatedHost::new(first), seeds, &[], &Cancel::new(), |text| println!("{text}")));
        assert!((10..50).contains(&stalls), "of {COUNT}, {stalls} get stuck: too few on one side to test it");
    }
}
