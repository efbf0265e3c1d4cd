//! What the page must know of the services that programs ask: which one a plan needs, and what whoever answers needs to know.

use interleave_core::plan::Plan;
use interleave_core::workload::company_database;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{parse_plan, to_js};

/// What the worker that answers must know of the company's database.
#[wasm_bindgen(js_name = companyDatabase)]
pub fn company_database() -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    struct Facts {
        script: String,
        unsteady_functions: &'static [&'static str],
        longest_query_ms: u64,
    }
    to_js(&Facts {
        script: company_database::script(),
        unsteady_functions: company_database::UNSTEADY_FUNCTIONS,
        longest_query_ms: company_database::LONGEST_QUERY_MS,
    })
}

/// Who answers what the plan's workload asks of the world outside, or nothing if it asks nobody.
#[wasm_bindgen]
pub fn reaches(plan: JsValue) -> Result<JsValue, JsError> {
    to_js(&parse_plan(plan).and_then(Plan::check).ok().and_then(|plan| plan.workload.reaches))
}
