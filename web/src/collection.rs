//! What one run has brought so far, kept where reports are made: each sample travels to it once, and each timeline from it once.

use std::collections::BTreeMap;

use interleave_core::assemble::{self, Findings};
use interleave_core::fold::view::{self, View};
use interleave_core::host::{Environment, measure};
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::run::{CheckedPlan, SessionSummary};
use interleave_core::trace::Trace;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{from_js, parse_plan, to_js};

/// The findings of a run that may still go on.
#[wasm_bindgen]
pub struct Collection {
    plan: CheckedPlan,
    findings: Findings,
    /// As measured in this run so far; the environment that a run begins with was measured earlier.
    measured: Option<Environment>,
    /// The traces whose timelines the page has, by model.
    shown: BTreeMap<String, Trace>,
}

/// What the page is to show. Timelines that it has already are left out.
#[derive(Serialize)]
struct News {
    report: Report,
    view: View,
}

#[wasm_bindgen]
impl Collection {
    /// Nothing yet. `environment` stands in until [`Collection::add_environment`] brings that of the run.
    ///
    /// # Errors
    /// When the plan has a mistake.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: JsValue, created: String, environment: JsValue) -> Result<Self, JsError> {
        let plan = parse_plan(plan).and_then(Plan::check)?;
        let findings = Findings {
            created,
            environment: from_js(environment)?,
            samples: Vec::new(),
            unavailable: Vec::new(),
            session: None,
        };
        Ok(Self { plan, findings, measured: None, shown: BTreeMap::new() })
    }

    /// How many workers the plan needs.
    #[must_use]
    pub fn lanes(&self) -> u16 {
        self.plan.lanes()
    }

    /// The environment is measured before and after the executions. The lesser number of cores counts: something else that used
    /// the machine at either time may have done so all the time.
    ///
    /// # Errors
    /// When it is not an environment.
    #[wasm_bindgen(js_name = addEnvironment)]
    pub fn add_environment(&mut self, environment: JsValue) -> Result<(), JsError> {
        let measured: Environment = from_js(environment)?;
        let measured = match &self.measured {
            Some(before) => measure::with_lesser_cores(measured, before),
            None => measured,
        };
        self.findings.environment = measured.clone();
        self.measured = Some(measured);
        Ok(())
    }

    /// Keeps a measured execution, in the bytes by which [`crate::run`] hands it on.
    ///
    /// # Errors
    /// When it is not a sample.
    #[wasm_bindgen(js_name = addSample)]
    pub fn add_sample(&mut self, sample: &[u8]) -> Result<(), JsError> {
        self.findings.samples.push(serde_json::from_slice(sample)?);
        Ok(())
    }

    /// Keeps that a model could not run, and why.
    #[wasm_bindgen(js_name = addUnavailable)]
    pub fn add_unavailable(&mut self, model: String, why: String) {
        self.findings.unavailable.push((model, why));
    }

    /// The report so far, without its traces, and what of it is new to the eye.
    ///
    /// # Errors
    /// Never for what this crate made itself.
    pub fn news(&mut self) -> Result<JsValue, JsError> {
        let mut report = assemble::report(&self.plan, &self.findings);
        let view = view_of_news(&mut report, &self.shown);
        for result in &mut report.results {
            if let Some(trace) = result.trace.take() {
                self.shown.insert(result.model.clone(), trace);
            }
        }
        to_js(&News { report, view })
    }

    /// The whole report, and what of it is new to the eye. `session` is what [`crate::run`] gave; nothing when it was stopped.
    ///
    /// # Errors
    /// When that is something else.
    pub fn finish(self, session: JsValue) -> Result<JsValue, JsError> {
        let Self { plan, findings, mut shown, .. } = self;
        let session: Option<SessionSummary> = from_js(session)?;
        let mut report = assemble::report(&plan, &Findings { session, ..findings });
        let view = view_of_news(&mut report, &shown);
        for result in &mut report.results {
            result.trace = result.trace.take().or_else(|| shown.remove(&result.model));
        }
        to_js(&News { report, view })
    }
}

/// Takes the traces that were shown before out of the report, and makes a view of what remains.
fn view_of_news(report: &mut Report, shown: &BTreeMap<String, Trace>) -> View {
    for result in &mut report.results {
        if result.trace.is_some() && result.trace.as_ref() == shown.get(&result.model) {
            result.trace = None;
        }
    }
    view::view(report)
}
