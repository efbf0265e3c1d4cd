//! Tasks by hand, for the benchmark: its bare workers compute the same, without any model.

use interleave_core::cancel::Cancel;
use interleave_core::host::{Host as _, Onlooker};
use interleave_core::model::{self, RunState};
use interleave_core::plan::Plan;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::host::BrowserHost;
use crate::parse_plan;

/// What these tasks of the plan's program answer: see `by_hand` in `core/src/model/by_hand.rs`.
///
/// # Errors
/// When the plan has a mistake, there is no such task, one waits for anything, or one fails.
#[wasm_bindgen(js_name = tasksByHand)]
pub fn tasks_by_hand(plan: JsValue, tasks: &[u32]) -> Result<Vec<u64>, JsError> {
    let checked = parse_plan(plan).and_then(Plan::check).map_err(|mistake| JsError::new(&mistake.message))?;
    let names = (checked.workload.tasks)(checked.values());
    if let Some(unknown) = tasks.iter().find(|task| **task as usize >= names.len()) {
        return Err(JsError::new(&format!("There is no task {unknown}.")));
    }
    let model = model::find("sequential").map_err(|mistake| JsError::new(&mistake.message))?;
    let demand = checked.demand(model, names.len());
    let (cancel, host) = (Cancel::new(), BrowserHost::new(None));
    let around = (&cancel, host.outside(), (|_, _| ()) as Onlooker);
    let state = RunState::new(checked.as_plan(), checked.workload, model.resources.len(), demand, &names, around);
    let answers = model::by_hand(state, |task| tasks.contains(&task)).map_err(|why| JsError::new(&why))?;
    Ok(tasks.iter().map(|task| answers[*task as usize]).collect())
}
