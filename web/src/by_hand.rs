//! Tasks by hand, for the benchmark: its bare workers compute the same, without any model.

use futures::future::FutureExt as _;
use interleave_core::cancel::Cancel;
use interleave_core::clock::Clock;
use interleave_core::host::{Compute, Host as _, Onlooker, Pulse};
use interleave_core::model::{self, RunState};
use interleave_core::plan::Plan;
use interleave_core::task::Free;
use interleave_core::trace::{Recorder, Room};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::host::BrowserHost;
use crate::parse_plan;

/// Programs that only compute need none.
const NO_CLOCK: Clock = || 0;

/// What these tasks of the plan's program answer. They are done one after the other: no model runs them, nothing is written down, and no clock is
/// read.
///
/// # Errors
/// When the plan has a mistake, there is no such task, one waits for anything, or one fails.
#[wasm_bindgen(js_name = tasksByHand)]
pub fn tasks_by_hand(plan: JsValue, tasks: &[u32]) -> Result<Vec<u64>, JsError> {
    let checked = parse_plan(plan).and_then(Plan::check).map_err(|mistake| JsError::new(&mistake.message))?;
    let names = (checked.workload.tasks)(checked.values());
    let model = model::find("sequential").map_err(|mistake| JsError::new(&mistake.message))?;
    let demand = checked.demand(model, names.len());
    let (cancel, host) = (Cancel::new(), BrowserHost::new(None));
    let around = (&cancel, host.outside(), (|_, _| ()) as Onlooker);
    let state = RunState::new(checked.as_plan(), checked.workload, model.resources.len(), demand, &names, around);
    {
        // It has no room to write anything down.
        let recorder = Recorder::new(0, NO_CLOCK, &*state.seq, Room::default());
        let pulse = Pulse::new(NO_CLOCK, Compute::Real);
        for task in state.task_ids() {
            if !tasks.contains(&task) {
                state.keep(task, 0, Ok(0));
            } else if state.perform(&recorder, &pulse, &Free, task).now_or_never().is_none() {
                return Err(JsError::new(&format!("{} waits for something", names[task as usize])));
            }
        }
    }
    let outcomes = state.finish().outcomes.unwrap_or_default();
    let asked = tasks.iter().map(|task| outcomes.get(*task as usize).cloned());
    asked
        .map(|answer| {
            answer.unwrap_or_else(|| Err("there is no such task".to_owned())).map_err(|why| JsError::new(&why))
        })
        .collect()
}
