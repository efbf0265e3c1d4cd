//! What is said of a library that was measured beside the models.

use super::text;
use crate::model;
use crate::report::ReferenceResult;
use crate::workload::references;

/// A sentence with its figures, and one on how it differs; nothing when it did not run.
pub fn sentence(result: &ReferenceResult) -> Option<String> {
    let median = text::milliseconds(result.median_ms?);
    let interval = result.ci95_ms.map(|ci95| format!(" ({})", text::milliseconds_between(ci95))).unwrap_or_default();
    let known = references::find(&result.reference);
    let title = known.map_or(result.reference.as_str(), |reference| reference.title);
    let beside = model::title(&result.beside);
    let against = match result.speedup {
        Some(speedup) => {
            let interval = speedup.ci95.map(|ci95| format!(" ({})", text::times_between(ci95))).unwrap_or_default();
            format!("{} the speed of {beside} here{interval}", text::times(speedup.median))
        }
        None => "its speed cannot be compared here".to_owned(),
    };
    let answer = if result.same_answer { "the same answer" } else { "ANOTHER answer" };
    let about = known.map(|reference| format!(" {}", reference.about)).unwrap_or_default();
    Some(format!(
        "For reference, {title} on {} threads: {median}{interval}, {against}, {answer}.{about}",
        result.threads
    ))
}
