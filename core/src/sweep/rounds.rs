//! What a sweep measured, round by round: speed-ups against one worker, and how many tasks share the work.

use crate::assemble::Findings;
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
