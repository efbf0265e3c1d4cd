//! The one flag that stops a run: checked at every checkpoint and at least every 50 ms of waiting.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// How long a host may let a lane wait before it looks at the flag again.
pub const PATIENCE: Duration = Duration::from_millis(50);

/// Somebody wants the run to stop.
const CANCELLED: u8 = 1;

/// Somebody wants this execution to stop, and its model to be left out from then on.
const SKIPPED: u8 = 4;

/// Set by whoever wants the run to stop.
#[derive(Debug, Default)]
pub struct Cancel(AtomicU8);

impl Cancel {
    /// A run that nobody has cancelled.
    pub const fn new() -> Self {
        Self(AtomicU8::new(0))
    }

    /// Asks every lane to stop.
    pub fn cancel(&self) {
        self.0.fetch_or(CANCELLED, Ordering::Relaxed);
    }

    /// Asks the lanes of this execution to stop; the run goes on with whoever is next: see [`Cancel::take_skip`].
    pub fn skip(&self) {
        self.0.fetch_or(SKIPPED, Ordering::Relaxed);
    }

    /// Whether the lanes were to stop only because this execution is skipped; forgets that.
    pub fn take_skip(&self) -> bool {
        self.0.fetch_and(!SKIPPED, Ordering::Relaxed) == SKIPPED
    }

    /// Clears the flag, before a new run.
    pub fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether the lanes are to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// The byte itself: the browser's page writes 1 to it, or 4 to skip, while the engine is busy and cannot be sent a message.
    pub fn as_ptr(&self) -> *mut u8 {
        self.0.as_ptr()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skip_is_for_one_execution_and_a_cancel_for_all() {
        let cancel = Cancel::new();
        assert!(!cancel.take_skip());
        cancel.skip();
        assert!(cancel.is_cancelled());
        assert!(cancel.take_skip() && !cancel.is_cancelled());
        cancel.skip();
        cancel.cancel();
        assert!(!cancel.take_skip(), "who cancels wants all of it to stop");
        assert!(cancel.is_cancelled());
    }
}
