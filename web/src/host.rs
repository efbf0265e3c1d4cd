//! The browser host: web workers on one shared memory as threads, web workers with a memory of their own as processes.

use std::sync::atomic::{AtomicU64, Ordering};

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::built;
use interleave_core::cancel::Cancel;
use interleave_core::clock::{Gauges, Usage};
use interleave_core::host::{Channel, Environment, Host, HostError, Onlooker, Place, Platform, SendStart, Start};
use interleave_core::outside::Outside;
use interleave_core::trace::LaneId;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::mailbox::{AskedLane, LentBy, Mailbox, WorkerChannel, error_message};
use crate::outside::BrowserOutside;
use crate::scope::scope;
use crate::{clock, driver, watched};

/// The engine worker's host.
pub struct BrowserHost {
    /// Starts a process worker with a given number: `(lane) => Mailbox`.
    launch: Option<Function>,
    /// Asks for a lane of another machine: `() => AskedLane`.
    lend: Option<Function>,
}

impl BrowserHost {
    /// A host whose processes are started by `launch`, if anybody does.
    pub fn new(launch: Option<Function>) -> Self {
        Self { launch, lend: None }
    }

    /// The same host, whose lanes elsewhere are had by `lend`, if anybody lends some.
    #[must_use]
    pub fn lent_by(self, lend: Option<Function>) -> Self {
        Self { lend, ..self }
    }

    async fn lent(&self) -> Result<Box<dyn Channel>, HostError> {
        let nobody = |error: JsValue| HostError::NoWorkers(error_message(&error));
        let lend = self.lend.as_ref().ok_or_else(|| nobody("This page uses no other machines.".into()))?;
        let asked = lend.call0(&JsValue::NULL).map_err(nobody)?.unchecked_into::<AskedLane>();
        // To drop this is to ask no more.
        let channel = WorkerChannel::new(asked.mailbox());
        let by = JsFuture::from(asked.lent()).await.map_err(nobody)?.unchecked_into::<LentBy>();
        Ok(Box::new(channel.lent_by(&by)))
    }
}

impl Host for BrowserHost {
    fn gauges(&self) -> Gauges {
        GAUGES
    }

    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError> {
        parallel(cancel, lanes)
    }

    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        blocking(cancel, lane).boxed_local()
    }

    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        driver::drive(lane, cancel).boxed_local()
    }

    fn launch(&self, lane: LaneId, place: Place) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>> {
        if place == Place::Elsewhere {
            return self.lent().boxed_local();
        }
        // Without a wait between start and channel: a cancel there would leave a process that nobody ends.
        let launch = self.launch.as_ref().ok_or_else(|| JsValue::from("nobody starts them here"));
        let launched = launch.and_then(|launch| launch.call1(&JsValue::NULL, &lane.into()));
        let channel = launched
            .map(|mailbox| Box::new(WorkerChannel::new(mailbox.unchecked_into::<Mailbox>())) as Box<dyn Channel>)
            .map_err(|error| HostError::NoProcess(error_message(&error)));
        std::future::ready(channel).boxed_local()
    }

    /// All threads of this engine.
    #[cfg(feature = "threads")]
    fn in_pool(&self, _: LaneId, work: &mut (dyn FnMut() + Send)) -> Result<(), HostError> {
        crate::threads::in_pool(work)
    }

    fn outside(&self) -> &(dyn Outside + Sync) {
        &BrowserOutside
    }

    fn onlooker(&self) -> Onlooker {
        watched::finished
    }

    fn environment(&self) -> Environment {
        let scope = scope();
        let navigator = scope.navigator();
        Environment {
            host: Platform::Browser,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            os: navigator.platform().unwrap_or_default(),
            arch: "wasm32".to_owned(),
            machine: navigator.user_agent().unwrap_or_default(),
            // Not a number in a browser that hides it, and then 1.
            cores_claimed: navigator.hardware_concurrency().max(1.0) as u64,
            cores_measured: None,
            cores_of_two: None,
            thread_start: None,
            clock_step_ns: interleave_core::host::measure::clock_step(clock::now),
            isolated: scope.cross_origin_isolated(),
            target_features: built::target_features(),
            profile: built::PROFILE.to_owned(),
            compiler: built::COMPILER.to_owned(),
            process: 0,
            visibility: None,
            longest_block: None,
        }
    }
}

#[cfg(feature = "threads")]
fn parallel<'a>(cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError> {
    use interleave_core::host::drive::drive;
    use interleave_core::host::station::Lane;

    let driven = |mut start: SendStart<'a>| Box::new(move || drive(&mut start, clock::now, cancel)) as Lane<'a>;
    crate::threads::run(lanes.into_iter().map(driven).collect())
}

#[cfg(not(feature = "threads"))]
fn parallel(_: &Cancel, _: Vec<SendStart<'_>>) -> Result<(), HostError> {
    Err(HostError::NoThreads(no_threads()))
}

/// What every worker of the page may read.
pub const GAUGES: Gauges = Gauges { clock: clock::now, usage };

/// How many workers there are on this memory: this one, and those that JavaScript has started on it.
static WORKERS: AtomicU64 = AtomicU64::new(1);

/// So many more workers have been started on this memory.
#[wasm_bindgen(js_name = addWorkers)]
pub fn add_workers(count: u32) {
    WORKERS.fetch_add(count.into(), Ordering::Relaxed);
}

/// The wasm memory, which never shrinks, and the workers on it. Threads outlive their lanes: they are counted already.
fn usage(_: u64) -> Usage {
    const PAGE: u64 = 64 * 1024;
    Usage {
        memory_bytes: Some(core::arch::wasm32::memory_size(0) as u64 * PAGE),
        threads: Some(WORKERS.load(Ordering::Relaxed)),
    }
}

/// Why lanes cannot share memory in a build without threads.
pub fn no_threads() -> String {
    let why = match scope().cross_origin_isolated() {
        // As in WebKitGTK.
        Some(true) => "this browser gives no page shared memory, not even an isolated one.",
        _ => "the page is not cross-origin isolated, so the browser gives it no shared memory.",
    };
    why.to_owned()
}

#[cfg(feature = "threads")]
async fn blocking<'a>(cancel: &'a Cancel, lane: Start<'a>) {
    interleave_core::host::drive::drive(lane, clock::now, cancel);
}

/// Without shared memory nothing can block a worker. The lane waits by timers instead; nothing else runs on it meanwhile.
#[cfg(not(feature = "threads"))]
async fn blocking<'a>(cancel: &'a Cancel, lane: Start<'a>) {
    driver::drive(lane, cancel).await;
}
