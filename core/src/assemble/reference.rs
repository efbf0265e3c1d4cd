//! What a library took that does the work of the plan's workload, set beside a model.

use super::findings::{Findings, comparable, paired, samples_of, times};
use crate::report::ReferenceResult;
use crate::run::{CheckedPlan, Record, Sample};
use crate::statistics;

/// The figures; nothing when it did not run.
pub fn result(plan: &CheckedPlan, findings: &Findings) -> Option<ReferenceResult> {
    let reference = plan.reference()?;
    let samples = samples_of(&findings.samples, reference.id);
    let first = samples.first()?;
    let Record::Outside { workers: threads, .. } = first.record else { return None };
    let beside = samples_of(&findings.samples, reference.beside);
    let clock_step_ns = findings.environment.clock_step_ns;
    let (before, after) = if comparable(&beside, clock_step_ns) && comparable(&samples, clock_step_ns) {
        paired(&beside, &samples)
    } else {
        Default::default()
    };
    let samples_ms = times(&samples);
    let answer = |sample: &&Sample| sample.tasks.first().and_then(|task| task.as_ref().ok()).copied();
    let expected = beside.first().and_then(answer);
    Some(ReferenceResult {
        reference: reference.id.to_owned(),
        platform: findings.environment.host,
        beside: reference.beside.to_owned(),
        threads,
        median_ms: statistics::median(&samples_ms),
        ci95_ms: statistics::interval_of_median(&samples_ms, plan.seed()),
        speedup: statistics::paired_ratio(&before, &after, plan.seed()),
        same_answer: expected.is_some() && samples.iter().all(|sample| answer(sample) == expected),
        samples_ms,
    })
}
