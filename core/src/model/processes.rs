//! Processes: isolated memory, messages only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use futures::future::{FutureExt as _, LocalBoxFuture, try_join_all};

use super::definition::Model;
use super::execution::{Execution, RunError, RunState, lane_life};
use super::needs::Needs;
use super::overlap::Overlap;
use super::protocol::{Reply, Request, pack, unpack};
use super::records::Records;
use crate::host::{Channel, HostError, Message, Payload, Pulse};
use crate::task::TaskOutcome;
use crate::trace::align::{self, Ping, Said};
use crate::trace::{Cause, EventKind, LaneId, LaneKind, LaneRecord, Recorder, TaskId};
use crate::workload::scenario;
use crate::world::{Operation, Stuck};

/// Processes that share nothing.
pub static MODEL: Model = Model {
    id: "processes",
    title: "Processes",
    about: "Processes with a memory of their own. They run at the same time, take long to start, and share only what they send.",
    needs: Needs::Processes,
    overlap: Overlap::Never,
    resources: &[],
    records: Records { brief: 3, ..Records::UNDISTURBED },
    execute,
};

/// Round trips by which the clock of a process is aligned; the shortest one counts.
const PINGS: usize = 8;

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    let recorder = state.recorder(0, execution.host.gauges().clock);
    let failure = Rc::new(Cell::new(None));
    let failed = failure.clone();
    async move {
        let lane = move |_: Rc<Pulse>| {
            async move {
                let children = lane_life(&recorder, parent(execution, &recorder)).await;
                // While the children are there: each may need a thread that reads what it says.
                let usage = (execution.host.gauges().usage)(0);
                match finish(children, &recorder).await {
                    Ok(records) => records.into_iter().for_each(|record| state.hand_in(record)),
                    Err(error) => failed.set(Some(error)),
                }
                let mut record = recorder.seal("main".to_owned(), LaneKind::Main, None);
                record.info.uses(usage);
                state.hand_in(record);
            }
            .boxed_local()
        };
        execution.host.event_loop(state.cancel, Box::new(lane)).await;
        failure.take().map_or(Ok(()), |error| Err(RunError::Host(error)))
    }
    .boxed_local()
}

/// A child that has done its work.
struct Child {
    channel: Box<dyn Channel>,
    record: LaneRecord,
    said: Said,
}

async fn parent(execution: &Execution<'_>, recorder: &Recorder<'_>) -> Result<Vec<Child>, HostError> {
    let lanes = 1..=execution.state.lanes();
    for target in lanes.clone() {
        recorder.record(None, EventKind::SpawnRequested { target });
    }
    recorder.record(None, EventKind::Suspended { cause: Cause::Join });
    let children = try_join_all(lanes.map(|lane| child(execution, recorder, lane))).await;
    recorder.record(None, EventKind::Resumed);
    children
}

async fn child(execution: &Execution<'_>, recorder: &Recorder<'_>, lane: LaneId) -> Result<Child, HostError> {
    let state = execution.state;
    let asked_for = recorder.moment();
    let channel = execution.host.launch(lane).await?;
    let said = Said { to_child: vec![asked_for], by_child: Vec::new() };
    let ends = Ends { channel: &*channel, recorder, lane, said: RefCell::new(said) };
    while let Some(task) = state.take() {
        let (plan, room) = (state.plan.clone(), state.room(lane));
        let scenario =
            scenario::read_from(state.workload, &plan.parameters).map(|read| Box::new(Arc::unwrap_or_clone(read)));
        let perform = pack(&Request::Perform { lane, plan, scenario, task, room });
        let (mut reply, mut payload) = ends.call(perform).await?;
        let reply = loop {
            let message = match reply {
                Reply::Ask { operation } => {
                    let (answer, payload) = answer(state, task, operation, payload).await;
                    Message { payload, ..pack(&Request::Answer { answer }) }
                }
                Reply::Outside { request } => {
                    let (payload, refusal) = match state.outside.ask(request).await {
                        Ok(payload) => (payload.into(), None),
                        Err(refusal) => (Payload::default(), Some(refusal)),
                    };
                    Message { payload, ..pack(&Request::Outside { refusal }) }
                }
                other => break other,
            };
            (reply, payload) = ends.call(message).await?;
        };
        match reply {
            Reply::Done { value, failure } => keep(state, (task, lane), value, failure)?,
            other => return Err(HostError::Garbled(format!("{other:?} instead of a result"))),
        }
    }
    let (ended, _) = ends.call(pack(&Request::End)).await?;
    let Reply::Ended { record } = ended else {
        return Err(HostError::Garbled("no record at the end".to_owned()));
    };
    let said = ends.said.into_inner();
    Ok(Child { channel, record, said })
}

/// What the parent answers to a child's operation, and the payload that goes with it.
async fn answer(
    state: &RunState<'_>,
    task: TaskId,
    operation: Operation,
    payload: Payload,
) -> (Result<i64, Stuck>, Payload) {
    match operation {
        Operation::Leave => (Ok(state.world.leave(payload)), Payload::default()),
        Operation::Fetch { payload } => (Ok(payload), state.world.fetch(payload)),
        Operation::Unlock { lock } => {
            let mut handed_over = false;
            let unlocked = state.world.unlock(task, lock, || handed_over = true);
            (unlocked.map(|()| i64::from(handed_over)), Payload::default())
        }
        operation => (state.access().wait(task, operation, || {}).await, Payload::default()),
    }
}

/// Reads every child's clock and moves their records onto the parent's. Not part of the timed run.
async fn finish(
    children: Result<Vec<Child>, HostError>,
    recorder: &Recorder<'_>,
) -> Result<Vec<LaneRecord>, HostError> {
    let mut records = Vec::new();
    for child in children? {
        let mut pings = Vec::with_capacity(PINGS);
        for _ in 0..PINGS {
            let sent_ns = recorder.now();
            child.channel.send(pack(&Request::Ping))?;
            let Reply::Pong { clock_ns } = unpack(&child.channel.receive().await?)? else {
                return Err(HostError::Garbled("no clock in answer to a ping".to_owned()));
            };
            pings.push(Ping { sent_ns, clock_ns, received_ns: recorder.now() });
        }
        records.push(align::onto_parent(child.record, &pings, &child.said));
    }
    Ok(records)
}

/// One connection, seen from the parent's lane.
struct Ends<'a> {
    channel: &'a dyn Channel,
    recorder: &'a Recorder<'a>,
    lane: LaneId,
    said: RefCell<Said>,
}

impl Ends<'_> {
    /// Sends a message, and waits for the reply and the payload that comes with it.
    async fn call(&self, message: Message) -> Result<(Reply, Payload), HostError> {
        self.recorder.record(None, EventKind::Resumed);
        let bytes = message.len();
        self.said.borrow_mut().to_child.push(self.recorder.moment());
        self.channel.send(message)?;
        self.recorder.record(None, EventKind::Sent { target: self.lane, bytes });
        self.recorder.record(None, EventKind::Suspended { cause: Cause::Join });
        let message: Message = self.channel.receive().await?;
        self.said.borrow_mut().by_child.push(self.recorder.moment());
        self.recorder.record(None, EventKind::Received { source: self.lane, bytes: message.len() });
        Ok((unpack(&message)?, message.payload))
    }
}

fn keep(
    state: &RunState<'_>,
    (task, lane): (TaskId, LaneId),
    value: Option<String>,
    failure: Option<String>,
) -> Result<(), HostError> {
    let outcome: TaskOutcome = match (value, failure) {
        (Some(value), None) => Ok(value.parse().map_err(|_| HostError::Garbled(format!("'{value}' as a result")))?),
        (_, failure) => Err(failure.unwrap_or_default()),
    };
    state.keep(task, lane, outcome);
    Ok(())
}
