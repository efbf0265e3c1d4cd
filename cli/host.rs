//! The native host: OS threads, child processes of this very program, and a monotonic clock.

use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;
use std::sync::LazyLock;
use std::thread;
use std::time::Instant;

use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::built;
use interleave_core::cancel::Cancel;
use interleave_core::clock::{Gauges, Usage};
use interleave_core::host::station::Lane;
use interleave_core::host::{
    Channel, Compute, Environment, Host, HostError, Place, Platform, Pulse, SendStart, Start, drive,
};
use interleave_core::model::child;
use interleave_core::outside::Outside;
use interleave_core::trace::LaneId;

use crate::outside::NativeOutside;
use crate::pipe::{Child, Parent};
use crate::process_status;
use crate::threads::{self, Threads};

/// The hidden sub-command under which this program is a child process.
pub const PROCESS_COMMAND: &str = "process";

/// This machine.
#[derive(Debug)]
pub struct NativeHost {
    program: PathBuf,
    threads: Threads,
    lender: Option<Box<dyn Lender>>,
}

/// Who lends processes of other machines.
pub trait Lender: std::fmt::Debug + Send + Sync {
    /// The connection to one of them.
    fn lend(&self) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>>;
}

impl NativeHost {
    /// A host whose processes are children that run `program`, an `interleave`.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), threads: Threads::default(), lender: None }
    }

    /// The same host, with processes elsewhere from this lender.
    #[must_use]
    pub fn lent_by(self, lender: Option<Box<dyn Lender>>) -> Self {
        Self { lender, ..self }
    }
}

impl Host for NativeHost {
    fn gauges(&self) -> Gauges {
        GAUGES
    }

    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError> {
        let driven = |mut start: SendStart<'a>| Box::new(move || drive::drive(&mut start, now, cancel)) as Lane<'a>;
        self.threads.run(lanes.into_iter().map(driven).collect())
    }

    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        async move { drive::drive(lane, now, cancel) }.boxed_local()
    }

    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        async move {
            let pulse = Rc::new(Pulse::new(now, Compute::Real));
            block_on(lane(pulse.clone()), &pulse, cancel);
        }
        .boxed_local()
    }

    fn launch(&self, _: LaneId, place: Place) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>> {
        if place == Place::Elsewhere {
            let nobody = || future::ready(Err(HostError::NoWorkers(NO_NETWORK.to_owned()))).boxed_local();
            return self.lender.as_ref().map_or_else(nobody, |lender| lender.lend());
        }
        let child = Child::start(Command::new(&self.program).arg(PROCESS_COMMAND))
            .map(|child| Box::new(child) as Box<dyn Channel>)
            .map_err(|error| HostError::NoProcess(error.to_string()));
        async move { child }.boxed_local()
    }

    fn in_pool(&self, threads: LaneId, work: &mut (dyn FnMut() + Send)) -> Result<(), HostError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build();
        pool.map_err(|error| HostError::NoThreads(error.to_string()))?.install(work);
        Ok(())
    }

    fn outside(&self) -> &(dyn Outside + Sync) {
        &NativeOutside
    }

    fn environment(&self) -> Environment {
        Environment {
            host: Platform::Native,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
            machine: processor().unwrap_or_else(|| "unknown processor".to_owned()),
            cores_claimed: thread::available_parallelism().map_or(1, |cores| cores.get() as u64),
            cores_measured: None,
            cores_of_two: None,
            thread_start: self.threads.start_time(),
            clock_step_ns: interleave_core::host::measure::clock_step(now),
            isolated: None,
            target_features: built::target_features(),
            profile: built::PROFILE.to_owned(),
            compiler: built::COMPILER.to_owned(),
            process: std::process::id(),
            visibility: None,
            longest_block: None,
        }
    }
}

/// A child process's whole life.
///
/// # Errors
/// When the parent sends a message that is not understood.
pub fn serve_process() -> Result<(), HostError> {
    let pulse = Pulse::new(now, Compute::Real);
    let cancel = Cancel::new();
    let life = async {
        let parent = Parent::connect().map_err(|error| HostError::NoProcess(error.to_string()))?;
        child::serve(&parent, &pulse, CHILD_GAUGES, child::OWN, &cancel).await
    };
    block_on(life, &pulse, &cancel).unwrap_or(Ok(()))
}

/// Polls `future` to its end on this thread, which may wait for the pipes of processes; `None` when it was cancelled first.
pub fn block_on<T>(future: impl Future<Output = T>, pulse: &Pulse, cancel: &Cancel) -> Option<T> {
    #[cfg(unix)]
    return crate::parker::block_on(future, pulse, cancel);
    // Elsewhere pipes are read by threads of their own.
    #[cfg(not(unix))]
    drive::block_on(future, pulse, cancel)
}

const NO_NETWORK: &str = "Whoever runs this has named no server of workers: `interleave run --model distributed --nats URL`, or on a page by Other machines.";

const GAUGES: Gauges = Gauges { clock: now, usage };
/// Those of a child process.
const CHILD_GAUGES: Gauges = Gauges { clock: now, usage: usage_of_child };

/// What this process uses, on systems with `/proc`. Threads that are parked are not those of this execution: lanes are counted by what they were.
fn usage(lanes: u64) -> Usage {
    let threads = process_status::threads_not_called(threads::NAME).map(|others| others + lanes);
    Usage { threads, ..usage_of_child(0) }
}

/// The same of a child process, whose threads are not those of lanes.
fn usage_of_child(_: u64) -> Usage {
    process_status::read("self").unwrap_or_default()
}

/// Nanoseconds since this program began.
fn now() -> u64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    u64::try_from(BEGAN.elapsed().as_nanos()).expect("five hundred years")
}

/// The processor's name, on systems with `/proc`.
fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
