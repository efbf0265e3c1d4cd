//! Texts that visitors bring: files for any workload that takes one, and what the editor of scenarios asks.

use interleave_core::mistake::Mistake;
use interleave_core::{scenario, workload};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::library::Answer;
use crate::to_js;

/// The scenarios that are ready to be run or changed, and how long a text may be.
#[wasm_bindgen(js_name = scenarioLanguage)]
pub fn scenario_language() -> Result<JsValue, JsError> {
    to_js(&scenario::language())
}

/// What may stand between two parts of a text, or nothing; unasked, only where something of it has been typed.
#[wasm_bindgen(js_name = completeScenario)]
pub fn complete_scenario(before: &str, after: &str, asked: bool) -> Result<JsValue, JsError> {
    to_js(&scenario::complete(before, after, asked))
}

/// The text of a file for a workload, or the sentence why there is none.
#[wasm_bindgen(js_name = readText)]
pub fn read_text(workload: &str, name: &str, bytes: Vec<u8>) -> Result<JsValue, JsError> {
    let read = |bytes| {
        let parameter = workload::find(workload)?.text_parameter();
        let parameter = parameter.ok_or_else(|| Mistake::new("file", format!("{workload} takes no text.")))?;
        parameter.text_of(name, bytes)
    };
    to_js(&match read(bytes) {
        Ok(text) => Answer::Given(text),
        Err(mistake) => Answer::Refused(mistake.message),
    })
}
