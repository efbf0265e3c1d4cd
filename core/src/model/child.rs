//! A child process: answers its parent's requests, from the first message to the last.

use std::sync::atomic::AtomicU64;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::perform;
use super::protocol::{Reply, Request, pack, unpack};
use crate::cancel::Cancel;
use crate::clock::Gauges;
use crate::host::{Channel, HostError, Message, Pulse};
use crate::mistake::Mistake;
use crate::plan::Values;
use crate::task::{Cx, Free, OnLane, TaskOutcome};
use crate::trace::{EventKind, LaneKind, Recorder, Room};
use crate::workload::{self, Workload};
use crate::world::{Access, Operation, Parent, Stuck, World};

/// The child's life: answers requests until the parent lets go of the channel. The host drives it with `pulse`,
/// and by `cancel` stops a task that computes.
///
/// # Errors
/// When the parent says something that is not understood.
pub async fn serve(channel: &dyn Channel, pulse: &Pulse, gauges: Gauges, cancel: &Cancel) -> Result<(), HostError> {
    let seq = AtomicU64::new(0);
    // The parent renumbers the lane: a process does not know its number until it is told.
    let mut recorder = Some(Recorder::new(0, gauges.clock, &seq, Room::USUAL));
    let mut own = 0;
    if let Some(recorder) = &recorder {
        recorder.record(None, EventKind::LaneStarted);
    }
    // A parent that is gone is the ordinary end of a child.
    while let Ok(message) = channel.receive().await {
        let reply = match unpack(&message)? {
            Request::Perform { lane, plan, task, room } => {
                own = lane;
                let Some(recorder) = &recorder else {
                    return Err(HostError::Garbled("a task after the end".to_owned()));
                };
                recorder.make(room);
                let garbled = |mistake: Mistake| HostError::Garbled(mistake.message);
                let workload = workload::find(&plan.workload).map_err(garbled)?;
                let values = workload.complete(plan.parameters).map_err(garbled)?;
                let on_lane = OnLane { recorder, pulse, task };
                Reply::done(perform_for(channel, on_lane, workload, &values, cancel).await)
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

async fn perform_for(
    channel: &dyn Channel,
    on_lane: OnLane<'_>,
    workload: &Workload,
    values: &Values,
    cancel: &Cancel,
) -> TaskOutcome {
    let shared = workload.shared(values);
    // Cells of its own: that is what it means not to share memory.
    let world = World::new(&shared, &[]);
    let parent = Asker { channel };
    let access = Access { world: &world, parent: Some(&parent), locks: shared.locks.len(), model_resources: 0 };
    perform::perform(Cx { on_lane, policy: &Free, cancel, values, access }, workload).await
}

/// Asks the parent for what only it has.
struct Asker<'a> {
    channel: &'a dyn Channel,
}

impl Parent for Asker<'_> {
    fn ask(&self, operation: Operation, payload: Vec<u8>) -> LocalBoxFuture<'_, (Result<i64, Stuck>, Vec<u8>)> {
        async move {
            let sent = self.channel.send(Message { payload, ..pack(&Reply::Ask { operation }) });
            let answer = match sent {
                Ok(()) => self.channel.receive().await.and_then(|message| Ok((unpack(&message)?, message.payload))),
                Err(gone) => Err(gone),
            };
            match answer {
                Ok((Request::Answer { answer }, payload)) => (answer, payload),
                // Without its parent nobody needs this task any more; the end of the channel ends the process.
                _ => std::future::pending().await,
            }
        }
        .boxed_local()
    }
}
