//! Commands for the native program: reading one that was pasted, and writing that of a comparison.

use interleave_core::fold::{command, command_line};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::library::Answer;
use crate::to_js;

/// What a pasted command asks for, or the sentence why that is not understood.
///
/// # Errors
/// Never for what can be told in JSON.
#[wasm_bindgen(js_name = readCommand)]
pub fn read_command(line: &str) -> Result<JsValue, JsError> {
    to_js(&match command_line::read(line) {
        Ok(asked) => Answer::Given(asked),
        Err(mistake) => Answer::Refused(mistake.message),
    })
}

/// The command that puts stored reports side by side, the first of which is what the others are measured by.
#[wasm_bindgen(js_name = compareCommand)]
#[must_use]
pub fn compare_command(files: Vec<String>) -> String {
    command::compare(&files.iter().map(String::as_str).collect::<Vec<_>>())
}
