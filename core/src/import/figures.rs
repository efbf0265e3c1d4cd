//! Figures that no run can have had. They are refused and not left out: without them the rest would say something else.

use crate::host::{Environment, ThreadStart};
use crate::report::{ModelResult, ReferenceResult, Report};

/// More results or samples than any plan gives; the bootstrap takes long for absurd numbers of them.
const MOST_RESULTS: usize = 64;
const MOST_SAMPLES: usize = 1_000;
/// As many as there are platforms.
const MOST_PLACES: usize = 4;
/// Longer than anybody waits: some thirty years, in milliseconds.
const MOST_MS: f64 = 1e12;
/// More lanes, cores or workers than any machine has.
const MOST_LANES: u64 = 1 << 20;
/// No name is longer, in bytes. Text is padded to the longest, and formatting refuses widths above 65 535.
pub const LONGEST_NAME: usize = 1_000;

/// Says which figure cannot be, if one cannot.
pub fn check(report: &Report) -> Result<(), String> {
    if report.results.len() > MOST_RESULTS {
        return Err(format!("it has {} results, and no report has more than {MOST_RESULTS}", report.results.len()));
    }
    if report.other_environments.len() > MOST_PLACES {
        return Err(format!(
            "it ran in {} places, and there are only {MOST_PLACES}",
            1 + report.other_environments.len()
        ));
    }
    if report.references.len() > MOST_RESULTS {
        return Err(format!(
            "it has {} references, and no report has more than {MOST_RESULTS}",
            report.references.len()
        ));
    }
    report.environments().try_for_each(environment)?;
    name("the workload", &report.plan.workload)?;
    name("the date", &report.created)?;
    report.references.iter().try_for_each(reference)?;
    report.results.iter().try_for_each(result)
}

fn reference(result: &ReferenceResult) -> Result<(), String> {
    let ReferenceResult { reference, beside, threads, samples_ms, median_ms, ci95_ms, speedup, .. } = result;
    name("a reference", reference)?;
    name("a model", beside)?;
    if samples_ms.len() > MOST_SAMPLES || *threads > MOST_LANES {
        return Err(format!("{reference} has {} samples on {threads} threads", samples_ms.len()));
    }
    let ratios = speedup
        .iter()
        .flat_map(|speedup| [Some(speedup.median)].into_iter().flatten().chain(speedup.ci95.into_iter().flatten()));
    let times = samples_ms.iter().copied().chain(*median_ms).chain(ci95_ms.iter().flatten().copied());
    times.chain(ratios).try_for_each(|figure| within(reference, figure))
}

fn environment(environment: &Environment) -> Result<(), String> {
    let Environment { machine, os, arch, version, profile, .. } = environment;
    let Environment { cores_measured, cores_of_two, cores_claimed, thread_start, longest_block, .. } = environment;
    for (what, text) in
        [("the machine", machine), ("the system", os), ("arch", arch), ("version", version), ("profile", profile)]
    {
        name(what, text)?;
    }
    if *cores_claimed > MOST_LANES {
        return Err(format!("it claims {cores_claimed} cores"));
    }
    if let Some(ThreadStart { threads, time_us }) = *thread_start {
        if threads > MOST_LANES {
            return Err(format!("it started {threads} threads"));
        }
        within("thread_start", time_us / 1e3)?;
    }
    longest_block.map_or(Ok(()), |block| within("longest_block", block.time_ms))?;
    cores_measured.iter().chain(cores_of_two).try_for_each(|cores| within("cores_measured", *cores))
}

fn result(result: &ModelResult) -> Result<(), String> {
    let model = &result.model;
    name("a model", model)?;
    result.processes.iter().try_for_each(|process| name("a process", &process.name))?;
    let networks = result.processes.iter().filter_map(|process| process.network.as_ref());
    networks.map(|network| &network.worker).try_for_each(|worker| name("a worker", worker))?;
    result.interpreter.iter().try_for_each(|interpreter| name("an interpreter", &interpreter.version))?;
    if result.samples_ms.len() > MOST_SAMPLES {
        return Err(format!(
            "{model} has {} samples, and no plan has more than {MOST_SAMPLES}",
            result.samples_ms.len()
        ));
    }
    if result.workers > MOST_LANES {
        return Err(format!("{model} has {} workers", result.workers));
    }
    let speedup = result.speedup.map(|speedup| (vec![speedup.median], speedup.ci95));
    let figures: [(&str, Vec<f64>); 5] = [
        ("samples_ms", result.samples_ms.clone()),
        ("median_ms", result.median_ms.into_iter().chain(result.warmup_ms).collect()),
        ("ci95_ms", result.ci95_ms.into_iter().flatten().collect()),
        (
            "speedup",
            speedup
                .into_iter()
                .flat_map(|(median, ci95)| median.into_iter().chain(ci95.into_iter().flatten()))
                .collect(),
        ),
        ("states_ms", result.states_ms.values().copied().collect()),
    ];
    for (field, values) in figures {
        values.into_iter().try_for_each(|value| within(&format!("{field} of {model}"), value))?;
    }
    Ok(())
}

fn within(what: &str, value: f64) -> Result<(), String> {
    let possible = (0.0..=MOST_MS).contains(&value);
    if possible { Ok(()) } else { Err(format!("{what} is {value}, which no run can have had")) }
}

fn name(what: &str, text: &str) -> Result<(), String> {
    let fits = text.len() <= LONGEST_NAME;
    if fits { Ok(()) } else { Err(format!("the name of {what} has {} bytes", text.len())) }
}
