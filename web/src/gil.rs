//! "Measure the GIL here": the rows of `interleave gil` for this browser, by the same code, one measurement after another; and tables of
//! files beside it.

use std::panic::AssertUnwindSafe;

use interleave_core::fidelity::{self, Beside, Fidelity, Figures, LabSettings, Measurement, Ours, Rounds};
use interleave_core::host::{Host as _, measure};
use js_sys::Function;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::host::BrowserHost;
use crate::library::Answer;
use crate::prompt::promptly;
use crate::{CANCEL, from_js, to_js};

/// How far the measuring is.
#[derive(Serialize)]
struct GilProgress {
    /// For the page to tell it from what a session says.
    update: &'static str,
    /// Measurements made, of all rounds together.
    done: usize,
    /// Measurements to be made.
    of: usize,
    /// What is measured now, in a few words.
    now: &'static str,
    /// What has been measured so far: of the first round while that goes on, then of those that are over.
    table: Fidelity,
}

/// Measures everything `rounds` times, and gives the table. `on_progress` is told before each measurement, and its promise is awaited;
/// `launch` starts process workers.
///
/// # Errors
/// When it was cancelled, or nothing can be run.
#[wasm_bindgen(js_name = measureGil)]
pub async fn measure_gil(
    rounds: usize,
    created: String,
    launch: Function,
    on_progress: Function,
) -> Result<JsValue, JsError> {
    AssertUnwindSafe(promptly(async move {
        let host = BrowserHost::new(Some(launch));
        let environment = host.environment();
        let cores = || measure::cores(&host, environment.cores_claimed, &CANCEL);
        let before = cores();
        let slice_s = Ours::slice_s(&host, &CANCEL).await.map_err(said)?;
        let ours = Ours::new(&host, &CANCEL, slice_s);
        let mut measured = Rounds::default();
        let table = |measured: &Rounds, after| {
            Fidelity::new(environment.clone(), created.clone(), None, measured, [before, after])
        };
        let of = rounds * Measurement::ALL.len();
        for round in 0..rounds {
            let mut figures = Figures::default();
            for (place, measurement) in Measurement::ALL.into_iter().enumerate() {
                let so_far = (round == 0).then(|| with_partial(&measured, &figures));
                let progress = GilProgress {
                    update: "gil",
                    done: round * Measurement::ALL.len() + place,
                    of,
                    now: measurement.title(),
                    table: table(so_far.as_ref().unwrap_or(&measured), before),
                };
                show(&on_progress, &progress).await?;
                if !measured.ours.failures.contains_key(&measurement) {
                    ours.measure(measurement, &mut figures, &mut measured.ours.failures).await.map_err(said)?;
                }
            }
            measured.ours.rounds.push(figures);
        }
        let after = cores();
        to_js(&table(&measured, after))
    }))
    .await
}

/// The first round while it goes on.
fn with_partial(measured: &Rounds, figures: &Figures) -> Rounds {
    let mut so_far = Rounds::default();
    so_far.ours.rounds.push(figures.clone());
    so_far.ours.failures.clone_from(&measured.ours.failures);
    so_far
}

async fn show(on_progress: &Function, progress: &GilProgress) -> Result<(), JsError> {
    // If the page's own function throws, the browser has logged it, and measuring goes on.
    if let Ok(shown) = on_progress.call1(&JsValue::NULL, &to_js(progress)?) {
        _ = JsFuture::from(js_sys::Promise::resolve(&shown)).await;
    }
    Ok(())
}

fn said(why: String) -> JsError {
    JsError::new(&why)
}

/// The table in a file, which anybody may have written; what is none is refused in a sentence.
///
/// # Errors
/// Never for what this crate made itself.
#[wasm_bindgen(js_name = readGil)]
pub fn read_gil(name: &str, bytes: &[u8]) -> Result<JsValue, JsError> {
    to_js(&match Fidelity::read(bytes) {
        Ok(table) => Answer::Given(table),
        Err(why) => Answer::Refused(format!("{name} cannot be used: {why}.")),
    })
}

/// A table, and what to call its own GIL.
#[derive(Deserialize)]
struct Named {
    name: String,
    table: Fidelity,
}

/// Tables side by side, in this order.
///
/// # Errors
/// When one of them is no table.
#[wasm_bindgen(js_name = gilBeside)]
pub fn gil_beside(tables: JsValue) -> Result<JsValue, JsError> {
    let tables: Vec<Named> = from_js(tables)?;
    let named: Vec<(String, &Fidelity)> = tables.iter().map(|one| (one.name.clone(), &one.table)).collect();
    let beside: Beside = fidelity::beside(&named);
    to_js(&beside)
}

/// The laboratory's small charts, computed on an ideal machine in virtual time; settings that are none are refused in a sentence.
///
/// # Errors
/// When `settings` have another shape.
#[wasm_bindgen(js_name = computeLab)]
pub fn compute_lab(settings: JsValue) -> Result<JsValue, JsError> {
    let settings: LabSettings = from_js(settings)?;
    to_js(&match settings.computed() {
        Ok(panels) => Answer::Given(panels),
        Err(why) => Answer::Refused(why),
    })
}

/// The same charts of real runs in this browser, one after the other.
///
/// # Errors
/// When it was cancelled, or something cannot be run.
#[wasm_bindgen(js_name = measureLab)]
pub async fn measure_lab(settings: JsValue) -> Result<JsValue, JsError> {
    AssertUnwindSafe(promptly(async move {
        let settings: LabSettings = from_js(settings)?;
        let host = BrowserHost::new(None);
        let slice_s = Ours::slice_s(&host, &CANCEL).await.map_err(said)?;
        to_js(&settings.measured(&host, &CANCEL, slice_s).await.map_err(said)?)
    }))
    .await
}
