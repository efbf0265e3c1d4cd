//! A mistake in a scenario: where it is, what was found, what was expected.

use std::ops::Range;

/// A mistake, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}, column {column}: {message}")]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong and what would be right: a sentence.
    pub message: String,
}

impl Fault {
    /// A mistake at a place in `text`, given in bytes.
    pub fn at(text: &str, place: &Range<usize>, message: impl Into<String>) -> Self {
        let before = text.get(..place.start.min(text.len())).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        }
    }
}
