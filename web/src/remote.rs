//! A model whose executions happen elsewhere: the page's session decides whose turn it is, and somebody else runs it.

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::cancel::Cancel;
use interleave_core::model::RunError;
use interleave_core::run::Sample;
use interleave_core::run::session::Runner;
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::mailbox::error_message;

/// Takes turns in a session on behalf of another host.
pub struct RemoteRunner<'a> {
    /// As [`Runner::group`].
    pub group: usize,
    /// The place of its plan in the session.
    pub place: usize,
    /// The id of what it runs: a model, or what the plan's workload is set beside.
    pub model: &'static str,
    /// `(place of the plan, model, round) => Promise<Uint8Array>`: the bytes of the sample. It rejects with the reason why there is none.
    pub ask: &'a Function,
}

impl Runner for RemoteRunner<'_> {
    fn group(&self) -> usize {
        self.group
    }

    fn model(&self) -> &'static str {
        self.model
    }

    fn name(&self) -> String {
        self.model.to_owned()
    }

    fn run<'a>(&'a mut self, round: u64, cancel: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        async move {
            if cancel.is_cancelled() {
                return Err(RunError::Cancelled);
            }
            let failed = |error: JsValue| {
                if cancel.is_cancelled() { RunError::Cancelled } else { RunError::Program(error_message(&error)) }
            };
            let asked = self.ask.call3(&JsValue::NULL, &self.place.into(), &self.model.into(), &(round as f64).into());
            let asked = Promise::resolve(&asked.map_err(failed)?);
            let bytes = Uint8Array::new(&JsFuture::from(asked).await.map_err(failed)?).to_vec();
            let sample: Sample = serde_json::from_slice(&bytes)
                .map_err(|error| RunError::Program(format!("Its answer is no sample: {error}.")))?;
            if sample.round == round && sample.model == self.model {
                Ok(sample)
            } else {
                Err(RunError::Program("It answered another question than the one it was asked.".to_owned()))
            }
        }
        .boxed_local()
    }
}
