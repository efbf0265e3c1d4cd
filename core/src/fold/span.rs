//! A stretch of time in which one lane did one thing, and the things that it can do.

use serde::{Deserialize, Serialize};

use crate::trace::{Cause, ResourceId, TaskId};

/// What a lane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was asked for and has not executed its first instruction yet.
    Starting,
    /// It computes.
    Running,
    /// It could run, and waits for its turn.
    Ready,
    /// It sleeps, waits for input or output, or for other lanes to end.
    Waiting,
    /// It waits for a lock or a queue that another lane holds up.
    Blocked,
    /// It packs, sends, receives or unpacks a message.
    Messaging,
    /// It has nothing to do: not asked for yet, between tasks, or ended.
    Idle,
}

impl State {
    /// Every state, in the order legends list them.
    pub const ALL: [Self; 7] =
        [Self::Starting, Self::Running, Self::Ready, Self::Waiting, Self::Blocked, Self::Messaging, Self::Idle];

    /// Its name in JSON and in prose.
    pub fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Blocked => "blocked",
            Self::Messaging => "messaging",
            Self::Idle => "idle",
        }
    }
}

/// What a lane waits for that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Awaited {
    /// A moment: it sleeps.
    Time,
    /// The end of other lanes.
    Lanes,
    /// An answer from the world outside.
    Answer,
}

impl Awaited {
    /// What somebody suspended for this cause waits for; none where the state says it.
    pub(super) fn by(cause: Cause) -> Option<Self> {
        match cause {
            Cause::Sleep => Some(Self::Time),
            Cause::Join => Some(Self::Lanes),
            Cause::Request => Some(Self::Answer),
            Cause::Preempted | Cause::Blocked { .. } | Cause::Message => None,
        }
    }
}

/// A stretch of time in which one lane did one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// What it did.
    pub state: State,
    /// For which task, if for one.
    pub task: Option<TaskId>,
    /// What it was blocked on, an index into [`Trace::resources`].
    pub resource: Option<ResourceId>,
    /// What it waited for, where that was one thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awaited: Option<Awaited>,
    /// First nanosecond, counted from the beginning of the run.
    pub from_ns: u64,
    /// The nanosecond after the last.
    pub to_ns: u64,
}
