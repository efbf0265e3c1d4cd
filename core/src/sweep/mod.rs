//! One plan at many worker counts, or with many values of a parameter: how speed-up grows, and by which law.
//!
//! Layer: above `assemble`. Reads findings; runs nothing.

mod curves;
mod points;
mod words;

use std::collections::BTreeMap;

pub use curves::{Axis, Curve, Point, PointWords, SCHEMA, Sweep, WORKERS};

use crate::assemble::{self, Findings};
use crate::mistake::Mistake;
use crate::model;
use crate::plan::{self, Range, Value};
use crate::report::Report;
use crate::run::CheckedPlan;
use crate::statistics::{self, Estimate};

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
        return Err(Mistake::new(id, format!("{id}={} is named twice: name each value once.", value)));
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
        let seed = found[0].0.seed();
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
    let mut warnings = found.first().map(|(plan, _)| points::warnings(plan, &axis)).unwrap_or_default();
    let reports: Vec<Report> = found.into_iter().map(|(plan, findings)| assemble::report(&plan, findings)).collect();
    let curve = |(model, speedups): (&&'static model::Model, Vec<Option<Estimate>>)| {
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
