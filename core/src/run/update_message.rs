//! What a session tells, as it travels to another program.

use serde::Serialize;

use super::session::{Progress, Update};

/// An [`Update`] without its sample, which travels beside it as bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "update", rename_all = "lowercase")]
pub enum UpdateMessage {
    /// The next execution begins.
    Begins { progress: Progress },
    /// A measured execution ended.
    Ended,
    /// This model cannot run here; it is left out from now on.
    Unavailable { model: String, why: String },
}

impl From<&Update> for UpdateMessage {
    fn from(update: &Update) -> Self {
        match update {
            Update::Begins(progress) => Self::Begins { progress: progress.clone() },
            Update::Ended(_) => Self::Ended,
            Update::Unavailable { model, why } => Self::Unavailable { model: (*model).to_owned(), why: why.clone() },
        }
    }
}
