//! One plan at many worker counts, or with many values of a parameter: how speed-up grows, and by which law.
//!
//! Layer: above `assemble`. Reads findings; runs nothing.

mod axis;
mod curves;
mod laws;
mod points;
mod rounds;
mod words;

pub use axis::{Variation, VariedValues, plans};
pub use curves::{Axis, Curve, Law, LawCurve, LawPoint, Point, PointWords, SCHEMA, Sweep};

pub use crate::plan::series::WORKERS;

use crate::assemble::{self, Findings};
use crate::model::Model;
use crate::report::Report;
use crate::run::CheckedPlan;
use laws::Scaling;

/// Puts together what was found at each value of the axis, in its order.
pub fn sweep(axis: Axis, found: &[(CheckedPlan, Findings)]) -> Sweep {
    let models = found.first().map(|(plan, _)| plan.models.clone()).unwrap_or_default();
    let by_workers = axis.id == WORKERS;
    let scaling = |model: &&'static Model| {
        if by_workers { laws::scaling(model.id, found) } else { Scaling::default() }
    };
    let scalings: Vec<Scaling> = models.iter().map(scaling).collect();
    let mut warnings = found.first().map(|(plan, _)| points::warnings(plan, &axis)).unwrap_or_default();
    let reports: Vec<Report> = found.iter().map(|(plan, findings)| assemble::report(plan, findings)).collect();
    let curve = |(model, scaling): (&&'static Model, &Scaling)| {
        let fitted = |workers: u64| {
            let law = scaling.usl.map(|law| law.speedup(workers as f64));
            law.or_else(|| scaling.amdahl.map(|law| law.speedup(workers as f64)))
                .filter(|_| workers <= scaling.fitted_up_to)
        };
        let points = axis.values.iter().enumerate().zip(&reports).map(|((place, value), report)| {
            let over_workers = scaling.speedups.get(place).copied().flatten();
            points::point(value, model.id, report, over_workers, fitted(report.plan.workers))
        });
        Curve {
            model: model.id.to_owned(),
            title: model.title.to_owned(),
            points: points.collect(),
            laws: scaling.curves.clone(),
        }
    };
    let curves: Vec<Curve> = models.iter().zip(&scalings).map(curve).collect();
    warnings.extend(points::carried(&reports));
    let mut insight: Vec<String> =
        curves.iter().zip(&scalings).filter_map(|(curve, scaling)| words::insight(curve, scaling)).collect();
    insight.extend(curves.iter().zip(&scalings).filter_map(|(curve, scaling)| words::beyond(curve, scaling)));
    let by_model = || models.iter().map(|model| model.id.to_owned()).zip(&scalings);
    let amdahl = by_model().filter_map(|(model, scaling)| Some((model, scaling.amdahl?))).collect();
    let usl = by_model().filter_map(|(model, scaling)| Some((model, scaling.usl?))).collect();
    let reports = reports.into_iter().map(points::without_traces).collect();
    Sweep { schema: SCHEMA.to_owned(), axis, reports, curves, amdahl, usl, insight, warnings }
}

#[cfg(test)]
mod tests;
