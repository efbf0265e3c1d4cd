//! The progress of a run: a bar on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use interleave_core::fold::text;
use interleave_core::model;
use interleave_core::run::session;

/// Often enough that the name of a slow model is drawn even right after two fast ones.
const DRAWINGS_PER_SECOND: u8 = 60;

/// What is done, what is under way, what is left.
const BAR_CHARS: &str = "█▓░";

/// A bar on standard error. It is drawn between executions only, never during one: drawing costs time. Only who
/// watches has it drawn at any time.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that is not drawn yet; hidden where standard error is no terminal.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(DRAWINGS_PER_SECOND));
        if let Ok(style) = ProgressStyle::with_template("{bar:30}  {msg}") {
            bar.set_style(style.progress_chars(BAR_CHARS));
        }
        Self(bar)
    }

    /// The same, with room below it for what somebody sees who watches, which is its prefix.
    pub fn watched() -> Self {
        let Self(bar) = Self::new();
        if let Ok(style) = ProgressStyle::with_template("{bar:30}  {msg}\n{prefix}") {
            bar.set_style(style.progress_chars(BAR_CHARS));
        }
        Self(bar)
    }

    /// The next execution begins.
    pub fn show(&self, progress: &session::Progress) {
        let model = model::title(&progress.model);
        let round = progress.round + 1;
        let what = if progress.measured { "run" } else { "warm-up" };
        self.0.update(|bar| {
            bar.set_len(progress.elapsed_ms + progress.remaining_ms.unwrap_or(progress.total));
            bar.set_pos(progress.elapsed_ms);
        });
        let left = progress.remaining_ms.map(|ms| format!(", about {} left", text::milliseconds(ms.max(100) as f64)));
        self.0.set_message(format!("{model}, {what} {round}{}", left.unwrap_or_default()));
    }

    /// The bar itself, for whoever draws below it.
    pub fn bar(&self) -> &ProgressBar {
        &self.0
    }

    /// Removes the bar.
    pub fn clear(self) {
        self.0.finish_and_clear();
    }
}
