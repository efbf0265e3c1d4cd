//! An answer of the world outside, and why there may be none.

use serde::{Deserialize, Serialize};

/// The bytes that were asked for, or why there are none.
pub type Answer = Result<Vec<u8>, Refusal>;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What went wrong, in the words of whoever was asked.
    pub message: String,
    /// Whether asking again would come to the same.
    pub lasting: bool,
}

impl Refusal {
    /// Asking again would come to the same.
    pub fn lasting(message: impl Into<String>) -> Self {
        Self { message: message.into(), lasting: true }
    }
}
