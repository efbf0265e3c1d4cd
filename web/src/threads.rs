//! The workers on this memory that serve lanes as threads. JavaScript starts them: `web/workers/thread-start.ts`.
//!
//! They are not those of a pool of rayon's: before these do what they were woken for, they wake another one, which would be seen in each start
//! of a thread.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use interleave_core::host::HostError;
use interleave_core::host::station::{self, Lane, Station};
use js_sys::Function;
use rayon::ThreadPoolBuilder;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

static STATIONS: Mutex<Vec<Arc<Station>>> = Mutex::new(Vec::new());

/// Serves lanes on this worker for as long as it lives: it never returns. `ready` is called once it can be handed one.
#[wasm_bindgen(js_name = serveThread)]
pub fn serve(ready: &Function) {
    let station = Station::here();
    stations().push(station.clone());
    // Whoever asked to be told and cannot be is not helped by anything else either.
    let _ = ready.call0(&JsValue::NULL);
    station.serve();
}

/// Runs each of these on a worker of its own, and returns when all have ended.
///
/// # Errors
/// When there are too few.
pub fn run(lanes: Vec<Lane<'_>>) -> Result<(), HostError> {
    let stations = stations();
    if lanes.len() > stations.len() {
        let (asked, workers) = (lanes.len(), stations.len());
        return Err(HostError::NoThreads(format!(
            "{asked} lanes were asked for and this engine has {workers} workers."
        )));
    }
    station::run(&stations, lanes);
    Ok(())
}

/// Runs this within a pool of rayon's that has all of them.
///
/// # Errors
/// When rayon refuses.
pub fn in_pool(work: &mut (dyn FnMut() + Send)) -> Result<(), HostError> {
    let stations = stations();
    if stations.is_empty() {
        return Err(HostError::NoThreads("this engine has no workers.".to_owned()));
    }
    let pool = ThreadPoolBuilder::new().num_threads(stations.len()).spawn_handler(|thread| {
        stations[thread.index()].hand(Box::new(|| thread.run()));
        Ok(())
    });
    pool.build().map_err(|error| HostError::NoThreads(error.to_string()))?.install(work);
    Ok(())
}

/// Has each of them do this when it is free.
pub fn broadcast(work: impl Fn() + Clone + Send + 'static) {
    stations().iter().for_each(|station| station.hand(Box::new(work.clone())));
}

fn stations() -> MutexGuard<'static, Vec<Arc<Station>>> {
    STATIONS.lock().unwrap_or_else(PoisonError::into_inner)
}
