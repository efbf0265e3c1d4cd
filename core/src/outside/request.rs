//! What can be asked of the world outside, and what it answers.

use serde::{Deserialize, Serialize};

/// One question. It travels as JSON to whoever answers, in another thread or process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// The rows of one SELECT on the company's database, at most so many. The answer is a [`super::Table`] as JSON.
    Select { sql: String, most_rows: u64 },
}

/// Who answers: a workload names the one that it needs, so that it can be made ready before anything is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// A server with the company's database.
    Database,
}

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
