//! How far a run is, while it goes on: a bar on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use interleave_core::executor;
use interleave_core::session;

/// A bar on standard error. It is drawn between executions only, never during one: drawing costs time.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that nothing was drawn of yet; hidden where standard error is no terminal.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {msg}") {
            bar.set_style(style.progress_chars("█▓░"));
        }
        Self(bar)
    }

    /// The next execution begins.
    pub fn show(&self, progress: &session::Progress) {
        let model = executor::find(&progress.model).map_or(progress.model.as_str(), |model| model.title);
        let round = progress.round + 1;
        let what = if progress.measured { "run" } else { "warm-up" };
        self.0.set_length(progress.total);
        self.0.set_position(progress.done);
        self.0.set_message(format!("{model}, {what} {round}"));
        self.0.tick();
    }

    /// Leaves no trace of it.
    pub fn clear(self) {
        self.0.finish_and_clear();
    }
}
