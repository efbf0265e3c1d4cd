//! Recorded executions, event by event, for the page's replay: the page holds their moments, and asks for one sentence at a time.

use interleave_core::fold::{in_words, standing, steps};
use interleave_core::host::Platform;
use interleave_core::plan::Plan;
use interleave_core::trace::Trace;
use js_sys::{Float64Array, Uint32Array};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::library::{Library, is_painted};
use crate::{from_js, to_js};

/// Which execution: of all that a kept report paints of a model on a platform, the one in this place.
#[derive(Deserialize)]
struct Execution {
    report: u32,
    model: String,
    platform: Platform,
    place: usize,
}

#[wasm_bindgen]
impl Library {
    /// When each event of an execution happened, in nanoseconds since it began; nothing when the page has no such execution, or its
    /// trace is too long.
    ///
    /// # Errors
    /// When `execution` names none.
    pub fn moments(&self, execution: JsValue) -> Result<Option<Float64Array>, JsError> {
        let moments = |trace| steps::moments(trace).into_iter().map(|at_ns| at_ns as f64).collect::<Vec<_>>();
        Ok(self.trace(from_js(execution)?).map(|trace| Float64Array::from(moments(trace).as_slice())))
    }

    /// Where in the program each lane was: first the fingerprint of the program's text, then for each event the number of its lane, and the
    /// line twice over, and one more where the function around it is meant; 0 where the lane is at no line.
    ///
    /// # Errors
    /// When `execution` names none.
    pub fn standings(&self, execution: JsValue) -> Result<Option<Uint32Array>, JsError> {
        let execution: Execution = from_js(execution)?;
        let plan = self.report(execution.report).map(|report| &report.plan);
        let numbers = |(plan, trace): (&Plan, &Trace)| {
            let pairs = standing::standings(plan, trace)
                .into_iter()
                .flat_map(|one| [u32::from(one.lane), one.line.saturating_mul(2) | u32::from(one.function)]);
            std::iter::once(trace.source).chain(pairs).collect::<Vec<_>>()
        };
        let found = plan.zip(self.trace(execution));
        Ok(found.map(|found| Uint32Array::from(numbers(found).as_slice())))
    }

    /// The sentence about one event of an execution; nothing when there is no such event.
    ///
    /// # Errors
    /// When `execution` names none.
    pub fn step(&self, execution: JsValue, place: usize) -> Result<JsValue, JsError> {
        to_js(&self.trace(from_js(execution)?).and_then(|trace| steps::step(trace, place)))
    }

    /// An execution in sentences, lane by lane and task by task; nothing when the page has no such execution.
    ///
    /// # Errors
    /// When `execution` names none.
    #[wasm_bindgen(js_name = inWords)]
    pub fn in_words(&self, execution: JsValue) -> Result<JsValue, JsError> {
        let execution: Execution = from_js(execution)?;
        let model = execution.model.clone();
        to_js(&self.trace(execution).map(|trace| in_words::fold(trace, &model)))
    }

    fn trace(&self, Execution { report, model, platform, place }: Execution) -> Option<&Trace> {
        let same = self.report(report)?.results.iter().filter(|one| one.model == model && one.platform == platform);
        same.filter_map(|result| result.trace.as_ref()).filter(|trace| is_painted(trace)).nth(place)
    }
}
