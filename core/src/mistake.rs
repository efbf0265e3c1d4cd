//! What can go wrong, worded for the person who can put it right.

use std::fmt;
use std::ops::Range;

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
    /// Where in a text of several lines it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place in a text. It is displayed as the begin of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// How many characters of that line are concerned; at least 1, although the line may end there.
    pub length: usize,
}

impl Place {
    /// The place of some bytes of a text, of which the first line counts.
    pub fn of(text: &str, bytes: &Range<usize>) -> Self {
        let (before, from) = text.split_at_checked(bytes.start).unwrap_or((text, ""));
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let concerned = from.get(..bytes.len()).unwrap_or(from).lines().next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            length: concerned.chars().count().max(1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}, column {}", self.line, self.column)
    }
}

impl Mistake {
    /// A mistake in `field`; `message` is a whole sentence.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), place: None }
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
    fn a_place_counts_characters_and_ends_with_its_line() {
        let text = "één\n  zwei\nthree";
        assert_eq!(Place::of(text, &(2..6)), Place { line: 1, column: 2, length: 2 });
        assert_eq!(Place::of(text, &(8..12)), Place { line: 2, column: 3, length: 4 });
        assert_eq!(Place::of(text, &(8..99)), Place { line: 2, column: 3, length: 4 });
        let end = Place::of(text, &(text.len()..text.len()));
        assert_eq!(end, Place { line: 3, column: 6, length: 1 });
        assert_eq!(Place::of(text, &(1_000..1_001)), end);
    }

    #[test]
    fn an_absurdly_long_name_is_cut_short_in_the_message() {
        let mistake = Mistake::unknown("workload", "workload", &"x".repeat(10_000), &["count"]);
        assert!(mistake.message.len() < 120, "{}", mistake.message);
    }
}
