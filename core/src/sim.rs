//! The third host: an ideal machine in virtual time. Same seed, same trace, to the nanosecond.
//!
//! It is a discrete-event simulation: whichever lane is furthest behind is polled next, ties are broken by the seed.
//! Computing costs virtual time at checkpoints, so parallel lanes really overlap, however few cores this machine has.
//!
//! Long because the whole machine is one idea. Layer: above `run`, below `report`. A host like the others: it knows lanes and child processes, no workload.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures::future::{self, FutureExt as _, LocalBoxFuture};

use crate::cancel::Cancel;
use crate::clock::{Clock, Gauges, Usage};
use crate::host::{
    Channel, Compute, Environment, Host, HostError, Message, Place, Platform, Pulse, SendStart, Start, drive,
};
use crate::model::child;
use crate::outside::{Answer, Nobody, Outside, Request};
use crate::random::Random;
use crate::trace::LaneId;

/// Virtual nanoseconds that one slice of computing takes on average.
pub const SLICE_NS: u64 = 50_000;
/// Virtual nanoseconds from asking for a thread to its first instruction.
const THREAD_START_NS: u64 = 80_000;
/// Virtual nanoseconds from asking for a process to its first instruction.
const PROCESS_START_NS: u64 = 1_200_000;
/// Virtual nanoseconds a message travels.
const MESSAGE_NS: u64 = 30_000;

thread_local! {
    static NOW: Cell<u64> = const { Cell::new(0) };
    /// How far the clock of the memory that is running now is ahead of `NOW`.
    static OFFSET: Cell<u64> = const { Cell::new(0) };
    static RANDOM: RefCell<Random> = RefCell::new(Random::new(0));
    /// Whom to wake later, and when.
    static ALARMS: RefCell<Vec<(u64, Waker)>> = const { RefCell::new(Vec::new()) };
    /// Slices that were computed on the only lane there is, and the virtual time they took.
    static COMPUTED: Cell<Computed> = const { Cell::new(Computed { slices: 0, virtual_ns: 0 }) };
    /// What ends computing that takes too long for real.
    static LIMIT: RefCell<Option<Limit>> = const { RefCell::new(None) };
}

/// What was computed on lanes that are alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// Slices, between two checkpoints each.
    pub slices: u64,
    /// The virtual nanoseconds they took.
    pub virtual_ns: u64,
}

/// How long computing may take for real.
struct Limit {
    clock: Clock,
    until_ns: u64,
    cancel: Arc<Cancel>,
}

/// A deterministic host. One at a time per thread.
pub struct SimulatedHost {
    newborn: RefCell<Vec<Lane<'static>>>,
    outside: AtOnce,
}

/// Somebody real, whose answers take the virtual time that they would be waited for, and no more.
struct AtOnce(Box<dyn Outside + Sync>);

impl Outside for AtOnce {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Answer> {
        // Awaited here and now: virtual time would run out of events before a real answer comes.
        let (request, waits_ms) = request.without_waits();
        let pulse = Pulse::new(clock, Compute::Real);
        let answer = drive::block_on(self.0.ask(request), &pulse, &Cancel::new()).expect("nobody cancels it");
        let due_ns = NOW.get() + waits_ms * 1_000_000;
        async move {
            std::future::poll_fn(|context| {
                if NOW.get() >= due_ns {
                    return Poll::Ready(());
                }
                wake_at(due_ns, context.waker());
                Poll::Pending
            })
            .await;
            answer
        }
        .boxed_local()
    }
}

impl SimulatedHost {
    /// A machine whose every accident is decided by `seed`. Virtual time begins at 0.
    pub fn new(seed: u64) -> Self {
        NOW.set(0);
        OFFSET.set(0);
        RANDOM.set(Random::new(seed));
        ALARMS.take();
        COMPUTED.take();
        LIMIT.take();
        Self { newborn: RefCell::default(), outside: AtOnce(Box::new(Nobody)) }
    }

    /// The same with somebody real who answers what programs ask of the world outside; to them that takes no time.
    #[must_use]
    pub fn reaching(self, outside: impl Outside + Sync + 'static) -> Self {
        Self { outside: AtOnce(Box::new(outside)), ..self }
    }

    /// The same, where computing on a lane that is alone is cancelled once this real clock has come so far.
    #[must_use]
    pub fn limited(self, clock: Clock, until_ns: u64, cancel: Arc<Cancel>) -> Self {
        LIMIT.set(Some(Limit { clock, until_ns, cancel }));
        self
    }

    /// What has been computed so far on lanes that are alone.
    pub fn computed(&self) -> Computed {
        COMPUTED.get()
    }

    /// The virtual time.
    pub fn now_ns(&self) -> u64 {
        NOW.get()
    }

    /// Runs lanes, and the processes they launch, until all that were given have ended.
    fn simulate(&self, cancel: &Cancel, mut lanes: Vec<Lane<'_>>) {
        let given = lanes.len();
        let mut children: Vec<Lane<'static>> = Vec::new();
        while lanes.iter().any(|lane| !lane.ended) && !cancel.is_cancelled() {
            children.append(&mut self.newborn.borrow_mut());
            let due: Vec<Option<u64>> = lanes.iter().map(Lane::due).chain(children.iter().map(Lane::due)).collect();
            let earliest = due.iter().flatten().min().copied();
            if let Some(alarm_ns) = ALARMS
                .with_borrow(|alarms| alarms.iter().map(|(at_ns, _)| *at_ns).min())
                .filter(|alarm_ns| earliest.is_none_or(|due_ns| *alarm_ns <= due_ns))
            {
                NOW.set(alarm_ns.max(NOW.get()));
                wake_those_due();
                continue;
            }
            let Some(earliest) = earliest else { return }; // A deadlock, which is for the caller to notice.
            let first: Vec<usize> = (0..due.len()).filter(|lane| due[*lane] == Some(earliest)).collect();
            let chosen = first[random_below(first.len() as u64) as usize];
            NOW.set(earliest.max(NOW.get()));
            match chosen.checked_sub(given) {
                None => lanes[chosen].poll(),
                Some(child) => children[child].poll(),
            }
        }
        // Processes that a lane left running are ended with their parent.
    }
}

impl Host for SimulatedHost {
    fn gauges(&self) -> Gauges {
        GAUGES
    }

    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError> {
        let lanes = lanes
            .into_iter()
            .map(|start| Lane::new(start, Compute::Share(compute_cost), jitter(THREAD_START_NS), OFFSET.get()))
            .collect();
        self.simulate(cancel, lanes);
        Ok(())
    }

    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        async move { self.simulate(cancel, vec![Lane::new(lane, Compute::Advance(advance), 0, 0)]) }.boxed_local()
    }

    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        self.blocking(cancel, lane)
    }

    fn launch(&self, lane: LaneId, place: Place) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>> {
        if place == Place::Elsewhere {
            let nobody = HostError::NoWorkers("A machine in virtual time has no network.".to_owned());
            return future::ready(Err(nobody)).boxed_local();
        }
        let (parent, child) = pair(u32::from(lane));
        let start = move |pulse: Rc<Pulse>| {
            async move {
                // An error is a broken protocol; the parent meets it as a closed channel.
                let cancel = Cancel::new();
                let _ = child::serve(&child, &pulse, GAUGES, &cancel).await;
            }
            .boxed_local()
        };
        let offset = random_below(1_000_000_000);
        let born = Lane::new(start, Compute::Share(compute_cost), jitter(PROCESS_START_NS), offset);
        self.newborn.borrow_mut().push(born);
        let parent: Box<dyn Channel> = Box::new(parent);
        async move { Ok(parent) }.boxed_local()
    }

    fn outside(&self) -> &(dyn Outside + Sync) {
        &self.outside
    }

    fn environment(&self) -> Environment {
        Environment {
            host: Platform::Simulated,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            os: "none".to_owned(),
            arch: "virtual".to_owned(),
            machine: "ideal machine in virtual time".to_owned(),
            cores_claimed: 64,
            cores_measured: None,
            cores_of_two: None,
            thread_start: None,
            clock_step_ns: 1,
            isolated: None,
            target_features: Vec::new(),
            profile: "virtual".to_owned(),
            compiler: String::new(),
            process: 1,
            visibility: None,
            longest_block: None,
        }
    }
}

struct Lane<'a> {
    future: LocalBoxFuture<'a, ()>,
    pulse: Rc<Pulse>,
    offset: u64,
    ended: bool,
    /// When it was woken, in virtual time; `NEVER` while it waits.
    woken_ns: Arc<Woken>,
}

const NEVER: u64 = u64::MAX;

struct Woken(AtomicU64);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_min(NOW.get(), Ordering::Relaxed);
    }
}

impl<'a> Lane<'a> {
    fn new(
        start: impl FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()>,
        compute: Compute,
        start_ns: u64,
        offset: u64,
    ) -> Self {
        let pulse = Rc::new(Pulse::new(clock, compute));
        let future = start(pulse.clone());
        let woken_ns = Arc::new(Woken(AtomicU64::new(NOW.get() + start_ns)));
        Self { future, pulse, offset, ended: false, woken_ns }
    }

    /// When it can go on, if by itself.
    fn due(&self) -> Option<u64> {
        let deadline = self.pulse.next_deadline().map_or(NEVER, |at_ns| at_ns - self.offset);
        let due = self.woken_ns.0.load(Ordering::Relaxed).min(deadline);
        (!self.ended && due != NEVER).then_some(due)
    }

    fn poll(&mut self) {
        OFFSET.set(self.offset);
        self.pulse.fire();
        self.woken_ns.0.store(NEVER, Ordering::Relaxed);
        let waker = Waker::from(self.woken_ns.clone());
        let ready = matches!(self.future.as_mut().poll(&mut Context::from_waker(&waker)), Poll::Ready(()));
        self.ended = ready;
        OFFSET.set(0);
    }
}

/// One end of a connection between two simulated processes.
struct End {
    process: u32,
    inbox: Rc<RefCell<Inbox>>,
    outbox: Rc<RefCell<Inbox>>,
}

#[derive(Default)]
struct Inbox {
    messages: VecDeque<(u64, Message)>,
    closed: bool,
    reader: Option<Waker>,
}

fn pair(process: u32) -> (End, End) {
    let (down, up) = (Rc::new(RefCell::default()), Rc::new(RefCell::default()));
    (End { process, inbox: up.clone(), outbox: down.clone() }, End { process, inbox: down, outbox: up })
}

impl Channel for End {
    fn process(&self) -> u32 {
        self.process
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let mut outbox = self.outbox.borrow_mut();
        if outbox.closed {
            return Err(HostError::Gone("it has let go of its channel".to_owned()));
        }
        let arrives_ns = NOW.get() + MESSAGE_NS;
        outbox.messages.push_back((arrives_ns, message));
        if let Some(reader) = outbox.reader.take() {
            wake_at(arrives_ns, &reader);
        }
        Ok(())
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        std::future::poll_fn(|context| {
            let mut inbox = self.inbox.borrow_mut();
            match inbox.messages.front().map(|(arrives_ns, _)| *arrives_ns) {
                Some(arrives_ns) if arrives_ns > NOW.get() => {
                    wake_at(arrives_ns, context.waker());
                    Poll::Pending
                }
                Some(_) => Poll::Ready(Ok(inbox.messages.pop_front().map(|(_, message)| message).unwrap_or_default())),
                None if inbox.closed => Poll::Ready(Err(HostError::Gone("it has let go of its channel".to_owned()))),
                None => {
                    inbox.reader = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .boxed_local()
    }
}

impl Drop for End {
    fn drop(&mut self) {
        for side in [&self.inbox, &self.outbox] {
            let mut side = side.borrow_mut();
            side.closed = true;
            if let Some(reader) = side.reader.take() {
                reader.wake();
            }
        }
    }
}

/// Has `waker` woken at `at_ns`, and not before.
fn wake_at(at_ns: u64, waker: &Waker) {
    ALARMS.with_borrow_mut(|alarms| alarms.push((at_ns, waker.clone())));
}

fn wake_those_due() {
    let now = NOW.get();
    let due = ALARMS.with_borrow_mut(|alarms| alarms.extract_if(.., |(at_ns, _)| *at_ns <= now).collect::<Vec<_>>());
    for (_, waker) in due {
        waker.wake();
    }
}

/// An ideal machine has no limits worth measuring.
const GAUGES: Gauges = Gauges { clock, usage: |_| Usage::default() };

fn clock() -> u64 {
    NOW.get() + OFFSET.get()
}

fn advance() {
    let cost = compute_cost();
    NOW.set(NOW.get() + cost);
    let Computed { slices, virtual_ns } = COMPUTED.get();
    COMPUTED.set(Computed { slices: slices + 1, virtual_ns: virtual_ns + cost });
    LIMIT.with_borrow(|limit| {
        if let Some(Limit { clock, until_ns, cancel }) = limit
            && clock() >= *until_ns
        {
            cancel.cancel();
        }
    });
}

fn compute_cost() -> u64 {
    jitter(SLICE_NS)
}

/// `mean`, give or take a quarter.
fn jitter(mean: u64) -> u64 {
    mean - mean / 4 + random_below(mean / 2 + 1)
}

fn random_below(bound: u64) -> u64 {
    RANDOM.with_borrow_mut(|random| random.below(bound))
}
