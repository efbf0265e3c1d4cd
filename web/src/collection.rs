//! What one run has brought so far, kept where reports are made: each sample travels to it once, and each timeline from it once.

use std::collections::BTreeMap;

use interleave_core::assemble::{self, Findings};
use interleave_core::compare::{self, Comparison};
use interleave_core::fold::view::{self, View};
use interleave_core::host::{Environment, Platform, measure};
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::run::{CheckedPlan, SessionSummary};
use interleave_core::trace::Trace;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::library::Library;
use crate::{from_js, parse_plan, to_js};

/// The findings of a run that may still go on.
#[wasm_bindgen]
pub struct Collection {
    plan: CheckedPlan,
    /// In the order of the session's groups.
    places: Vec<Place>,
    /// The traces whose timelines the page has.
    shown: BTreeMap<Key, Trace>,
}

/// What one of the platforms has brought.
struct Place {
    findings: Findings,
    /// As measured in this run so far; the environment that a run begins with was measured earlier.
    measured: Option<Environment>,
}

/// What tells the results of one report apart.
type Key = (String, Platform);

/// What the page is to show. Timelines that it has already are left out.
#[derive(Serialize)]
struct News {
    /// Under which the library keeps it; none before the end.
    id: Option<u32>,
    report: Report,
    view: View,
    /// The places of the run side by side, if there are several.
    comparison: Option<Comparison>,
}

#[wasm_bindgen]
impl Collection {
    /// Nothing yet. `environments` are those of the platforms, in the order of the session's groups; they stand in until
    /// [`Collection::add_environment`] brings those of the run.
    ///
    /// # Errors
    /// When the plan has a mistake.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: JsValue, created: String, environments: JsValue) -> Result<Self, JsError> {
        let plan = parse_plan(plan).and_then(Plan::check)?;
        let environments: Vec<Environment> = from_js(environments)?;
        let place = |environment| Place {
            findings: Findings {
                created: created.clone(),
                environment,
                warmups: Vec::new(),
                samples: Vec::new(),
                unavailable: Vec::new(),
                session: None,
            },
            measured: None,
        };
        Ok(Self { plan, places: environments.into_iter().map(place).collect(), shown: BTreeMap::new() })
    }

    /// How many workers the plan needs.
    #[must_use]
    pub fn lanes(&self) -> u16 {
        self.plan.own_lanes()
    }

    /// How many lanes others must lend before it can begin; 0 where it needs none.
    #[must_use]
    #[wasm_bindgen(js_name = lentLanes)]
    pub fn lent_lanes(&self) -> u16 {
        self.plan.lent_lanes()
    }

    /// The environment of a group is measured before and after the executions. The lesser number of cores counts: something else that used
    /// the machine at either time may have done so all the time.
    ///
    /// # Errors
    /// When it is not an environment.
    #[wasm_bindgen(js_name = addEnvironment)]
    pub fn add_environment(&mut self, group: usize, environment: JsValue) -> Result<(), JsError> {
        let measured: Environment = from_js(environment)?;
        let Some(Place { findings, measured: before }) = self.places.get_mut(group) else { return Err(no_such(group)) };
        let measured = match before {
            Some(before) => measure::with_lesser_cores(measured, before),
            None => measured,
        };
        findings.environment = measured.clone();
        *before = Some(measured);
        Ok(())
    }

    /// Keeps a measured execution of a group, in the bytes by which [`crate::run`] hands it on.
    ///
    /// # Errors
    /// When it is not a sample.
    #[wasm_bindgen(js_name = addSample)]
    pub fn add_sample(&mut self, group: usize, sample: &[u8]) -> Result<(), JsError> {
        let place = self.places.get_mut(group).ok_or_else(|| no_such(group))?;
        place.findings.samples.push(serde_json::from_slice(sample)?);
        Ok(())
    }

    /// Keeps the first execution of a group's runner, which only warmed up, until there is a measured one.
    ///
    /// # Errors
    /// When it is not a sample.
    #[wasm_bindgen(js_name = addWarmup)]
    pub fn add_warmup(&mut self, group: usize, sample: &[u8]) -> Result<(), JsError> {
        let place = self.places.get_mut(group).ok_or_else(|| no_such(group))?;
        place.findings.warmups.push(serde_json::from_slice(sample)?);
        Ok(())
    }

    /// Keeps that a model of a group could not run, and why.
    ///
    /// # Errors
    /// When there is no such group.
    #[wasm_bindgen(js_name = addUnavailable)]
    pub fn add_unavailable(&mut self, group: usize, model: String, why: String) -> Result<(), JsError> {
        let place = self.places.get_mut(group).ok_or_else(|| no_such(group))?;
        place.findings.unavailable.push((model, why));
        Ok(())
    }

    /// The report so far, without its traces, and what of it is new to the eye.
    ///
    /// # Errors
    /// Never for what this crate made itself.
    pub fn news(&mut self) -> Result<JsValue, JsError> {
        let mut report = self.report()?;
        let view = view_of_news(&mut report, &self.shown);
        for result in &mut report.results {
            if let Some(trace) = result.trace.take() {
                self.shown.insert((result.model.clone(), result.platform), trace);
            }
        }
        let (report, comparison) = compared(report);
        to_js(&News { id: None, report, view, comparison })
    }

    /// The whole report, kept in `library` from here on, and what of it is new to the eye. `session` is what [`crate::run`] gave; nothing
    /// when it was stopped.
    ///
    /// # Errors
    /// When that is something else.
    pub fn finish(mut self, session: JsValue, library: &mut Library) -> Result<JsValue, JsError> {
        let session: Option<SessionSummary> = from_js(session)?;
        for place in &mut self.places {
            place.findings.session = session;
        }
        let mut report = self.report()?;
        let view = view_of_news(&mut report, &self.shown);
        let (mut report, comparison) = compared(report);
        for result in &mut report.results {
            result.trace = result.trace.take().or_else(|| self.shown.remove(&(result.model.clone(), result.platform)));
        }
        let id = Some(library.keep(THIS_RUN.to_owned(), report.clone()));
        to_js(&News { id, report, view, comparison })
    }

    fn report(&self) -> Result<Report, JsError> {
        let reports = self.places.iter().map(|place| assemble::report(&self.plan, &place.findings)).collect();
        assemble::together(reports).ok_or_else(|| JsError::new("The run has no place."))
    }
}

/// How comparisons call the page's own run.
const THIS_RUN: &str = "this run";

fn no_such(group: usize) -> JsError {
    JsError::new(&format!("The run has no group {group}."))
}

/// The places of a report side by side; nothing when there is only one, or they are not to be compared.
fn compared(report: Report) -> (Report, Option<Comparison>) {
    let several = !report.other_environments.is_empty();
    let comparison = several.then(|| compare::compare(&[(THIS_RUN, &report)]).ok()).flatten();
    (report, comparison)
}

/// Takes the traces that were shown before out of the report, and makes a view of what remains.
fn view_of_news(report: &mut Report, shown: &BTreeMap<Key, Trace>) -> View {
    for result in &mut report.results {
        if result.trace.is_some() && result.trace.as_ref() == shown.get(&(result.model.clone(), result.platform)) {
            result.trace = None;
        }
    }
    view::view(report)
}
