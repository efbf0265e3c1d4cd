//! What a session tells, as it travels to another program.

use serde::Serialize;

use super::session::{Progress, Update};

/// An [`Update`] without its sample, which travels beside it as bytes. `group` is that of the runner: see
/// [`super::session::Runner::group`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "update", rename_all = "lowercase")]
pub enum UpdateMessage {
    /// The next execution begins.
    Begins { group: usize, progress: Progress },
    /// The first execution of a runner ended, which only warms up.
    Warmed { group: usize },
    /// A measured execution ended.
    Ended { group: usize },
    /// This model cannot run here; it is left out from now on.
    Unavailable { group: usize, model: String, why: String },
}

impl UpdateMessage {
    /// The message about a runner of this group.
    pub fn new(group: usize, update: &Update) -> Self {
        match update {
            Update::Begins(progress) => Self::Begins { group, progress: progress.clone() },
            Update::Warmed(_) => Self::Warmed { group },
            Update::Ended(_) => Self::Ended { group },
            Update::Unavailable { model, why } => {
                Self::Unavailable { group, model: (*model).to_owned(), why: why.clone() }
            }
        }
    }
}
