//! What parent and child process say to each other.

use serde::{Deserialize, Serialize};

use crate::host::{HostError, Message, Payload};
use crate::mistake::Mistake;
use crate::outside::{self, Refusal};
use crate::plan::Values;
use crate::scenario::Scenario;
use crate::task::TaskOutcome;
use crate::trace::{LaneId, PackedRecord, Room, TaskId};
use crate::workload::{self, Workload};
use crate::world::{Operation, Stuck};

/// From parent to child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Run one task of the work that this process has been told of; it is told the first time.
    Perform { work: Option<Box<Work>>, task: TaskId },
    /// The answer to [`Reply::Ask`].
    Answer(Result<i64, Stuck>),
    /// The answer to [`Reply::Outside`], with the bytes that were asked for as payload.
    Outside { refusal: Option<Refusal> },
    /// There are no more tasks.
    End,
    /// What does your clock say?
    Ping,
}

/// What a process works at for as long as it lives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// The number of its lane.
    pub lane: LaneId,
    /// The room that it is to have for all that it will write down.
    pub room: Room,
    /// The workload's id.
    pub workload: String,
    /// Its parameters, as JSON: a value's type is its own.
    pub parameters: String,
    /// A scenario as the parent has read it: reading its text again would be timed.
    pub scenario: Option<Scenario>,
}

/// From child to parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The task's outcome, and how many lines it has printed: they come with the record, if the lane is not lost.
    Done { outcome: TaskOutcome, lines: u64 },
    /// The task asks for an operation on what only the parent has.
    Ask(Operation),
    /// The task asks the world outside; the question is JSON, as it is for whoever answers.
    Outside { request: String },
    /// Everything the child's lane did, on the child's own clock.
    Ended(PackedRecord),
    /// The child's clock, in nanoseconds.
    Pong { clock_ns: u64 },
}

/// Packs something to say.
pub fn pack(say: &impl Serialize) -> Message {
    let head = postcard::to_allocvec(say).expect("what is said consists of plain data");
    Message { head, payload: Payload::default() }
}

/// Unpacks what was said.
///
/// # Errors
/// When it is not what the protocol allows here.
pub fn unpack<T: for<'de> Deserialize<'de>>(message: &Message) -> Result<T, HostError> {
    match postcard::take_from_bytes(&message.head) {
        Ok((said, [])) => Ok(said),
        Ok((_, rest)) => Err(HostError::Garbled(format!("{} bytes more than were expected.", rest.len()))),
        Err(error) => Err(HostError::Garbled(format!("{error}."))),
    }
}

impl Work {
    /// The work of this lane, by checked values.
    pub fn new(lane: LaneId, room: Room, workload: &Workload, values: &Values) -> Self {
        let scenario = workload::scenario::read_from(workload, values).map(|read| (*read).clone());
        Self { lane, room, workload: workload.id.to_owned(), parameters: json(values), scenario }
    }

    /// The workload, and its values.
    ///
    /// # Errors
    /// When there is no such workload, or it has no such parameters.
    pub fn begin(self) -> Result<(&'static Workload, Values), HostError> {
        let garbled = |mistake: Mistake| HostError::Garbled(mistake.message);
        let workload = workload::find(&self.workload).map_err(garbled)?;
        let values: Values = read_json(&self.parameters)?;
        if let Some(scenario) = self.scenario {
            workload::scenario::keep(&values, scenario).map_err(garbled)?;
        }
        Ok((workload, workload.complete(values).map_err(garbled)?))
    }
}

impl Reply {
    /// A question to the world outside, as it is said.
    pub fn outside(request: &outside::Request) -> Self {
        Self::Outside { request: json(request) }
    }
}

/// The question that a child has asked.
///
/// # Errors
/// When it is none.
pub fn question(request: &str) -> Result<outside::Request, HostError> {
    read_json(request)
}

fn json(what: &impl Serialize) -> String {
    serde_json::to_string(what).expect("plain data")
}

fn read_json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, HostError> {
    serde_json::from_str(text).map_err(|error| HostError::Garbled(format!("{error}.")))
}
