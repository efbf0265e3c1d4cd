//! Interleave's face to the browser. Everything here runs in workers; the page's own thread never does.
#![cfg(target_arch = "wasm32")]

// `AssertUnwindSafe` below: a panic outside of a task goes through to the page, which replaces the engine and uses nothing of it again.
pub mod brief;
pub mod by_hand;
mod clock;
pub mod collection;
mod commands;
mod driver;
mod gil;
pub mod host;
pub mod library;
mod mailbox;
mod outside;
mod parts;
mod picture;
pub mod probe;
mod prompt;
mod remote;
mod replay;
mod scope;
mod services;
pub mod sweep;
mod texts;
#[cfg(feature = "threads")]
mod threads;
pub mod wait;
mod watched;

use std::panic::AssertUnwindSafe;

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::cancel::Cancel;
use interleave_core::fold::command;
use interleave_core::host::{Compute, Host as _, Platform, Pulse, measure};
use interleave_core::mistake::Mistake;
use interleave_core::model::child;
use interleave_core::model::protocol::Work;
use interleave_core::plan::Plan;
use interleave_core::report::SCHEMA;
use interleave_core::run::session::{self, Answer, Follower, Runner, Update};
use interleave_core::run::{CheckedPlan, Rounds, UpdateMessage, catalog, reference};
use js_sys::{Function, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::JsFuture;

use host::BrowserHost;
use interleave_heap as _;
use mailbox::{Mailbox, WorkerChannel};
use remote::RemoteRunner;

#[cfg(feature = "threads")]
pub use threads::serve as serve_thread;

static CANCEL: Cancel = Cancel::new();

/// Where in this worker's memory others write 1 to cancel what it does, and 0 before the next run: while it computes, no message
/// reaches it. The page writes to the engine's memory, the engine to those of its processes.
#[wasm_bindgen(js_name = cancelAddress)]
pub fn cancel_address() -> *const u8 {
    CANCEL.as_ptr().cast_const().cast()
}

/// Everything that can be chosen.
#[wasm_bindgen]
pub fn catalog() -> Result<JsValue, JsError> {
    to_js(&catalog::catalog())
}

/// What must be the same at both ends of a process that is lent to another machine.
#[derive(Serialize)]
struct Versions {
    /// Of the program.
    version: &'static str,
    /// Of its reports.
    schema: &'static str,
}

/// The versions of this build.
#[wasm_bindgen]
pub fn versions() -> Result<JsValue, JsError> {
    to_js(&Versions { version: env!("CARGO_PKG_VERSION"), schema: SCHEMA })
}

/// Why lanes cannot share memory in this build; nothing where they can.
#[wasm_bindgen(js_name = noThreads)]
pub fn no_threads() -> Option<String> {
    (!cfg!(feature = "threads")).then(host::no_threads)
}

/// Where this is, as far as nothing has to be computed for it.
#[wasm_bindgen]
pub fn environment() -> Result<JsValue, JsError> {
    to_js(&BrowserHost::new(None).environment())
}

/// The same with its cores, which takes some hundred milliseconds to measure; a cancel ends that, and leaves the cores out.
#[wasm_bindgen(js_name = measureCores)]
pub fn measure_cores() -> Result<JsValue, JsError> {
    let host = BrowserHost::new(None);
    to_js(&measure::with_cores(&host, &CANCEL))
}

/// The plan's first mistake, or nothing.
#[wasm_bindgen]
pub fn check(plan: JsValue) -> Result<JsValue, JsError> {
    to_js(&parse_plan(plan).and_then(Plan::check).err())
}

/// The command that does the same natively, or nothing if the plan has a mistake.
#[wasm_bindgen]
pub fn command(plan: JsValue) -> Option<String> {
    parse_plan(plan).and_then(Plan::check).ok().map(|plan| command::command(&plan))
}

/// How long the plan will take in so many places, in words; nothing if it has a mistake. Takes some tenths of a second at the most.
#[wasm_bindgen]
pub fn forecast(plan: JsValue, places: u32) -> Result<JsValue, JsError> {
    let words = |plan: CheckedPlan| {
        let foreseen = interleave_core::forecast::forecast(&plan, clock::now)?;
        Some(interleave_core::fold::forecast::words(&plan, &foreseen, places.into()))
    };
    to_js(&parse_plan(plan).and_then(Plan::check).ok().and_then(words))
}

/// What the plan's runs may not record, to be said before they start; nothing if they record everything, or cannot be run.
#[wasm_bindgen]
pub fn unrecorded(plan: JsValue) -> Option<String> {
    parse_plan(plan).and_then(Plan::check).ok().and_then(|plan| plan.unrecorded())
}

/// Runs `plans` in one session on all `platforms`, and gives how the session went, or nothing when it was stopped. Each plan on each platform is
/// a group: those of the first plan come first. `on_update` gets every update, with the bytes of the sample if one ended; its promise is kept
/// when the page has shown it, with `"again"` if the page was hidden meanwhile. `launch` starts process workers; `ask_native` runs one of the
/// plans once natively: `(place of the plan, model, round) => Promise<Uint8Array>`; `lend` asks for lanes of other machines, where the page may.
///
/// # Errors
/// A plan with a mistake throws its sentence.
#[wasm_bindgen]
pub async fn run(
    plans: JsValue,
    platforms: JsValue,
    on_update: Function,
    launch: Function,
    ask_native: Function,
    lend: Option<Function>,
) -> Result<JsValue, JsError> {
    AssertUnwindSafe(prompt::promptly(async move {
        let plans: Vec<Plan> = from_js(plans)?;
        let plans: Vec<CheckedPlan> = plans.into_iter().map(Plan::check).collect::<Result<_, Mistake>>()?;
        let platforms: Vec<Platform> = from_js(platforms)?;
        let Some(first) = plans.first() else { return Err(JsError::new("There is no plan to run.")) };
        let host = BrowserHost::new(Some(launch)).lent_by(lend);
        let mut runners: Vec<Box<dyn Runner>> = Vec::new();
        // In a sweep, each value has time enough for the models only.
        let alone = plans.len() == 1;
        for (place, plan) in plans.iter().enumerate() {
            for (group, platform) in (place * platforms.len()..).zip(&platforms) {
                let remote =
                    |model| Box::new(RemoteRunner { group, place, model, ask: &ask_native }) as Box<dyn Runner>;
                if *platform == Platform::Native {
                    let reference = plan.reference().filter(|_| alone).map(|reference| reference.id);
                    runners.extend(plan.models.iter().map(|model| model.id).chain(reference).map(remote));
                } else {
                    runners.extend(session::runners_of(&host, group, plan));
                    runners.extend(reference::runner(&host, group, plan).filter(|_| alone));
                }
            }
        }
        let (rounds, follower) = (Rounds::in_places(first, plans.len(), platforms.len()), &mut Page { on_update });
        to_js(&session::run_rounds(runners, rounds, clock::now, &CANCEL, follower).await)
    }))
    .await
}

/// Stops the run at its next checkpoint or wait, or makes ready for another one. Nothing here clears the flag by itself: a cancel
/// may come before the run that it is meant for has begun.
#[wasm_bindgen(js_name = setCancel)]
pub fn set_cancel(wanted: bool) {
    if wanted { CANCEL.cancel() } else { CANCEL.reset() }
}

/// Ends the execution that goes on, and leaves its model out from then on: for an engine whose memory the page cannot write to.
#[wasm_bindgen]
pub fn skip() {
    CANCEL.skip();
}

/// A process worker's whole life. Work of a parent to whom it is `lent` is checked as a plan that was typed here.
///
/// # Errors
/// When the engine says something that is not understood, or asks for work that is refused.
#[wasm_bindgen(js_name = serveProcess)]
pub async fn serve_process(mailbox: Mailbox, lent: bool) -> Result<(), JsError> {
    AssertUnwindSafe(prompt::promptly(async move {
        let channel = WorkerChannel::new(mailbox);
        let pulse = Pulse::new(clock::now, Compute::Real);
        let check = if lent { Work::check } else { child::OWN };
        let serving = child::serve(&channel, &pulse, host::GAUGES, check, &CANCEL);
        let served = driver::drive_future(serving, &pulse, &CANCEL).await;
        Ok(served.unwrap_or(Ok(()))?)
    }))
    .await
}

/// The page, following a session.
struct Page {
    on_update: Function,
}

impl Follower for Page {
    fn tell(&mut self, group: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        async move {
            if let Update::Begins(progress) = &update {
                watched::begin(!progress.measured && progress.round == 0);
            }
            let message = UpdateMessage::new(group, &update);
            let sample = match update {
                Update::Warmed(sample) | Update::Ended(sample) => {
                    let bytes = serde_json::to_vec(&sample).expect("a sample consists of plain data");
                    Some(Uint8Array::from(bytes.as_slice()))
                }
                Update::Begins(_) | Update::Unavailable { .. } => None,
            };
            let Ok(message) = to_js(&message) else { return Answer::GoOn };
            // If the page's own function throws, the browser has logged it, and the session goes on.
            let Ok(shown) = self.on_update.call2(&JsValue::NULL, &message, &sample.into()) else { return Answer::GoOn };
            match JsFuture::from(js_sys::Promise::resolve(&shown)).await {
                Ok(answer) if answer == "again" => Answer::Again,
                _ => Answer::GoOn,
            }
        }
        .boxed_local()
    }
}

fn parse_plan(plan: JsValue) -> Result<Plan, Mistake> {
    from_js(plan).map_err(|error| Mistake::new("plan", format!("This is not a plan: {error}.")))
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(value)
}

/// As JSON would have it, but for bytes, which become an array of their own.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false))?)
}
