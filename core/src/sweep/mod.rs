//! One plan at many worker counts, or with many values of a parameter: how speed-up grows, and by which law.

mod points;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assemble::{self, Findings};
use crate::error::Mistake;
use crate::executor;
use crate::parameter::{Range, Value};
use crate::plan::{self, CheckedPlan};
use crate::report::{Estimate, Report, Warning};
use crate::statistics::{self, Amdahl, Usl};

/// The version of [`Sweep`]'s format.
pub const SCHEMA: &str = "interleave.sweep/1";

/// The axis along which worker counts are tried.
pub const WORKERS: &str = "workers";

/// What a sweep found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sweep {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What was varied.
    pub axis: Axis,
    /// One per value of the axis, in its order; what happened in their lanes is left out.
    pub reports: Vec<Report>,
    /// One per model.
    pub curves: Vec<Curve>,
    /// By model, Amdahl's law fitted to its speed-ups over its worker counts; empty when no worker counts were varied.
    pub amdahl: BTreeMap<String, Amdahl>,
    /// As `amdahl`, the Universal Scalability Law.
    pub usl: BTreeMap<String, Usl>,
    /// What the curves say, in plain sentences.
    pub insight: Vec<String>,
    /// What a reader should know before trusting them.
    pub warnings: Vec<Warning>,
}

/// What was varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Axis {
    /// [`WORKERS`], or the id of a parameter.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// The values tried, in order.
    pub values: Vec<Value>,
}

/// One model over the values of the axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Curve {
    /// The model's id.
    pub model: String,
    /// The model's name for people.
    pub title: String,
    /// One per value of the axis, in its order.
    pub points: Vec<Point>,
}

/// One model at one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// The value of the axis.
    pub value: Value,
    /// The median time in milliseconds; absent when nothing finished.
    pub median_ms: Option<f64>,
    /// Over worker counts: against the same model with one worker. Over a parameter: against `sequential` at the same value.
    /// Paired by round.
    pub speedup: Option<Estimate>,
    /// Speed-up by worker; absent when no worker counts were varied.
    pub efficiency: Option<f64>,
    /// What the fitted Universal Scalability Law, or else Amdahl's, says the speed-up is here.
    pub fitted: Option<f64>,
    /// The same figures as words.
    pub words: PointWords,
}

/// What is painted of a point; empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointWords {
    pub median: String,
    pub interval: String,
    pub speedup: String,
    pub speedup_interval: String,
    pub efficiency: String,
    pub fitted: String,
}

/// The axis `id` with these values of `workload`'s parameter, or of the worker count.
///
/// # Errors
/// When there is no such parameter, there are fewer than two values, or a worker count does not begin with 1.
pub fn axis(plan: &CheckedPlan, id: &str, values: Vec<Value>) -> Result<Axis, Mistake> {
    if values.len() < 2 {
        return Err(Mistake::new(id, format!("A sweep needs at least two values of {id}.")));
    }
    let repeated = values.iter().enumerate().find(|(place, value)| values[..*place].contains(value));
    if let Some((_, value)) = repeated {
        return Err(Mistake::new(id, format!("{id}={} is named twice: name each value once.", points::shown(value))));
    }
    if id == WORKERS && values.first() != Some(&Value::Integer(1)) {
        let sentence = "Speed-up is counted against one worker: let --workers begin with 1, such as 1..8 or 1,2,4.";
        return Err(Mistake::new(id, sentence));
    }
    let known = if id == WORKERS { plan::settings() } else { plan.workload.parameters() };
    let ids: Vec<&str> = known.iter().map(|parameter| parameter.id).collect();
    let Some(parameter) = known.iter().find(|parameter| parameter.id == id) else {
        return Err(Mistake::unknown(id, "parameter", id, &ids));
    };
    let unit = if let Range::Integer { unit, .. } = parameter.range { unit } else { "" };
    Ok(Axis { id: id.to_owned(), title: parameter.title.to_owned(), unit: unit.to_owned(), values })
}

/// Puts together what was found at each value of the axis, in its order.
pub fn sweep(axis: Axis, found: Vec<(CheckedPlan, Findings)>) -> Sweep {
    let (mut amdahl, mut usl) = (BTreeMap::new(), BTreeMap::new());
    let models = found.first().map(|(plan, _)| plan.models.clone()).unwrap_or_default();
    let by_workers = axis.id == WORKERS;
    let mut speedups: Vec<Vec<Option<Estimate>>> = Vec::new();
    for model in &models {
        let seed = found[0].0.plan.seed;
        if by_workers {
            let rounds = points::rounds(model.id, &found);
            let fitted = points::for_fit(&found[0].0, &rounds);
            amdahl.extend(statistics::amdahl(&fitted, seed).map(|fit| (model.id.to_owned(), fit)));
            usl.extend(statistics::usl(&fitted, seed).map(|fit| (model.id.to_owned(), fit)));
            speedups.push(rounds.iter().map(|rounds| points::estimate(rounds, seed)).collect());
        } else {
            speedups.push(Vec::new());
        }
    }
    let mut warnings = found.first().map(|(plan, _)| points::doubts(plan, &axis)).unwrap_or_default();
    let reports: Vec<Report> = found.into_iter().map(|(plan, findings)| assemble::report(&plan, findings)).collect();
    let curve = |(model, speedups): (&&'static executor::Model, Vec<Option<Estimate>>)| {
        let fits = (usl.get(model.id).copied(), amdahl.get(model.id).copied());
        let points = axis.values.iter().enumerate().zip(&reports).map(|((place, value), report)| {
            points::point(value, model.id, report, speedups.get(place).copied().flatten(), fits)
        });
        Curve { model: model.id.to_owned(), title: model.title.to_owned(), points: points.collect() }
    };
    let curves: Vec<Curve> = models.iter().zip(speedups).map(curve).collect();
    warnings.extend(points::carried(&reports));
    let insight = words::insight(&curves, &amdahl, &usl);
    let reports = reports.into_iter().map(points::without_traces).collect();
    Sweep { schema: SCHEMA.to_owned(), axis, reports, curves, amdahl, usl, insight, warnings }
}

#[cfg(test)]
mod tests;
