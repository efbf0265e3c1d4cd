//! Tasks by hand, which the benchmark measures models beside, come to the answers of a model.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these tests use only a part of it")]
mod suite;

use futures::executor::block_on;
use interleave_core::cancel::Cancel;
use interleave_core::host::Host as _;
use interleave_core::model::{self, RunState};
use interleave_core::run::CheckedPlan;
use interleave_core::trace::TaskId;
use interleave_core::workload;
use serde_json::json;
use suite::{outcome, plan};

/// What the tasks of a plan that `picked` picks answer, without any model.
fn by_hand(plan: &CheckedPlan, picked: impl Fn(TaskId) -> bool) -> Result<Vec<u64>, String> {
    let (host, cancel) = (suite::simulated(1), Cancel::new());
    let model = model::find("sequential").expect("it is a model");
    let tasks = (plan.workload.tasks)(plan.values());
    let around = (&cancel, host.outside(), host.onlooker());
    let demand = plan.demand(model, tasks.len());
    model::by_hand(RunState::new(plan.as_plan(), plan.workload, 0, demand, &tasks, around), picked)
}

#[test]
fn tasks_by_hand_answer_what_they_answer_under_a_model() {
    for id in ["count", "mandelbrot", "compress", "compile"] {
        let parameters = workload::find(id).expect("it is a workload").small();
        let plan = plan(&json!({ "workload": id, "parameters": parameters }).to_string());
        let tasks = block_on(outcome(&suite::simulated(1), &plan, "sequential")).tasks;
        let expected: Vec<_> = tasks.into_iter().map(|answer| answer.expect("each comes to an end")).collect();
        assert!(expected.len() > 1, "{id} has several tasks");
        assert_eq!(by_hand(&plan, |_| true).as_ref(), Ok(&expected), "{id}");
        let last = expected.len() - 1;
        let only_last = (0..=last).map(|task| if task == last { expected[task] } else { 0 }).collect();
        assert_eq!(by_hand(&plan, |task| task as usize == last), Ok(only_last), "{id}: what nobody picks answers 0");
    }
}

#[test]
fn a_task_that_waits_fails_by_hand_and_says_why() {
    for waiting in [r#"{"workload": "arithmetic"}"#, r#"{"workload": "sort", "parameters": {"n": 1000}}"#] {
        let why = by_hand(&plan(waiting), |_| true).expect_err("it sleeps, or waits for another task");
        assert!(why.contains("waits"), "{why}");
    }
}
