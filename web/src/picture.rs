//! The picture that a plan's workload computes, for the page.

use interleave_core::fold::picture;
use interleave_core::plan::Plan;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::library::Answer;
use crate::{parse_plan, to_js};

/// More iterations than these, most of which are never needed, keep the page waiting for seconds.
const MOST_ITERATIONS: u64 = 1 << 31;

/// The picture of the plan, or the sentence why the page has none; nothing if its workload computes none.
///
/// # Errors
/// Never for what this crate made itself.
#[wasm_bindgen]
pub fn picture(plan: JsValue) -> Result<JsValue, JsError> {
    let plan = parse_plan(plan).and_then(Plan::check).ok().filter(|plan| picture::paints(plan.workload.id));
    let Some(plan) = plan else { return Ok(JsValue::NULL) };
    let answer = if picture::iterations(&plan) > MOST_ITERATIONS {
        Answer::Refused(
            "This picture takes too long to be drawn on the page; natively, --picture writes it.".to_owned(),
        )
    } else {
        Answer::Given(picture::picture(&plan))
    };
    to_js(&answer)
}
