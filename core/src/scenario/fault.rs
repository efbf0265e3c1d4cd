//! A mistake in a scenario: where it is, what was found, what was expected.

use std::ops::Range;

use crate::mistake::{Mistake, Place};

/// A mistake, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// What is wrong and what would be right: a sentence.
    pub message: String,
}

impl Fault {
    /// A mistake at a place in `text`, given in bytes.
    pub fn at(text: &str, place: &Range<usize>, message: impl Into<String>) -> Self {
        Self { place: Place::of(text, place), message: message.into() }
    }
}

impl From<Fault> for Mistake {
    /// The mistake of a plan whose parameter `text` has this fault.
    fn from(fault: Fault) -> Self {
        Self { place: Some(fault.place), ..Self::new("text", fault.to_string()) }
    }
}
