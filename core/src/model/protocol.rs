//! What parent and child process say to each other.

use serde::{Deserialize, Serialize};

use crate::host::{HostError, Message, Payload};
use crate::outside::{self, Refusal};
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::task::TaskOutcome;
use crate::trace::{LaneId, LaneRecord, Room, TaskId};
use crate::world::{Operation, Stuck};

/// From parent to child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum Request {
    /// Run one task of this plan; the process is to have this room for all that it will write down. A scenario is sent as the parent has read
    /// it: reading its text again would be timed.
    Perform { lane: LaneId, plan: Plan, scenario: Option<Box<Scenario>>, task: TaskId, room: Room },
    /// The answer to [`Reply::Ask`].
    Answer { answer: Result<i64, Stuck> },
    /// The answer to [`Reply::Outside`], with the bytes that were asked for as payload.
    Outside { refusal: Option<Refusal> },
    /// There are no more tasks.
    End,
    /// What does your clock say?
    Ping,
}

/// From child to parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum Reply {
    /// The task's outcome; its value is text, because JSON numbers end at 2^53.
    Done { value: Option<String>, failure: Option<String> },
    /// The task asks for an operation on what only the parent has.
    Ask { operation: Operation },
    /// The task asks the world outside.
    Outside { request: outside::Request },
    /// Everything the child's lane did, on the child's own clock.
    Ended { record: LaneRecord },
    /// The child's clock, in nanoseconds.
    Pong { clock_ns: u64 },
}

/// Packs something to say.
pub fn pack(say: &impl Serialize) -> Message {
    let head = serde_json::to_string(say).expect("what is said consists of plain data");
    Message { head, payload: Payload::default() }
}

/// Unpacks what was said.
///
/// # Errors
/// When it is not what the protocol allows here.
pub fn unpack<T: for<'de> Deserialize<'de>>(message: &Message) -> Result<T, HostError> {
    serde_json::from_str(&message.head).map_err(|error| HostError::Garbled(error.to_string()))
}

impl Reply {
    /// A task's outcome, as it is said.
    pub fn done(outcome: TaskOutcome) -> Self {
        match outcome {
            Ok(value) => Self::Done { value: Some(value.to_string()), failure: None },
            Err(failure) => Self::Done { value: None, failure: Some(failure) },
        }
    }
}
