//! What a sweep has brought so far: the findings at each value of its axis, in the clerk, where curves are made of them.

use interleave_core::assemble::Findings;
use interleave_core::host::{Environment, measure};
use interleave_core::mistake::Mistake;
use interleave_core::run::{CheckedPlan, SessionSummary};
use interleave_core::sweep::{self, Axis, Sweep, Variation};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{from_js, parse_plan, to_js};

/// The findings of a sweep that may still go on; the place of a value on the axis is its group.
#[wasm_bindgen]
pub struct SweepCollection {
    axis: Axis,
    found: Vec<(CheckedPlan, Findings)>,
    /// As measured in this sweep so far.
    measured: Option<Environment>,
}

#[wasm_bindgen]
impl SweepCollection {
    /// Nothing yet. `environment` stands in until [`SweepCollection::add_environment`] brings that of the sweep.
    ///
    /// # Errors
    /// When the plan or what is to be varied has a mistake.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: JsValue, variation: JsValue, created: String, environment: JsValue) -> Result<Self, JsError> {
        let (axis, plans) = read(plan, variation)?;
        let environment: Environment = from_js(environment)?;
        let findings = || Findings {
            created: created.clone(),
            environment: environment.clone(),
            warmups: Vec::new(),
            samples: Vec::new(),
            unavailable: Vec::new(),
            session: None,
        };
        let found = plans.into_iter().map(|plan| (plan, findings())).collect();
        Ok(Self { axis, found, measured: None })
    }

    /// How many workers the plans need at the most.
    #[must_use]
    pub fn lanes(&self) -> u16 {
        self.found.iter().map(|(plan, _)| plan.own_lanes()).max().unwrap_or(0)
    }

    /// How many lanes others must lend before they can begin; 0 where they need none.
    #[must_use]
    #[wasm_bindgen(js_name = lentLanes)]
    pub fn lent_lanes(&self) -> u16 {
        self.found.iter().map(|(plan, _)| plan.lent_lanes()).max().unwrap_or(0)
    }

    /// The plan at each value of the axis.
    ///
    /// # Errors
    /// Never for what this crate made itself.
    pub fn plans(&self) -> Result<JsValue, JsError> {
        to_js(&self.found.iter().map(|(plan, _)| plan.as_plan()).collect::<Vec<_>>())
    }

    /// Where all of it runs, before and after; the lesser number of cores counts.
    ///
    /// # Errors
    /// When it is not an environment.
    #[wasm_bindgen(js_name = addEnvironment)]
    pub fn add_environment(&mut self, _platform: usize, environment: JsValue) -> Result<(), JsError> {
        let measured: Environment = from_js(environment)?;
        let measured = match &self.measured {
            Some(before) => measure::with_lesser_cores(measured, before),
            None => measured,
        };
        for (_, findings) in &mut self.found {
            findings.environment = measured.clone();
        }
        self.measured = Some(measured);
        Ok(())
    }

    /// Keeps a measured execution, in the bytes by which [`crate::run`] hands it on.
    ///
    /// # Errors
    /// When it is not a sample, or there is no such group.
    #[wasm_bindgen(js_name = addSample)]
    pub fn add_sample(&mut self, group: usize, sample: &[u8]) -> Result<(), JsError> {
        self.findings(group)?.samples.push(serde_json::from_slice(sample)?);
        Ok(())
    }

    /// Keeps that a model could not run, and why.
    ///
    /// # Errors
    /// When there is no such group.
    #[wasm_bindgen(js_name = addUnavailable)]
    pub fn add_unavailable(&mut self, group: usize, model: String, why: String) -> Result<(), JsError> {
        self.findings(group)?.unavailable.push((model, why));
        Ok(())
    }

    /// The sweep so far.
    ///
    /// # Errors
    /// Never for what this crate made itself.
    pub fn news(&self) -> Result<JsValue, JsError> {
        to_js(&self.sweep())
    }

    /// The whole sweep. `session` is what [`crate::run`] gave; nothing when it was stopped.
    ///
    /// # Errors
    /// When that is something else.
    pub fn finish(mut self, session: JsValue) -> Result<JsValue, JsError> {
        let session: Option<SessionSummary> = from_js(session)?;
        for (_, findings) in &mut self.found {
            findings.session = session;
        }
        to_js(&self.sweep())
    }

    fn sweep(&self) -> Sweep {
        sweep::sweep(self.axis.clone(), &self.found)
    }

    fn findings(&mut self, group: usize) -> Result<&mut Findings, JsError> {
        let found = self.found.get_mut(group).map(|(_, findings)| findings);
        found.ok_or_else(|| JsError::new(&format!("The sweep has no group {group}.")))
    }
}

/// The first mistake in a sweep, or nothing.
///
/// # Errors
/// Never for what can be told in JSON.
#[wasm_bindgen(js_name = checkSweep)]
pub fn check_sweep(plan: JsValue, variation: JsValue) -> Result<JsValue, JsError> {
    to_js(&read(plan, variation).err())
}

/// The command that does the same sweep natively, or nothing if it has a mistake.
#[wasm_bindgen(js_name = sweepCommand)]
pub fn sweep_command(plan: JsValue, variation: JsValue) -> Option<String> {
    let (axis, plans) = read(plan, variation).ok()?;
    Some(interleave_core::fold::command::sweep(plans.first()?, &axis.id, &axis.values))
}

fn read(plan: JsValue, variation: JsValue) -> Result<(Axis, Vec<CheckedPlan>), Mistake> {
    let plan = parse_plan(plan)?;
    let variation: Variation = from_js(variation)
        .map_err(|error| Mistake::new("variation", format!("This is nothing that can be varied: {error}.")))?;
    sweep::plans(&plan, &variation)
}
