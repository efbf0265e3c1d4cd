//! A child process: answers its parent's requests, from the first message to the last.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::perform;
use super::protocol::{Reply, Request, Work, pack, unpack};
use crate::cancel::Cancel;
use crate::clock::Gauges;
use crate::host::{Channel, HostError, Message, Payload, Pulse};
use crate::mistake::Mistake;
use crate::outside::{self, Answer, Outside};
use crate::plan::Values;
use crate::task::{Cx, Free, LaneCx, OnLane, TaskOutcome};
use crate::trace::{Bond, Bonds, EventKind, LaneKind, PackedRecord, Recorder, Room};
use crate::workload::Workload;
use crate::world::{Access, Operation, Parent, Stuck, World};

/// What becomes of work before it is begun: a mistake is why not.
pub type Check = fn(&Work) -> Result<(), Mistake>;

/// Work of the parent that has started this process: it has been checked.
pub const OWN: Check = |_| Ok(());

/// The child's life: answers requests until the parent lets go of the channel. The host drives it with `pulse`,
/// and by `cancel` stops a task that computes; it begins no work that `check` refuses.
///
/// # Errors
/// When the parent says something that is not understood, or asks for work that is refused.
pub async fn serve(
    channel: &dyn Channel,
    pulse: &Pulse,
    gauges: Gauges,
    check: Check,
    cancel: &Cancel,
) -> Result<(), HostError> {
    let seq = AtomicU64::new(0);
    // The parent numbers the lane: a process does not know its number until it is told.
    let mut recorder = Some(Recorder::new(0, gauges.clock, &seq, Room::USUAL));
    // What its tasks are tasks of.
    let mut work = None;
    // It is alive: by that it has heard that it was asked for.
    let said = Conversation::begun();
    if let Some(recorder) = &recorder {
        recorder.record(None, EventKind::LaneStarted);
    }
    // A parent that is gone is the ordinary end of a child.
    while let Ok(message) = channel.receive().await {
        said.heard(&seq);
        let reply = match unpack(&message)? {
            Request::Perform { work: told, task } => {
                let Some(recorder) = &recorder else {
                    return Err(HostError::Garbled("a task after the end.".to_owned()));
                };
                if let Some(told) = told {
                    check(&told).map_err(|mistake| HostError::Refused(mistake.message))?;
                    // No more than any parent asks for, whoever it is.
                    let room = told.room.granted(1);
                    recorder.make(room);
                    said.make(room);
                    work = Some(told.begin()?);
                }
                let Some((workload, values)) = &work else {
                    return Err(HostError::Garbled("a task of nothing.".to_owned()));
                };
                let on_lane = OnLane { recorder, pulse, task, line: 0 };
                let parent = Asker { channel, said: &said, seq: &seq };
                let printed = recorder.lines();
                let outcome = recorder.during(perform_for(&parent, on_lane, workload, values, cancel)).await;
                Reply::Done { outcome, lines: recorder.lines() - printed }
            }
            Request::End => {
                let Some(recorder) = recorder.take() else {
                    return Err(HostError::Garbled("a second end.".to_owned()));
                };
                recorder.record(None, EventKind::LaneEnded);
                let mut record = recorder.seal(String::new(), LaneKind::Process, Some(channel.process()));
                record.info.uses((gauges.usage)(0));
                said.spoke(&seq);
                record.bonds = said.take();
                Reply::Ended(PackedRecord::new(record))
            }
            Request::Ping => Reply::Pong { clock_ns: (gauges.clock)() },
            Request::Answer(_) | Request::Outside { .. } => {
                return Err(HostError::Garbled("an answer to no question.".to_owned()));
            }
        };
        said.spoke(&seq);
        if channel.send(pack(&reply)).is_err() {
            break;
        }
    }
    Ok(())
}

async fn perform_for(
    parent: &Asker<'_>,
    on_lane: OnLane<'_>,
    workload: &Workload,
    values: &Values,
    cancel: &Cancel,
) -> TaskOutcome {
    let shared = workload.shared(values);
    // Cells of its own: that is what it means not to share memory.
    let world = World::new(&shared, &[]);
    let access = Access { world: &world, parent: Some(parent), locks: shared.locks.len(), model_resources: 0 };
    let lane = LaneCx { policy: &Free, cancel, values, access, outside: parent };
    perform::perform(Cx { on_lane, lane: &lane }, workload).await
}

/// Asks the parent for what only it has.
struct Asker<'a> {
    channel: &'a dyn Channel,
    said: &'a Conversation,
    seq: &'a AtomicU64,
}

impl Asker<'_> {
    async fn call(&self, reply: &Reply, payload: Payload) -> Result<(Request, Payload), HostError> {
        self.said.spoke(self.seq);
        let sent = self.channel.send(Message { payload, ..pack(reply) });
        let answer = match sent {
            Ok(()) => self.channel.receive().await.and_then(|message| Ok((unpack(&message)?, message.payload))),
            Err(gone) => Err(gone),
        };
        self.said.heard(self.seq);
        answer
    }
}

// Without its parent nobody needs a task any more: it is left pending, and the end of the channel ends the process.

impl Parent for Asker<'_> {
    fn ask(&self, operation: Operation, payload: Payload) -> LocalBoxFuture<'_, (Result<i64, Stuck>, Payload)> {
        async move {
            match self.call(&Reply::Ask(operation), payload).await {
                Ok((Request::Answer(answer), payload)) => (answer, payload),
                _ => std::future::pending().await,
            }
        }
        .boxed_local()
    }
}

impl Outside for Asker<'_> {
    fn ask(&self, request: outside::Request) -> LocalBoxFuture<'_, Answer> {
        async move {
            match self.call(&Reply::outside(&request), Payload::default()).await {
                Ok((Request::Outside { refusal }, payload)) => refusal.map_or_else(|| Ok(payload.into_bytes()), Err),
                _ => std::future::pending().await,
            }
        }
        .boxed_local()
    }
}

/// The child's end of all that is said between it and its parent.
struct Conversation(RefCell<Bonds>);

impl Conversation {
    fn begun() -> Self {
        Self(RefCell::new(Bonds { heard: vec![Bond { child: 0, parent: 0 }], said: Vec::new() }))
    }

    /// Makes room, as the recorder does: no message comes without an event or two.
    fn make(&self, room: Room) {
        let mut bonds = self.0.borrow_mut();
        let places = usize::try_from(room.events).expect("a lane is given room that fits into memory");
        let Bonds { heard, said } = &mut *bonds;
        for own in [heard, said] {
            own.reserve_exact(places.saturating_sub(own.len()));
        }
    }

    fn heard(&self, seq: &AtomicU64) {
        self.0.borrow_mut().heard.push(moment(seq));
    }

    fn spoke(&self, seq: &AtomicU64) {
        self.0.borrow_mut().said.push(moment(seq));
    }

    fn take(&self) -> Bonds {
        self.0.take()
    }
}

/// Now, in this memory; the parent adds its own end.
fn moment(seq: &AtomicU64) -> Bond {
    Bond { child: seq.fetch_add(1, Ordering::Relaxed), parent: 0 }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::clock::Usage;
    use crate::host::Compute;
    use crate::scenario;

    /// A parent that says what it has to say, hears the replies, and is gone.
    #[derive(Default)]
    struct Script {
        says: RefCell<VecDeque<Message>>,
        hears: RefCell<Vec<Message>>,
    }

    impl Channel for Script {
        fn process(&self) -> u32 {
            1
        }

        fn send(&self, message: Message) -> Result<(), HostError> {
            self.hears.borrow_mut().push(message);
            Ok(())
        }

        fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
            let next = self.says.borrow_mut().pop_front();
            async move { next.ok_or_else(|| HostError::Gone("the end of the script".to_owned())) }.boxed_local()
        }
    }

    #[test]
    fn a_scenario_is_played_as_its_parent_has_read_it_and_its_text_is_not_read_again() {
        let read =
            scenario::parse("[[task]]\nname = 'one'\nsteps = [{ print = 'as read' }]").expect("it is a scenario");
        let parent = Script::default();
        let work = Work {
            lane: 1,
            room: Room::USUAL,
            workload: "scenario".to_owned(),
            parameters: r#"{"text": "whoever reads this fails"}"#.to_owned(),
            scenario: Some(read),
        };
        let perform = Request::Perform { work: Some(Box::new(work)), task: 0 };
        parent.says.borrow_mut().push_back(pack(&perform));
        let gauges = Gauges { clock: || 0, usage: |_| Usage::default() };
        let pulse = Pulse::new(gauges.clock, Compute::Real);
        let served = serve(&parent, &pulse, gauges, OWN, &Cancel::new()).now_or_never();
        assert_eq!(served, Some(Ok(())), "it ends with its parent");
        let replies: Vec<Reply> = parent.hears.borrow().iter().map(|said| unpack(said).expect("a reply")).collect();
        assert!(matches!(replies[..], [Reply::Done { outcome: Ok(_), lines: 1 }]), "{replies:?}");
    }

    #[test]
    fn a_room_for_which_there_is_no_memory_is_not_made() {
        let parent = Script::default();
        let work = Work {
            lane: 1,
            room: Room { events: u64::MAX, lines: u64::MAX, bytes: u64::MAX },
            workload: "count".to_owned(),
            parameters: r#"{"n": 10}"#.to_owned(),
            scenario: None,
        };
        parent.says.borrow_mut().push_back(pack(&Request::Perform { work: Some(Box::new(work)), task: 0 }));
        let gauges = Gauges { clock: || 0, usage: |_| Usage::default() };
        let pulse = Pulse::new(gauges.clock, Compute::Real);
        let served = serve(&parent, &pulse, gauges, OWN, &Cancel::new()).now_or_never();
        assert_eq!(served, Some(Ok(())));
        assert_eq!(unpack(&parent.hears.borrow()[0]), Ok(Reply::Done { outcome: Ok(45), lines: 1 }));
    }

    #[test]
    fn what_no_parent_says_is_refused_in_a_sentence() {
        let work = Work {
            lane: 1,
            room: Room::USUAL,
            workload: "counter".to_owned(),
            parameters: r#"{"tasks": true}"#.to_owned(),
            scenario: None,
        };
        let unknown = pack(&Request::Perform { work: Some(Box::new(work)), task: 0 });
        let longer = Message { head: [pack(&Request::Ping).head, vec![0]].concat(), ..Message::default() };
        let cut = Message { head: unknown.head[..5].to_vec(), ..Message::default() };
        let no_kind = Message { head: vec![99], ..Message::default() };
        let nothing = pack(&Request::Perform { work: None, task: 0 });
        for message in [unknown, longer, cut, no_kind, nothing] {
            let head = message.head.clone();
            let parent = Script::default();
            parent.says.borrow_mut().push_back(message);
            let gauges = Gauges { clock: || 0, usage: |_| Usage::default() };
            let pulse = Pulse::new(gauges.clock, Compute::Real);
            let served = serve(&parent, &pulse, gauges, OWN, &Cancel::new()).now_or_never();
            let Some(Err(HostError::Garbled(why))) = served else { panic!("{head:?}: {served:?}") };
            assert!(why.ends_with('.'), "{why}");
        }
    }
}
