//! What the figures say, in plain sentences. Derived from the data, never written for a workload.

use super::text;
use crate::model;
use crate::report::ModelResult;
use crate::statistics::{self, Verdict};

/// Differences smaller than this share are called none, however narrow the interval.
const NOISE: f64 = 0.05;

/// The same, when there are too few runs for an interval to be trusted.
const NOISE_OF_FEW: f64 = 0.2;

/// At most three sentences: what the work is made of, who gains, who does not.
pub fn sentences(results: &[ModelResult]) -> Vec<String> {
    if results.iter().filter_map(|result| result.checksum.as_ref()).collect::<std::collections::BTreeSet<_>>().len() > 1
    {
        return vec!["The models came to different answers, so their times are not compared.".to_owned()];
    }
    let mut sentences: Vec<String> =
        results.iter().find(|result| result.model == "sequential").and_then(nature).into_iter().collect();
    let others = || results.iter().filter(|result| result.model != "sequential" && result.speedup.is_some());
    let list = |verdict: Verdict| -> Vec<String> {
        others().filter(|result| verdict_on(result) == verdict).map(named).collect()
    };
    let plain = |verdict: Verdict| -> Vec<String> {
        others().filter(|result| verdict_on(result) == verdict).map(title).collect()
    };
    if let Some(faster) = joined(&list(Verdict::Faster)) {
        sentences.push(format!("Faster than one after another: {faster}."));
    }
    if let Some(same) = joined(&plain(Verdict::NoDifference)) {
        sentences.push(format!("No real difference from one after another: {same}."));
    }
    if let Some(slower) = joined(&list(Verdict::Slower)) {
        sentences.push(format!("Slower than one after another: {slower}."));
    }
    sentences
}

fn verdict_on(result: &ModelResult) -> Verdict {
    let Some(speedup) = result.speedup else { return Verdict::NoDifference };
    Verdict::on_speedup(speedup.ci95.unwrap_or([speedup.median; 2]), noise(result))
}

/// The share that a difference must exceed to be called one.
pub fn noise(result: &ModelResult) -> f64 {
    if result.samples_ms.len() < statistics::FEWEST_PAIRS { NOISE_OF_FEW } else { NOISE }
}

/// What the time of the sequential run went into.
fn nature(sequential: &ModelResult) -> Option<String> {
    let sum: f64 = sequential.states_ms.values().sum();
    let share = |state: &str| sequential.states_ms.get(state).copied().unwrap_or(0.0) / sum;
    let (running, waiting) = (share("running"), share("waiting"));
    if running > 0.9 {
        Some("Nearly all of the time goes into computing, so it helps only to compute at the same time.".to_owned())
    } else if waiting > 0.9 {
        Some(
            "Nearly all of the time goes into waiting, so it helps to let the waits overlap; no second core is needed."
                .to_owned(),
        )
    } else {
        (sum > 0.0).then(|| {
            format!(
                "{:.0}\u{a0}% of the time goes into computing, {:.0}\u{a0}% into waiting.",
                100.0 * running,
                100.0 * waiting
            )
        })
    }
}

fn title(result: &ModelResult) -> String {
    model::title(&result.model).to_owned()
}

fn named(result: &ModelResult) -> String {
    let factor = result.speedup.map(|speedup| text::times(speedup.median)).unwrap_or_default();
    format!("{} ({factor})", title(result))
}

fn joined(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}
