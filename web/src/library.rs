//! The reports that the page shows: that of its last run, and those that visitors opened. They stay where they can be compared and exported;
//! the page gets what it paints.

use interleave_core::compare;
use interleave_core::export::{self, Format};
use interleave_core::fold::view::{self, Timeline, View};
use interleave_core::import;
use interleave_core::import::recording_view::{self, RecordingView};
use interleave_core::report::{Report, Warning};
use interleave_core::trace::Trace;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{from_js, to_js};

/// More events than this make more spans than a page can hold: as columns, a million take some thirty megabytes.
const MOST_EVENTS: usize = 4_000_000;

/// The kept reports, by id.
#[wasm_bindgen]
#[derive(Default)]
pub struct Library {
    kept: Vec<Kept>,
    last_id: u32,
}

struct Kept {
    id: u32,
    name: String,
    report: Report,
}

/// What the page paints of a file.
#[derive(Serialize)]
struct Opened {
    /// Of a kept report; none of what another program recorded, which has no figures.
    id: Option<u32>,
    /// Without its traces.
    report: Option<Report>,
    timelines: Vec<Timeline>,
    view: Option<View>,
    /// What is to be known of a recording.
    warnings: Vec<Warning>,
}

/// One way to take a report away.
#[derive(Serialize)]
struct FormatEntry {
    id: &'static str,
    extension: &'static str,
    media_type: &'static str,
}

/// An answer, or the sentence why there is none.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Answer<T> {
    Given(T),
    Refused(String),
}

#[wasm_bindgen]
impl Library {
    /// Without any report.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The sentence for a file of so many bytes, if that is more than any report has: then it need not be read.
    #[wasm_bindgen(js_name = tooLarge)]
    #[must_use]
    pub fn too_large(&self, name: &str, bytes: f64) -> Option<String> {
        import::check_size(bytes as u64).err().map(|error| format!("{name} cannot be used: {error}."))
    }

    /// Reads the report or recording in `bytes`, which anybody may have written, and keeps a report under the name of its file.
    ///
    /// # Errors
    /// Never: what cannot be read is refused in a sentence.
    pub fn open(&mut self, name: String, bytes: &[u8]) -> Result<JsValue, JsError> {
        let given = match import::open(bytes) {
            Ok(import::Opened::Report(report)) => self.opened(name, *report),
            Ok(import::Opened::Recording(recording)) => {
                let RecordingView { timelines, warnings, .. } = recording_view::view(&recording);
                Opened { id: None, report: None, timelines, view: None, warnings }
            }
            Err(error) => return to_js(&Answer::<Opened>::Refused(format!("{name} cannot be used: {error}."))),
        };
        to_js(&Answer::Given(given))
    }

    /// Every format in which a kept report can be taken away.
    ///
    /// # Errors
    /// Never for what this crate made itself.
    pub fn formats(&self) -> Result<JsValue, JsError> {
        let described = Format::ALL.map(|format| FormatEntry {
            id: format.id(),
            extension: format.extension(),
            media_type: format.media_type(),
        });
        to_js(&described)
    }

    /// A kept report in the format of this id.
    ///
    /// # Errors
    /// When there is no such report or format.
    pub fn export(&self, id: u32, format: &str) -> Result<String, JsError> {
        let kept = self.get(id).ok_or_else(|| JsError::new("This report is not kept any more."))?;
        Ok(export::write(&kept.report, Format::find(format)?))
    }

    /// Calls a kept report by another name in comparisons.
    pub fn rename(&mut self, id: u32, name: String) {
        if let Some(kept) = self.kept.iter_mut().find(|kept| kept.id == id) {
            kept.name = name;
        }
    }

    /// Forgets a report.
    pub fn close(&mut self, id: u32) {
        self.kept.retain(|kept| kept.id != id);
    }

    /// Kept reports side by side: the first of `ids` is what the others are measured by. Where their plans may have `changed`, what differs is said;
    /// otherwise it is refused.
    ///
    /// # Errors
    /// When `ids` are no numbers. What cannot be compared is refused in a sentence.
    pub fn compare(&self, ids: JsValue, changed: bool) -> Result<JsValue, JsError> {
        let ids: Vec<u32> = from_js(ids)?;
        let reports: Vec<(&str, &Report)> =
            ids.iter().filter_map(|id| self.get(*id)).map(|kept| (kept.name.as_str(), &kept.report)).collect();
        let compared = if changed { compare::compare_changed(&reports) } else { compare::compare(&reports) };
        to_js(&match compared {
            Ok(comparison) => Answer::Given(comparison),
            Err(why) => Answer::Refused(why.to_string()),
        })
    }
}

impl Library {
    fn opened(&mut self, name: String, mut report: Report) -> Opened {
        let endless = take_endless_traces(&mut report);
        let mut view = view::view(&report);
        // What a page paints has no traces, which may be long: they are not copied to be dropped.
        let traces: Vec<Option<Trace>> = report.results.iter_mut().map(|result| result.trace.take()).collect();
        let painted = report.clone();
        for ((result, trace), endless) in report.results.iter_mut().zip(traces).zip(endless) {
            result.trace = trace;
            if endless.is_some() {
                result.trace = endless;
                result.warnings.pop();
            }
        }
        let timelines = std::mem::take(&mut view.timelines);
        let id = Some(self.keep(name, report));
        Opened { id, report: Some(painted), timelines, view: Some(view), warnings: Vec::new() }
    }

    /// Keeps a report, and gives its id.
    pub fn keep(&mut self, name: String, report: Report) -> u32 {
        self.last_id += 1;
        self.kept.push(Kept { id: self.last_id, name, report });
        self.last_id
    }

    fn get(&self, id: u32) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.id == id)
    }

    /// A kept report, whole.
    pub(crate) fn report(&self, id: u32) -> Option<&Report> {
        self.get(id).map(|kept| &kept.report)
    }
}

/// Whether a page can paint so long a trace.
pub(crate) fn is_painted(trace: &Trace) -> bool {
    trace.events.len() <= MOST_EVENTS
}

/// Takes out the traces that no page could paint, one place for each result; the last warning of their models says so.
fn take_endless_traces(report: &mut Report) -> Vec<Option<Trace>> {
    let mut taken = Vec::new();
    for result in &mut report.results {
        let endless = result.trace.take_if(|trace| !is_painted(trace));
        if let Some(trace) = &endless {
            let text = format!(
                "Its trace has {} events, and a page can draw {MOST_EVENTS}; `interleave view` draws it in a terminal.",
                trace.events.len()
            );
            result.warnings.push(Warning::new("long-trace", text));
        }
        taken.push(endless);
    }
    taken
}
