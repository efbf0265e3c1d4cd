//! The one flag that stops a run: checked at every checkpoint and at least every 50 ms of waiting.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a host may let a lane wait before it looks at the flag again.
pub const PATIENCE: Duration = Duration::from_millis(50);

/// Set once, by whoever wants the run to stop.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// A run that nobody has cancelled.
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Asks every lane to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Clears the flag, before a new run.
    pub fn reset(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether somebody wants the run to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The byte itself: the browser's page writes 1 to it while the engine is busy and cannot be sent a message.
    pub fn as_ptr(&self) -> *mut bool {
        self.0.as_ptr()
    }
}
