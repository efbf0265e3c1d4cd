//! What can go wrong, worded for the person who can put it right.

use serde::{Deserialize, Serialize};

/// Something in a plan that cannot be run, and where.
///
/// The command line prints it and exits with 2; the page shows it beside the field it names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[error("{message}")]
pub struct Mistake {
    /// The part of the plan at fault: one of its fields, a parameter's id, a name that is no field, or `plan` when it is none.
    pub field: String,
    /// One sentence that names the mistake and the valid choices.
    pub message: String,
}

impl Mistake {
    /// A mistake in `field`; `message` is a whole sentence.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }

    /// `given` is none of `known`: names the valid choices and the nearest one.
    pub fn unknown(field: &str, what: &str, given: &str, known: &[&str]) -> Self {
        let given: String = given.chars().take(40).collect();
        let hint = nearest(&given, known).map(|name| format!(" Did you mean '{name}'?")).unwrap_or_default();
        let choices = match known {
            [] => format!("There is no {what} to choose from."),
            _ => format!("Choose from: {}.", known.join(", ")),
        };
        Self::new(field, format!("There is no {what} called '{given}'.{hint} {choices}"))
    }
}

/// The name most like `given`, if one is near enough to be a slip of the hand.
pub fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let given = given.to_lowercase();
    known
        .iter()
        .map(|name| (edits(&given, name), *name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 3)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance: insertions, deletions and replacements that turn `a` into `b`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_answered_with_the_nearest_name() {
        assert_eq!(nearest("cuont", &["arithmetic", "count"]), Some("count"));
        assert_eq!(nearest("Thread", &["threads", "gil"]), Some("threads"));
    }

    #[test]
    fn a_name_unlike_all_others_gets_no_suggestion() {
        assert_eq!(nearest("zebra", &["arithmetic", "count"]), None);
    }

    #[test]
    fn an_absurdly_long_name_is_cut_short_in_the_message() {
        let mistake = Mistake::unknown("workload", "workload", &"x".repeat(10_000), &["count"]);
        assert!(mistake.message.len() < 120, "{}", mistake.message);
    }
}
