//! Single points of a sweep: their speed-ups, and what speaks against them.

use super::curves::{Axis, Point};
use super::words;
use crate::plan::Value;
use crate::plan::series::WORKERS;
use crate::report::{ModelResult, Report, Warning};
use crate::run::CheckedPlan;
use crate::statistics::Estimate;

/// One model at one value. `over_workers` is the speed-up along a sweep of worker counts, `fitted` what a law says it is.
pub fn point(
    value: &Value,
    model: &str,
    report: &Report,
    over_workers: Option<Estimate>,
    fitted: Option<f64>,
) -> Point {
    let result = report.results.iter().find(|result| result.model == model);
    let speedup = over_workers.or_else(|| result.and_then(|result| result.speedup));
    let workers = report.plan.workers as f64;
    let efficiency = over_workers.map(|speedup| speedup.median / workers);
    let mut point = Point {
        value: value.clone(),
        median_ms: result.and_then(|result| result.median_ms),
        ci95_ms: result.and_then(|result| result.ci95_ms),
        speedup,
        efficiency,
        fitted,
        words: Default::default(),
    };
    point.words = words::of_point(&point);
    point
}

/// What of the plan keeps more workers from helping.
pub fn warnings(plan: &CheckedPlan, axis: &Axis) -> Vec<Warning> {
    let most = axis.values.iter().filter_map(|value| if let Value::Integer(n) = value { Some(*n) } else { None }).max();
    let tasks = plan.tasks();
    let sentence = if axis.id != WORKERS {
        return Vec::new();
    } else if plan.tasks_wait_for_each_other() {
        "The tasks may wait for each other, so each has a lane of its own whatever the number of workers: it changes nothing here."
            .to_owned()
    } else if most.is_some_and(|most| most.cast_unsigned() > tasks) {
        format!(
            "There are {tasks} tasks, so no more than {tasks} workers have something to do; the laws are fitted up to that number."
        )
    } else {
        return Vec::new();
    };
    vec![Warning::new("few-tasks", sentence)]
}

/// What the reports warn of as a whole, each once; and failures of single points, each with its place.
pub fn carried(reports: &[Report]) -> Vec<Warning> {
    let mut carried: Vec<Warning> = Vec::new();
    let own = |result: &ModelResult| {
        let failed =
            |warning: &&Warning| matches!(warning.code.as_str(), "unavailable" | "task-failed" | "unsteady-answer");
        let said =
            |warning: &Warning| Warning::new(warning.code.as_str(), format!("{}: {}", result.model, warning.text));
        result.warnings.iter().filter(failed).map(said).collect::<Vec<_>>()
    };
    for report in reports {
        for warning in report.warnings.iter().cloned().chain(report.results.iter().flat_map(own)) {
            if !carried.contains(&warning) {
                carried.push(warning);
            }
        }
    }
    carried
}

/// Many traces would make a file of many hundred megabytes.
pub fn without_traces(mut report: Report) -> Report {
    report.results.iter_mut().for_each(|result| result.trace = None);
    report
}
