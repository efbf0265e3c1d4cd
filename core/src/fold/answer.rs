//! Whether a model came to the right answer, in a word or two.

use std::collections::BTreeSet;

use crate::report::{ModelResult, Report};

/// Whether it came to the answer of `sequential`: in part, if something that was observed is not the same.
pub fn answer(result: &ModelResult, report: &Report) -> String {
    let reference = reference(result, report);
    if result.tasks.iter().any(|task| task.failure.is_some()) {
        return "failed".to_owned();
    }
    let Some(own) = &result.checksum else { return "\u{2013}".to_owned() };
    let Some(reference) = reference else { return "same".to_owned() };
    if reference.checksum.as_ref().is_some_and(|checksum| checksum != own) {
        return "differs".to_owned();
    }
    let same = |name: &String| {
        let values = |of: &ModelResult| of.observations.get(name).map(|values| BTreeSet::from_iter(values.clone()));
        values(result) == values(reference)
    };
    let all_same = result.observations.keys().all(same);
    if all_same { "same".to_owned() } else { "same, in part".to_owned() }
}

/// Whose answer is the right one: that of `sequential` in the same place, or in the first place where it ran.
fn reference<'a>(result: &ModelResult, report: &'a Report) -> Option<&'a ModelResult> {
    let mut sequential = report.results.iter().filter(|other| other.model == "sequential");
    let first = sequential.clone().next();
    sequential.find(|other| other.platform == result.platform).or(first)
}
