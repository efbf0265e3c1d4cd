//! Single points of a sweep: their rounds, their speed-ups, and what speaks against them.

use super::curves::{Axis, Point, WORKERS};
use super::words;
use crate::assemble::Findings;
use crate::plan::Value;
use crate::report::{ModelResult, Report, Warning};
use crate::run::CheckedPlan;
use crate::statistics::{self, Estimate};

/// For each worker count, every round's speed-up against one worker in the same round, with the count.
pub fn rounds(model: &str, found: &[(CheckedPlan, Findings)]) -> Vec<Vec<(u64, f64)>> {
    let samples = |findings: &Findings| -> Vec<(u64, f64)> {
        let own = findings.samples.iter().filter(|sample| sample.model == model);
        own.map(|sample| (sample.round, sample.wall_ms())).collect()
    };
    let one = found.first().map(|(_, findings)| samples(findings)).unwrap_or_default();
    let speedup = |(round, ms): (u64, f64)| {
        let (_, alone) = one.iter().find(|(other, _)| *other == round)?;
        Some(alone / ms).filter(|speedup| *speedup > 0.0 && speedup.is_finite())
    };
    let of_count = |(plan, findings): &(CheckedPlan, Findings)| {
        let speedups = samples(findings).into_iter().filter_map(speedup);
        speedups.map(|speedup| (plan.workers(), speedup)).collect()
    };
    found.iter().map(of_count).collect()
}

/// The median over the rounds with its interval.
pub fn estimate(rounds: &[(u64, f64)], seed: u64) -> Option<Estimate> {
    let speedups: Vec<f64> = rounds.iter().map(|(_, speedup)| *speedup).collect();
    Some(Estimate { median: statistics::median(&speedups)?, ci95: statistics::interval_of_median(&speedups, seed) })
}

/// How many tasks there are to share.
pub fn tasks(plan: &CheckedPlan) -> u64 {
    (plan.workload.tasks)(plan.values()).len() as u64
}

/// Whether tasks get a lane each, whatever the worker count.
pub fn fixed_lanes(plan: &CheckedPlan) -> bool {
    plan.workload.shared(plan.values()).can_block()
}

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
        speedup,
        efficiency,
        fitted,
        words: Default::default(),
    };
    point.words = words::of_point(&point, result.and_then(|result| result.ci95_ms));
    point
}

/// What of the plan keeps more workers from helping.
pub fn warnings(plan: &CheckedPlan, axis: &Axis) -> Vec<Warning> {
    let most = axis.values.iter().filter_map(|value| if let Value::Integer(n) = value { Some(*n) } else { None }).max();
    let tasks = tasks(plan);
    let sentence = if axis.id != WORKERS {
        return Vec::new();
    } else if fixed_lanes(plan) {
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
