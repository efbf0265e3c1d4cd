//! The third host: an ideal machine in virtual time. Same seed, same trace, to the nanosecond.
//!
//! It is a discrete-event simulation: whichever lane is furthest behind is polled next, ties are broken by the seed.
//! Computing costs virtual time at checkpoints, so parallel lanes really overlap, however few cores this machine has.
//!
//! Long because the whole machine is one idea. Layer: above `run`, below `report`. A host like the others: it knows lanes and child processes, no workload.

mod alarms;
mod channel;
mod network;
mod time;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures::future::{self, FutureExt as _, LocalBoxFuture};

use channel::pair;
use network::Cable;
pub use network::{Network, Traffic};
use time::{NOW, jitter, next_alarm_ns, random_below, wake_at, wake_those_due};

use crate::cancel::Cancel;
use crate::clock::{Clock, Gauges, Usage};
use crate::host::{Channel, Compute, Environment, Host, HostError, Place, Platform, Pulse, SendStart, Start, drive};
use crate::model::child;
use crate::outside::{Answer, Nobody, Outside, Request};
use crate::trace::LaneId;

/// Virtual nanoseconds that one slice of computing takes on average.
pub const SLICE_NS: u64 = 50_000;
/// Virtual nanoseconds from asking for a thread to its first instruction.
const THREAD_START_NS: u64 = 80_000;
/// Virtual nanoseconds from asking for a process to its first instruction.
const PROCESS_START_NS: u64 = 1_200_000;

thread_local! {
    /// How far the clock of the memory that is running now is ahead of `NOW`.
    static OFFSET: Cell<u64> = const { Cell::new(0) };
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
    /// To the machines of others, if there are any.
    cable: Option<Rc<Cable>>,
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
        time::begin(seed);
        OFFSET.set(0);
        COMPUTED.take();
        LIMIT.take();
        Self { newborn: RefCell::default(), outside: AtOnce(Box::new(Nobody)), cable: None }
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

    /// The same with workers on other machines, as many as anybody asks for, behind this network.
    #[must_use]
    pub fn networked(self, network: Network) -> Self {
        Self { cable: Some(Rc::new(Cable::new(network))), ..self }
    }

    /// What has gone through the network so far.
    pub fn traffic(&self) -> Traffic {
        self.cable.as_ref().map(|cable| cable.traffic()).unwrap_or_default()
    }

    /// What of that was done so many nanoseconds after the host began: the clocks of workers are read after a run, one worker after another.
    pub fn traffic_until(&self, now_ns: u64) -> Traffic {
        self.cable.as_ref().map(|cable| cable.traffic_until(now_ns)).unwrap_or_default()
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
            // Whoever is due first, of all lanes: with a thousand of them this is what the simulation does most.
            let (mut earliest, mut first) = (NEVER, Vec::new());
            for (place, lane) in lanes.iter().map(|lane| lane.due()).chain(children.iter().map(Lane::due)).enumerate() {
                if lane < earliest {
                    earliest = lane;
                    first.clear();
                }
                if lane == earliest && lane != NEVER {
                    first.push(place);
                }
            }
            if let Some(alarm_ns) = next_alarm_ns().filter(|alarm_ns| *alarm_ns <= earliest) {
                NOW.set(alarm_ns.max(NOW.get()));
                wake_those_due();
                continue;
            }
            if first.is_empty() {
                return; // A deadlock, which is for the caller to notice.
            }
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
        let link = match (place, &self.cable) {
            (Place::Here, _) => None,
            (Place::Elsewhere, Some(cable)) => Some(cable.link()),
            (Place::Elsewhere, None) => {
                let nobody = HostError::NoWorkers("This machine in virtual time has no network.".to_owned());
                return future::ready(Err(nobody)).boxed_local();
            }
        };
        let (parent, child) = pair(u32::from(lane), link);
        let start = move |pulse: Rc<Pulse>| {
            async move {
                // An error is a broken protocol; the parent meets it as a closed channel.
                let cancel = Cancel::new();
                let _ = child::serve(&child, &pulse, GAUGES, child::OWN, &cancel).await;
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

    /// When it can go on by itself; `NEVER` if only somebody else can let it.
    fn due(&self) -> u64 {
        if self.ended {
            return NEVER;
        }
        let deadline = self.pulse.next_deadline().map_or(NEVER, |at_ns| at_ns - self.offset);
        self.woken_ns.0.load(Ordering::Relaxed).min(deadline)
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
