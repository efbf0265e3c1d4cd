//! What the figures say, in plain sentences derived from the data.

use std::collections::BTreeSet;

use super::{closing, reference, text};
use crate::model;
use crate::report::{ModelResult, ReferenceResult, Warning};
use crate::statistics::Verdict;

/// Whether one of the sentences gives the reason for a failure that the warning is about.
pub fn tells(sentences: &[String], warning: &Warning) -> bool {
    let reason = match warning.code.as_str() {
        "dead-end" => warning.text.as_str(),
        // Its text begins with the name of the task.
        "task-failed" => warning.text.split_once(": ").map_or(warning.text.as_str(), |(_, reason)| reason),
        _ => return false,
    };
    sentences.iter().any(|sentence| sentence.contains(FAILED) && sentence.contains(reason.trim_end_matches('.')))
}

/// How a sentence about a failure begins, after the place where it ran.
const FAILED: &str = "Failed: ";

/// All there is to say when not everybody came to the same answer.
pub const NOT_COMPARED: &str = "The models came to different answers, so their times are not compared.";

/// A few sentences: what failed, what this run has shown of what the workload is about, what the work is made of, who gains, who does not, of whom nobody can tell.
pub fn sentences(
    workload: &str,
    results: &[ModelResult],
    references: &[ReferenceResult],
    noise_floor: Option<f64>,
) -> Vec<String> {
    let answers: BTreeSet<&String> = results.iter().filter_map(|result| result.checksum.as_ref()).collect();
    if answers.len() > 1 {
        return vec![NOT_COMPARED.to_owned()];
    }
    let mut sentences = failures(results);
    sentences.extend(closing::sentence(workload, results));
    sentences.extend(results.iter().find(|result| result.model == "sequential").and_then(nature));
    let of = |verdict: Verdict| results.iter().filter(move |result| result.verdict == Some(verdict));
    let list = |verdict: Verdict| text::list(&of(verdict).map(named).collect::<Vec<_>>());
    if let Some(faster) = list(Verdict::Faster) {
        sentences.push(format!("Faster than one after another: {faster}."));
    }
    if let (Some(same), Some(floor)) =
        (text::list(&of(Verdict::NoDifference).map(title).collect::<Vec<_>>()), noise_floor)
    {
        sentences.push(format!(
            "No difference from one after another, within the {} that this session wavers by itself: {same}.",
            text::percent(floor)
        ));
    }
    if let Some(slower) = list(Verdict::Slower) {
        sentences.push(format!("Slower than one after another: {slower}."));
    }
    if let Some(open) = text::list(&of(Verdict::CannotTell).map(title).collect::<Vec<_>>()) {
        sentences.push(format!(
            "Cannot tell whether faster or slower: {open}. More runs, or a quieter machine, may show it."
        ));
    }
    sentences.extend(references.iter().filter_map(reference::sentence));
    sentences
}

/// Who failed, and of what; each reason once.
fn failures(results: &[ModelResult]) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for result in results {
        let Some(failure) = result.tasks.iter().find_map(|task| task.failure.as_ref()) else { continue };
        let dead_end = result.warnings.iter().find(|warning| warning.code == "dead-end").map(|warning| &warning.text);
        let reason = dead_end.unwrap_or(failure);
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, who)) => who.push(title(result)),
            None => reasons.push((reason.clone(), vec![title(result)])),
        }
    }
    let sentence = |(reason, who): (String, Vec<String>)| {
        let who = text::list(&who)?;
        Some(format!("{FAILED}{who}. {}.", reason.trim_end_matches('.')))
    };
    reasons.into_iter().filter_map(sentence).collect()
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
