//! The invariants in a real browser: web workers on one shared memory. `wasm-pack test --headless --chrome` or `--firefox`.
//!
//! Process workers need a script of the page, which this test runner does not serve; tests/page covers them.
#![cfg(target_arch = "wasm32")]

mod suite;

use futures::future::LocalBoxFuture;
use interleave_core::fold::spans::State;
use interleave_web::host::BrowserHost;
use js_sys::Function;
use suite::{check_all, every_workload, outcome, overlap, plan};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// More than any test asks for: a pool can neither grow nor be made twice.
const POOL: usize = 8;

async fn host() -> BrowserHost {
    thread_local! {
        static POOL_STARTED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if !POOL_STARTED.replace(true) {
        JsFuture::from(interleave_web::init_thread_pool(POOL)).await.expect("the pool starts");
    }
    BrowserHost::new(Function::default())
}

#[wasm_bindgen_test]
async fn every_workload_keeps_every_invariant() {
    for plan in every_workload("{}") {
        console_log!("{}", plan.workload.id);
        check_all(&host().await, &plan, &["processes"]).await;
    }
}

#[wasm_bindgen_test]
async fn computing_long_enough_to_be_preempted_keeps_every_invariant() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 10000000}}"#);
    check_all(&host().await, &plan, &["processes"]).await;
}

#[wasm_bindgen_test]
async fn waits_overlap_wherever_the_model_lets_them() {
    let plan = plan(r#"{"workload": "arithmetic", "parameters": {"time_scale": 5}}"#);
    for model in ["threads", "gil"] {
        let trace = outcome(&host().await, &plan, model).await.trace;
        assert!(overlap(&trace, State::Waiting), "{model}");
    }
}

#[wasm_bindgen_test]
async fn more_lanes_than_workers_are_refused_with_the_number() {
    use interleave_core::host::{Host as _, SendStart};
    let start = || Box::new(|_| -> LocalBoxFuture<'_, ()> { panic!("no lane begins") }) as SendStart<'_>;
    let lanes = (0..=POOL).map(|_| start()).collect();
    let cancel = interleave_core::cancel::Cancel::new();
    let refused = host().await.parallel(&cancel, lanes).expect_err("the pool is too small");
    assert!(refused.to_string().contains(&format!("has {POOL} workers")), "{refused}");
}
