//! What parent and child process say to each other, and the child's side of it.

use std::sync::atomic::AtomicU64;

use futures::future::{FutureExt as _, LocalBoxFuture};
use serde::{Deserialize, Serialize};

use crate::cancel::Cancel;
use crate::cx::{self, Cx, Free};
use crate::event::{EventKind, LaneId, LaneKind, TaskId};
use crate::host::{Channel, Gauges, HostError, Message};
use crate::lane::{LaneRecord, Recorder};
use crate::plan::{CheckedPlan, Plan};
use crate::timers::Pulse;
use crate::workload::TaskOutcome;
use crate::world::reach::{Parent, Reach};
use crate::world::{Ask, Stuck, World};

/// From parent to child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum Request {
    /// Run one task of this plan, in which this process may expect so many of them.
    Perform { lane: LaneId, plan: Plan, task: TaskId, expected: usize },
    /// The answer to [`Reply::Ask`].
    Answer { answer: Result<i64, Stuck> },
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
    /// The task wishes something that other tasks may hold up.
    Ask { ask: Ask },
    /// Everything the child's lane did, on the child's own clock.
    Ended { record: LaneRecord },
    /// The child's clock, in nanoseconds.
    Pong { clock_ns: u64 },
}

/// Packs something to say.
pub fn pack(say: &impl Serialize) -> Message {
    let head = serde_json::to_string(say).expect("what is said consists of plain data");
    Message { head, payload: Vec::new() }
}

/// Unpacks what was said.
///
/// # Errors
/// When it is not what the protocol allows here.
pub fn unpack<T: for<'de> Deserialize<'de>>(message: &Message) -> Result<T, HostError> {
    serde_json::from_str(&message.head).map_err(|error| HostError::Garbled(error.to_string()))
}

/// The child's life: answers requests until the parent lets go of the channel. The host drives it with `pulse`.
///
/// # Errors
/// When the parent says something that is not understood.
pub async fn serve(channel: &dyn Channel, pulse: &Pulse, gauges: Gauges) -> Result<(), HostError> {
    let seq = AtomicU64::new(0);
    // The parent renumbers the lane: a process does not know its number until it is told.
    let mut recorder = Some(Recorder::new(0, gauges.clock, &seq, 0));
    let mut own = 0;
    if let Some(recorder) = &recorder {
        recorder.record(None, EventKind::LaneStarted);
    }
    // A parent that is gone is the ordinary end of a child.
    while let Ok(message) = channel.receive().await {
        let reply = match unpack(&message)? {
            Request::Perform { lane, plan, task, expected } => {
                own = lane;
                let Some(recorder) = &recorder else {
                    return Err(HostError::Garbled("a task after the end".to_owned()));
                };
                recorder.expect_tasks(expected);
                let plan = plan.check().map_err(|mistake| HostError::Garbled(mistake.message))?;
                done(perform(channel, recorder, pulse, &plan, task).await)
            }
            Request::End => {
                let Some(recorder) = recorder.take() else {
                    return Err(HostError::Garbled("a second end".to_owned()));
                };
                recorder.record(None, EventKind::LaneEnded);
                let mut record = recorder.seal(format!("process {own}"), LaneKind::Process, Some(channel.process()));
                record.info.id = own;
                record.info.memory_bytes = (gauges.memory)();
                for event in &mut record.events {
                    event.lane = own;
                }
                Reply::Ended { record }
            }
            Request::Ping => Reply::Pong { clock_ns: (gauges.clock)() },
            Request::Answer { .. } => return Err(HostError::Garbled("an answer to no question".to_owned())),
        };
        if channel.send(pack(&reply)).is_err() {
            break;
        }
    }
    Ok(())
}

async fn perform(
    channel: &dyn Channel,
    recorder: &Recorder<'_>,
    pulse: &Pulse,
    plan: &CheckedPlan,
    task: TaskId,
) -> TaskOutcome {
    // The parent cancels a process by ending it.
    let cancel = Cancel::new();
    let values = &plan.plan.parameters;
    let things = plan.workload.things(values);
    // Cells of its own: that is what it means not to share memory.
    let world = World::new(&things, &[]);
    let parent = Asker { channel };
    let reach = Reach { world: &world, parent: Some(&parent), locks: things.locks.len(), model_resources: 0 };
    let cx = Cx { recorder, pulse, policy: &Free, cancel: &cancel, values, reach, task };
    cx::perform(cx, plan.workload).await
}

/// Asks the parent for what only it has.
struct Asker<'a> {
    channel: &'a dyn Channel,
}

impl Parent for Asker<'_> {
    fn ask(&self, ask: Ask, parcel: Vec<u8>) -> LocalBoxFuture<'_, (Result<i64, Stuck>, Vec<u8>)> {
        async move {
            let sent = self.channel.send(Message { payload: parcel, ..pack(&Reply::Ask { ask }) });
            let answer = match sent {
                Ok(()) => self.channel.receive().await.and_then(|message| Ok((unpack(&message)?, message.payload))),
                Err(gone) => Err(gone),
            };
            match answer {
                Ok((Request::Answer { answer }, parcel)) => (answer, parcel),
                // Without its parent nobody needs this task any more; the end of the channel ends the process.
                _ => std::future::pending().await,
            }
        }
        .boxed_local()
    }
}

fn done(outcome: TaskOutcome) -> Reply {
    match outcome {
        Ok(value) => Reply::Done { value: Some(value.to_string()), failure: None },
        Err(failure) => Reply::Done { value: None, failure: Some(failure) },
    }
}
