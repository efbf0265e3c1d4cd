//! Puts samples together into a report: statistics, checks and words. Pure, so that a cancelled run still has one.
//!
//! Layer: above `fold`, below `compare`, `sweep`, `import` and `export`.

mod findings;
mod lost_lines;
mod processes;
mod reference;
mod together;

pub use findings::Findings;
pub use together::together;

use std::collections::{BTreeMap, BTreeSet};

use findings::{comparable, paired, samples_of, times};

use crate::fold::{insight, spans};
use crate::host::Environment;
use crate::model::{self, Model};
use crate::report::{ModelResult, ReferenceResult, Report, SCHEMA, TaskResult, Warning};
use crate::run::{self, CheckedPlan, Record, Sample};
use crate::statistics::{self, OutlierClass};
use crate::trace::{self, EventKind, Trace};

/// Makes the report of a session.
pub fn report(plan: &CheckedPlan, findings: &Findings) -> Report {
    let reference = samples_of(&findings.samples, model::REFERENCE);
    let noise_floor = noise_floor(plan, findings);
    let results: Vec<ModelResult> =
        plan.models.iter().map(|model| result(model, plan, findings, &reference, noise_floor)).collect();
    let references: Vec<ReferenceResult> = reference::result(plan, findings).into_iter().collect();
    let mut warnings = Vec::new();
    if findings.session.is_none() {
        warnings
            .push(Warning::new("incomplete", "It was stopped early: the figures rest on the runs that had finished."));
    }
    warnings.extend(busy(&findings.environment));
    warnings.extend(together::disagreement(&results));
    Report {
        schema: SCHEMA.to_owned(),
        created: findings.created.clone(),
        plan: plan.as_plan().clone(),
        environment: findings.environment.clone(),
        other_environments: Vec::new(),
        complete: findings.session.is_some(),
        session: findings.session,
        insight: insight::sentences(plan.workload.id, &results, &references, noise_floor),
        noise_floor,
        results,
        references,
        warnings,
    }
}

/// What this session made different although nothing was: each model against itself.
fn noise_floor(plan: &CheckedPlan, findings: &Findings) -> Option<f64> {
    let series: Vec<Vec<f64>> =
        plan.models.iter().map(|model| times(&samples_of(&findings.samples, model.id))).collect();
    let series: Vec<&[f64]> = series.iter().map(Vec::as_slice).collect();
    statistics::noise_floor(&statistics::aa_ratios(&series), plan.seed())
}

fn result(
    model: &Model,
    plan: &CheckedPlan,
    findings: &Findings,
    reference: &[&Sample],
    noise_floor: Option<f64>,
) -> ModelResult {
    let samples = samples_of(&findings.samples, model.id);
    let samples_ms = times(&samples);
    let median_ms = statistics::median(&samples_ms);
    let ci95_ms = statistics::interval_of_median(&samples_ms, plan.seed());
    let clock_step_ns = findings.environment.clock_step_ns;
    let (before, after) = if comparable(reference, clock_step_ns) && comparable(&samples, clock_step_ns) {
        paired(reference, &samples)
    } else {
        Default::default()
    };
    // Without a floor there are too few rounds; on a busy machine the figures are also those of something else. Nobody can tell.
    let floor = noise_floor.filter(|_| !is_busy(&findings.environment)).unwrap_or(f64::INFINITY);
    let difference = statistics::difference(&before, &after, floor, plan.seed());
    let typical = median_ms.and_then(|median| {
        samples.iter().min_by(|a, b| (a.wall_ms() - median).abs().total_cmp(&(b.wall_ms() - median).abs()))
    });
    let mut result = ModelResult {
        model: model.id.to_owned(),
        platform: findings.environment.host,
        interpreter: None,
        workers: 0,
        outliers: statistics::outliers(&samples_ms),
        samples_ms,
        median_ms,
        warmup_ms: None,
        ci95_ms,
        speedup: difference.map(|difference| difference.estimate),
        verdict: difference.filter(|_| model.id != model::REFERENCE).map(|difference| difference.verdict),
        states_ms: Default::default(),
        checksum: None,
        processes: Vec::new(),
        tasks: Vec::new(),
        observations: observations(&samples),
        output: Vec::new(),
        warnings: Vec::new(),
        trace: None,
    };
    let first = samples_of(&findings.warmups, model.id).into_iter().next().filter(|_| samples.is_empty());
    result.warmup_ms = first.map(Sample::wall_ms);
    if let Some(typical) = typical.copied().or(first) {
        describe(&mut result, plan, typical, findings.environment.process);
    }
    let dead_ends: BTreeSet<&String> = samples.iter().flat_map(|sample| &sample.dead_ends).collect();
    let different = samples.windows(2).any(|pair| pair[0].tasks != pair[1].tasks);
    result.warnings = warnings_of(&result, findings, different, noise_floor);
    result.warnings.extend(dead_ends.into_iter().map(|dead_end| Warning::new("dead-end", dead_end.as_str())));
    result.warnings.extend(result.trace.as_ref().and_then(lost_lines::warning));
    result
}

fn observations(samples: &[&Sample]) -> BTreeMap<String, Vec<i64>> {
    let mut observations: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (name, value) in samples.iter().flat_map(|sample| &sample.observations) {
        observations.entry(name.clone()).or_default().push(*value);
    }
    observations
}

fn describe(result: &mut ModelResult, plan: &CheckedPlan, typical: &Sample, process: u32) {
    let names = (plan.workload.tasks)(plan.values());
    result.checksum = run::checksum(&typical.tasks);
    result.tasks = names
        .into_iter()
        .zip(&typical.tasks)
        .map(|(name, outcome)| TaskResult {
            name,
            value: outcome.as_ref().ok().map(u64::to_string),
            failure: outcome.as_ref().err().cloned(),
        })
        .collect();
    match &typical.record {
        Record::Traced(trace) => {
            result.workers = workers(trace);
            result.states_ms = spans::states_ms(&spans::fold(trace));
            result.processes = processes::of(trace, process);
            result.output = trace::output(trace);
            result.trace = Some(trace.clone());
        }
        Record::Outside { workers, output } => {
            result.workers = *workers;
            result.output.clone_from(output);
        }
    }
}

/// Lanes that ran tasks.
fn workers(trace: &Trace) -> u64 {
    let started = trace.events.iter().filter(|event| event.kind == EventKind::TaskStarted);
    started.map(|event| event.lane).collect::<BTreeSet<_>>().len() as u64
}

fn warnings_of(result: &ModelResult, findings: &Findings, different: bool, noise_floor: Option<f64>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some((_, why)) = findings.unavailable.iter().find(|(model, _)| *model == result.model) {
        warnings.push(Warning::new("unavailable", why.as_str()));
    }
    for task in &result.tasks {
        if let Some(failure) = &task.failure {
            warnings.push(Warning::new("task-failed", format!("{}: {failure}", task.name)));
        }
    }
    if different {
        warnings.push(Warning::new("unsteady-answer", "The tasks did not come to the same results in every run."));
    }
    if result.warmup_ms.is_some() {
        warnings.push(Warning::new(
            "warming-up",
            "Only its first run has ended, which warms up: its time is no figure yet.",
        ));
    }
    let Some(median_ms) = result.median_ms else { return warnings };
    if !statistics::resolvable(median_ms, findings.environment.clock_step_ns) {
        warnings.push(Warning::new(
            "too-short",
            "A run is too short for the clock here: the time says little. Give it more to do.",
        ));
    }
    let few = match result.samples_ms.len() {
        0..3 => Some("Fewer than three runs: there is no telling how much the time varies."),
        runs if runs < statistics::FEWEST_PAIRS => {
            Some("Fewer than six runs: nobody can tell which model is really faster.")
        }
        _ => None,
    };
    warnings.extend(few.map(|text| Warning::new("few-runs", text)));
    if result.ci95_ms.is_some_and(|interval| statistics::too_wide(median_ms, interval)) {
        warnings.push(Warning::new(
            "wide-interval",
            "The times vary by more than 20 %: something else may be using the machine. Take more runs.",
        ));
    }
    let strays = result.outliers.iter().filter(|class| **class != OutlierClass::None).count();
    if strays > 0 {
        let runs = result.samples_ms.len();
        warnings.push(Warning::new(
            "outliers",
            format!("{strays} of {runs} runs lie far from the others; they are kept in the figures."),
        ));
    }
    let superlinear = result
        .speedup
        .zip(noise_floor)
        .is_some_and(|(speedup, floor)| statistics::beyond_limit(&speedup, at_once(result), floor));
    if superlinear {
        warnings.push(Warning::new(
            "superlinear",
            "Faster than its lanes can explain by computing at the same time: something else changed too, or waits overlap.",
        ));
    }
    let dropped: u64 = result.trace.iter().flat_map(|trace| &trace.lanes).map(|lane| lane.dropped).sum();
    if dropped > 0 {
        warnings.push(Warning::new(
            "dropped",
            format!("{dropped} events did not fit into the buffers and are missing in the trace."),
        ));
    }
    warnings
}

/// How many things can go on at once: lanes that compute, but also every task that waits.
fn at_once(result: &ModelResult) -> u64 {
    let waits = result.states_ms.contains_key("waiting") || result.states_ms.contains_key("blocked");
    let tasks = result.tasks.len() as u64;
    if waits { tasks.max(result.workers) } else { result.workers.max(1) }
}

/// Whether something else used the machine before or after the session.
fn is_busy(environment: &Environment) -> bool {
    environment.cores_of_two.is_some_and(|cores| statistics::busy(cores, 2))
}

fn busy(environment: &Environment) -> Option<Warning> {
    is_busy(environment).then(|| {
        let measured = environment.cores_of_two.unwrap_or_default();
        let text = format!(
            "The machine is busy, or its cores are shared: two lanes together got only {measured:.2} cores' worth of computing, so nobody can tell who is faster."
        );
        Warning::new("busy-machine", text)
    })
}
