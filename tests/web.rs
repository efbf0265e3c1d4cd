//! The invariants in a real browser, in one of two modes. `wasm-pack test --headless --chrome` or `--firefox`, as typed, runs the models of
//! one lane and processes; after `eval "$(cargo xtask env)"` it has atomics, and threads on one shared memory as well.
//!
//! Workers are started by `suite/workers.js`, because the page's own script is not served here.
#![cfg(target_arch = "wasm32")]

mod suite;

use futures::future::FutureExt as _;
use interleave_core::cancel::Cancel;
use interleave_core::fold::spans::State;
use interleave_core::host::{Host as _, Pulse};
use interleave_web::brief;
use interleave_web::collection::Collection;
use interleave_web::host::BrowserHost;
use interleave_web::library::Library;
use interleave_web::wait::Step;
use js_sys::{Array, Function, JSON, JsString, Reflect};
use suite::scenarios::check_random;
use suite::{check_all, every_workload, overlap, plan};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

#[cfg(target_feature = "atomics")]
use threaded::host;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The models that no host of this suite has.
#[cfg(target_feature = "atomics")]
const LEFT_OUT: &[&str] = &[];
#[cfg(not(target_feature = "atomics"))]
const LEFT_OUT: &[&str] = &["threads", "gil"];

#[wasm_bindgen_test]
async fn every_workload_keeps_every_invariant() {
    // Nobody answers here what is asked of the world outside: that is tested on the page.
    for plan in every_workload("{}").into_iter().filter(|plan| plan.workload.reaches.is_none()) {
        console_log!("{}", plan.workload.id);
        check_all(&host().await, &plan, LEFT_OUT).await;
    }
}

#[wasm_bindgen_test]
async fn computing_long_enough_to_be_preempted_keeps_every_invariant() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 10000000}}"#);
    check_all(&host().await, &plan, LEFT_OUT).await;
}

#[wasm_bindgen_test]
async fn waits_overlap_wherever_the_model_lets_them() {
    let plan = plan(r#"{"workload": "arithmetic", "parameters": {"time_scale": 5}}"#);
    for (model, outcome) in check_all(&host().await, &plan, LEFT_OUT).await {
        let several_lanes = ["threads", "gil", "processes"].contains(&model);
        assert_eq!(overlap(&outcome.trace, State::Waiting), several_lanes, "{model}");
    }
}

#[wasm_bindgen_test]
async fn random_scenarios_end_and_agree_with_the_simulated_host_under_every_model() {
    // Fewer than natively: their waits are real, and `wasm-pack test` gives all tests of a page 20 s.
    check_random(&host().await, 0..10, LEFT_OUT, &Cancel::new(), |text| console_log!("{text}")).await;
}

#[wasm_bindgen_test]
fn a_plan_of_a_script_is_read_and_a_field_that_it_cannot_have_is_refused_with_the_nearest_one() {
    let check = |json: &str| {
        let plan = JSON::parse(json).expect("the test's plan is JSON");
        let mistake = interleave_web::check(plan).unwrap_or_else(|_| panic!("a mistake is an answer"));
        JSON::stringify(&mistake).map_or_else(|_| String::new(), String::from)
    };
    assert_eq!(check(r#"{"workload": "count", "parameters": {"n": 5}, "workers": 3, "models": ["gil"]}"#), "null");
    let mistake = check(r#"{"workload": "count", "params": {"n": 5}}"#);
    assert!(mistake.contains(r#""field":"params""#) && mistake.contains("'parameters'?"), "{mistake}");
}

#[wasm_bindgen_test]
fn a_wait_goes_by_timer_until_it_is_near_its_end_and_then_by_messages() {
    assert_eq!(Step::towards(50_000_000), Step::Timer { milliseconds: 49 });
    assert_eq!(Step::towards(2_000_000), Step::Timer { milliseconds: 1 });
    for left_ns in [1_999_999, 1_000_000, 100_000, 1, 0] {
        assert_eq!(Step::towards(left_ns), Step::Message, "{left_ns} ns");
    }
}

#[wasm_bindgen_test]
fn a_short_head_is_a_number_of_which_every_bit_is_kept() {
    for bytes in [&[][..], &[0], &[0, 0, 0], &[255; 6], &[1, 200, 3]] {
        let number = brief::number_of(bytes).expect("it is short");
        assert_eq!(brief::bytes_of(number), bytes, "{number}");
    }
    // As `web/workers/lending/packed.test.ts` reads it.
    assert_eq!(brief::number_of(&[1, 200, 3]), Some(f64::from(0x03_c801) + 3.0 * 2_f64.powi(48)));
    assert_eq!(brief::number_of(&[0; 7]), None);
}

#[wasm_bindgen_test]
async fn naps_shorter_than_a_timers_millisecond_use_no_timer() {
    assert_eq!(timers_of_naps(50, 100_000).await, 0, "fifty of 0.1 ms");
    assert!(timers_of_naps(1, 20_000_000).await > 0, "one of 20 ms does not go round in messages all the time");
}

/// The timers that an event loop sets for so many naps in a row. Counted where they are set: in the worker's own `setTimeout`.
async fn timers_of_naps(naps: u64, nap_ns: u64) -> u32 {
    let counting = Function::new_no_args(
        "const set = globalThis.setTimeout;
         const calls = [];
         globalThis.setTimeout = (...call) => { calls.push(call[1]); return set(...call); };
         return [calls, () => { globalThis.setTimeout = set; }];",
    );
    let [calls, restore] = [0, 1].map({
        let counting: Array = counting.call0(&JsValue::NULL).expect("it throws nothing").unchecked_into();
        move |place| counting.get(place)
    });
    let lane = move |pulse: std::rc::Rc<Pulse>| {
        async move {
            for _ in 0..naps {
                pulse.until(pulse.now() + nap_ns).await;
            }
        }
        .boxed_local()
    };
    browser().event_loop(&Cancel::new(), Box::new(lane)).await;
    restore.unchecked_into::<Function>().call0(&JsValue::NULL).expect("it throws nothing");
    calls.unchecked_into::<Array>().length()
}

#[wasm_bindgen(module = "/tests/suite/workers.js")]
extern "C" {
    /// A function that starts a process with a number, given the address of this module's JavaScript and its compiled code.
    fn launcher(main: &JsString, module: JsValue) -> Function;

    /// Starts so many threads on the memory. Resolves when all of them can be handed a lane.
    #[cfg(target_feature = "atomics")]
    #[wasm_bindgen(js_name = startThreads)]
    fn start_threads(main: &JsString, module: JsValue, memory: JsValue, count: usize) -> js_sys::Promise;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MAIN: JsString;
}

fn browser() -> BrowserHost {
    BrowserHost::new(Some(MAIN.with(|main| launcher(main, wasm_bindgen::module()))))
}

#[cfg(not(target_feature = "atomics"))]
async fn host() -> BrowserHost {
    browser()
}

/// Without atomics: what needs shared memory is refused.
#[cfg(not(target_feature = "atomics"))]
mod single {
    use interleave_core::model;
    use interleave_core::run;

    use super::*;

    #[wasm_bindgen_test]
    async fn models_of_shared_memory_are_refused_in_this_single_mode_and_tested_after_eval_cargo_xtask_env() {
        let plan = plan(r#"{"workload": "count", "parameters": {"n": 1000}}"#);
        for id in ["threads", "gil"] {
            let model = model::find(id).expect("the test names a model");
            let refused = run::execute(&browser(), &plan, model, &Cancel::new()).await.expect_err("there is one lane");
            assert!(refused.to_string().contains("shared memory"), "{id}: {refused}");
        }
    }
}

/// With atomics: lanes on one shared memory.
#[cfg(target_feature = "atomics")]
mod threaded {
    use super::*;
    use futures::future::LocalBoxFuture;
    use interleave_core::host::SendStart;
    use wasm_bindgen_futures::JsFuture;

    /// More than any test asks for: a pool can neither grow nor be made twice.
    const POOL: usize = 8;

    pub async fn host() -> BrowserHost {
        thread_local! {
            static POOL_STARTED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
        }
        if !POOL_STARTED.replace(true) {
            let started = MAIN.with(|main| start_threads(main, wasm_bindgen::module(), wasm_bindgen::memory(), POOL));
            JsFuture::from(started).await.expect("the threads start");
        }
        browser()
    }

    #[wasm_bindgen_test]
    async fn the_gil_behaves_as_pythons_does() {
        suite::gil::check_gil(&host().await).await;
    }

    #[wasm_bindgen_test]
    async fn more_lanes_than_workers_are_refused_with_the_number() {
        let start = || Box::new(|_| -> LocalBoxFuture<'_, ()> { panic!("no lane begins") }) as SendStart<'_>;
        let lanes = (0..=POOL).map(|_| start()).collect();
        let refused = host().await.parallel(&Cancel::new(), lanes).expect_err("the pool is too small");
        assert!(refused.to_string().contains(&format!("has {POOL} workers")), "{refused}");
    }
}

#[wasm_bindgen_test]
async fn of_the_cores_measured_before_and_after_a_run_the_lesser_number_counts() {
    let _ = host().await;
    let plan = JSON::parse(r#"{"workload": "count"}"#).expect("JSON");
    let environment = |cores: f64| {
        let environment = interleave_web::environment().expect("there is one");
        Reflect::set(&environment, &"cores_measured".into(), &cores.into()).expect("an object");
        environment
    };
    let cores_after = |runs_own: &[f64]| {
        let mut collection = Collection::new(plan.clone(), String::new(), Array::of1(&environment(1.25)).into())
            .expect("the plan is right");
        for cores in runs_own {
            collection.add_environment(0, environment(*cores)).expect("it is one");
        }
        let mut found = collection.finish(JsValue::NULL, &mut Library::new()).expect("no sample is needed");
        for key in ["report", "environment", "cores_measured"] {
            found = Reflect::get(&found, &key.into()).expect("an object");
        }
        found.as_f64()
    };
    assert_eq!(cores_after(&[2.0, 1.5]), Some(1.5));
    assert_eq!(cores_after(&[1.5, 2.0]), Some(1.5));
    assert_eq!(cores_after(&[]), Some(1.25), "a run that was cancelled before has that of the page's start");
}
