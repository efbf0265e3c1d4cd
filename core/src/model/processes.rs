//! Processes: isolated memory, messages only.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;

use futures::future::{Either, FutureExt as _, LocalBoxFuture, select, try_join_all};

use super::definition::Model;
use super::execution::{Execution, RunError, lane_life};
use super::journal::{Answered, Asked, Journal, answer};
use super::needs::Needs;
use super::overlap::Overlap;
use super::protocol::{Reply, Request, Work, pack, question, unpack};
use super::records::Records;
use super::seen::Seen;
use super::shared_out::SharedOut;
use crate::host::{Channel, HostError, Message, Payload, Place, Pulse};
use crate::task::TaskOutcome;
use crate::trace::align::{self, Ping, Said};
use crate::trace::{Cause, EventKind, LaneId, LaneKind, LaneRecord, PackedRecord, Recorder, TaskId};

/// Processes that share nothing.
pub static MODEL: Model = Model {
    id: "processes",
    title: "Processes",
    about: "Processes with a memory of their own, on the cores of one machine: symmetric multi-processing. They run at the same time, take long to start, and share only what they send.",
    needs: Needs::Processes,
    overlap: Overlap::Never,
    resources: &[],
    records: Records { brief: 3, ..Records::UNDISTURBED },
    execute: |execution| run(execution, Place::Here),
};

/// Round trips by which the clock of a process is aligned; the shortest one counts.
const PINGS: usize = 8;

/// Runs all tasks on processes that are started in this place.
pub(super) fn run<'a>(execution: &'a Execution<'a>, place: Place) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    let recorder = state.recorder(0, execution.host.gauges().clock);
    let failure = Rc::new(Cell::new(None));
    let failed = failure.clone();
    async move {
        let lane = move |_: Rc<Pulse>| {
            async move {
                let next_lane = Cell::new(state.lanes() + 1);
                let tasks = SharedOut::new(state, place);
                let family = Family { execution, recorder: &recorder, place, tasks, next_lane };
                let children = lane_life(&recorder, family.run()).await;
                // While the children are there: on some hosts each needs a thread that reads what it says.
                let usage = (execution.host.gauges().usage)(0);
                match finish(children, &recorder, place).await {
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

/// How the life of a lane came to its end.
enum Life {
    /// It has done its work.
    Ended(Child),
    /// It was lost: what its parent saw of it.
    Lost(LaneRecord),
    /// All tasks were done before anybody had lent it.
    Unborn,
}

/// The parent and its lanes.
struct Family<'a> {
    execution: &'a Execution<'a>,
    recorder: &'a Recorder<'a>,
    place: Place,
    tasks: SharedOut<'a>,
    /// The number of the lane that takes the place of the next one that is lost.
    next_lane: Cell<LaneId>,
}

impl Family<'_> {
    async fn run(&self) -> Result<Vec<Child>, HostError> {
        let lanes = 1..=self.execution.state.lanes();
        for target in lanes.clone() {
            self.recorder.record(None, EventKind::SpawnRequested { target });
        }
        self.recorder.record(None, EventKind::Suspended { cause: Cause::Join });
        let children = try_join_all(lanes.map(|lane| self.succession(lane))).await;
        self.recorder.record(None, EventKind::Resumed);
        Ok(children?.into_iter().flatten().collect())
    }

    /// The life of a lane; when it is lost, that of its successor.
    async fn succession(&self, mut lane: LaneId) -> Result<Option<Child>, HostError> {
        let state = self.execution.state;
        loop {
            match self.life(lane).await? {
                Life::Ended(child) => return Ok(Some(child)),
                Life::Lost(record) => state.hand_in(record),
                Life::Unborn => {
                    state.hand_in(Seen::new(self.execution, lane, 0).unborn());
                    return Ok(None);
                }
            }
            lane = self.next_lane.get();
            let following = lane.checked_add(1).ok_or_else(|| HostError::Gone("too many were lost".to_owned()))?;
            self.next_lane.set(following);
            self.recorder.record(None, EventKind::SpawnRequested { target: lane });
        }
    }

    async fn life(&self, lane: LaneId) -> Result<Life, HostError> {
        let state = self.execution.state;
        let asked_for = self.recorder.moment();
        let launch = self.execution.host.launch(lane, self.place);
        let channel = match self.place {
            Place::Here => launch.await?,
            Place::Elsewhere => match select(pin!(self.tasks.done()), launch).await {
                Either::Left(_) => return Ok(Life::Unborn),
                Either::Right((channel, _)) => channel?,
            },
        };
        // What cannot be lost need not be watched.
        let seen = (self.place == Place::Elsewhere).then(|| Seen::new(self.execution, lane, state.tasks.len() as u64));
        let said = Said { to_child: vec![asked_for], by_child: Vec::new() };
        let ends = Ends { channel: &*channel, recorder: self.recorder, lane, said: RefCell::new(said) };
        let mut work = Some(Box::new(Work::new(lane, state.room(lane), state.workload, &state.plan.parameters)));
        while let Some((task, mut journal)) = self.tasks.next().await {
            let begun = seen.as_ref().map(|seen| (seen, seen.begins()));
            let perform = Request::Perform { work: work.take(), task };
            match self.task(&ends, (task, perform), &mut journal).await {
                Ok((outcome, lines)) => {
                    if let Some((seen, begun)) = begun {
                        seen.ended(begun, task, outcome.is_ok(), lines);
                    }
                    state.keep(task, lane, outcome);
                    self.tasks.finished();
                }
                Err(error) => match (seen, why_lost(&*channel, &error)) {
                    (Some(seen), Some(why)) => {
                        self.tasks.give_back(task, journal, &why)?;
                        return Ok(Life::Lost(seen.lost(&*channel)));
                    }
                    _ => return Err(error),
                },
            }
        }
        let record = match (self.end(&ends).await, seen) {
            (Ok(record), _) => record,
            (Err(error), Some(seen)) if why_lost(&*channel, &error).is_some() => {
                return Ok(Life::Lost(seen.lost(&*channel)));
            }
            (Err(error), _) => return Err(error),
        };
        let mut record = record.unpack(lane);
        if let Some(worker) = channel.worker() {
            record.info.name = Seen::name(lane, worker);
            record.info.worker = Some(worker.to_owned());
        }
        let said = ends.said.into_inner();
        Ok(Life::Ended(Child { channel, record, said }))
    }

    /// Tells a lane that there are no more tasks; all that it has written down.
    async fn end(&self, ends: &Ends<'_>) -> Result<PackedRecord, HostError> {
        match ends.call(pack(&Request::End)).await? {
            (Reply::Ended(record), _) => Ok(record),
            (other, _) => Err(HostError::Garbled(format!("{other:?} instead of a record."))),
        }
    }

    /// Has one task done, as `perform` says; what it came to, and how many lines it has printed.
    async fn task(
        &self,
        ends: &Ends<'_>,
        (task, perform): (TaskId, Request),
        journal: &mut Journal,
    ) -> Result<(TaskOutcome, u64), HostError> {
        let state = self.execution.state;
        let (mut reply, mut payload) = ends.call(pack(&perform)).await?;
        loop {
            let asked = match reply {
                Reply::Ask(operation) => Asked::World(operation),
                Reply::Outside { request } => Asked::Outside(question(&request)?),
                Reply::Done { outcome, lines } => return Ok((outcome, lines)),
                other => return Err(HostError::Garbled(format!("{other:?} instead of a result."))),
            };
            let answered = match journal.answered(&asked)? {
                Some(answered) => answered,
                None => {
                    let answered = answer(state, task, &asked, payload).await;
                    journal.keep(asked, answered)
                }
            };
            let message = match answered {
                Answered::World(answer, payload) => Message { payload, ..pack(&Request::Answer(answer)) },
                Answered::Outside(refusal, payload) => Message { payload, ..pack(&Request::Outside { refusal }) },
            };
            (reply, payload) = ends.call(message).await?;
        }
    }
}

/// Why whoever said this, or says nothing any more, can be trusted with no task, if that is so.
fn why_lost(channel: &dyn Channel, error: &HostError) -> Option<String> {
    match error {
        HostError::Gone(why) => Some(why.clone()),
        HostError::Garbled(what) => {
            channel.distrust();
            Some(format!("it answered something that is not understood: {what}"))
        }
        HostError::NoThreads(_) | HostError::NoProcess(_) | HostError::NoWorkers(_) | HostError::Refused(_) => None,
    }
}

/// Reads every child's clock and moves their records onto the parent's. Not part of the timed run.
async fn finish(
    children: Result<Vec<Child>, HostError>,
    recorder: &Recorder<'_>,
    place: Place,
) -> Result<Vec<LaneRecord>, HostError> {
    let mut records = Vec::new();
    for child in children? {
        let mut pings = Vec::with_capacity(PINGS);
        for _ in 0..PINGS {
            match ping(&*child.channel, recorder).await {
                Ok(ping) => pings.push(ping),
                // It has done its work: then its clock is known less well.
                Err(HostError::Gone(_) | HostError::Garbled(_)) if place == Place::Elsewhere => break,
                Err(error) => return Err(error),
            }
        }
        records.push(align::onto_parent(child.record, &pings, &child.said));
    }
    Ok(records)
}

async fn ping(channel: &dyn Channel, recorder: &Recorder<'_>) -> Result<Ping, HostError> {
    let sent_ns = recorder.now();
    channel.send(pack(&Request::Ping))?;
    let Reply::Pong { clock_ns } = unpack(&channel.receive().await?)? else {
        return Err(HostError::Garbled("no clock in answer to a ping".to_owned()));
    };
    Ok(Ping { sent_ns, clock_ns, received_ns: recorder.now() })
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
