//! What a trace of a million events costs on the page: its first picture, and the frames while it is panned.

use interleave_core::fold::text;
use interleave_core::statistics::quantile;
use serde::{Deserialize, Serialize};

/// What `benches/panning.mjs` measures in one browser.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    browser: String,
    /// How many events the trace has.
    events: u64,
    /// The size of its file.
    bytes: u64,
    /// From opening the file to its first picture, in milliseconds.
    first_picture_ms: f64,
    views: Vec<View>,
}

/// All times in milliseconds, one for each frame.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    /// How much of the run is in view.
    share: f64,
    /// From one frame of the page's thread to the next.
    page_ms: Vec<f64>,
    /// From one picture of the painter to the next.
    painter_ms: Vec<f64>,
    /// What a picture takes of the painter's thread.
    took_ms: Vec<f64>,
}

/// What was found in one browser.
#[derive(Debug, Serialize)]
pub struct Panning {
    browser: String,
    events: u64,
    bytes: u64,
    first_picture_ms: f64,
    views: Vec<Frames>,
}

/// The frames of one zoom.
#[derive(Debug, Serialize)]
struct Frames {
    share: f64,
    frames: usize,
    /// The median and the 95th percentile of each, in milliseconds.
    page_ms: [Option<f64>; 2],
    painter_ms: [Option<f64>; 2],
    took_ms: [Option<f64>; 2],
}

impl Panning {
    pub fn new(measured: Measured) -> Self {
        let Measured { browser, events, bytes, first_picture_ms, views } = measured;
        Self { browser, events, bytes, first_picture_ms, views: views.iter().map(Frames::new).collect() }
    }

    /// A line for the browser, and one for each zoom.
    pub fn words(&self) -> Vec<String> {
        let first = format!(
            "{}: {} events in {}, first picture after {}",
            self.browser,
            text::count(self.events),
            text::bytes(self.bytes),
            text::milliseconds(self.first_picture_ms)
        );
        std::iter::once(first).chain(self.views.iter().map(Frames::words)).collect()
    }
}

impl Frames {
    fn new(view: &View) -> Self {
        let both = |times: &[f64]| [quantile(times, 0.5), quantile(times, 0.95)];
        Self {
            share: view.share,
            frames: view.page_ms.len(),
            page_ms: both(&view.page_ms),
            painter_ms: both(&view.painter_ms),
            took_ms: both(&view.took_ms),
        }
    }

    fn words(&self) -> String {
        let both = |[median, p95]: [Option<f64>; 2]| match (median, p95) {
            (Some(median), Some(p95)) => format!("{} (p95 {})", text::milliseconds(median), text::milliseconds(p95)),
            _ => "unknown".to_owned(),
        };
        format!(
            "  {} of the run in view, {} frames: page {}, painter {}, of which it paints {}",
            text::percent(self.share),
            self.frames,
            both(self.page_ms),
            both(self.painter_ms),
            both(self.took_ms)
        )
    }
}
