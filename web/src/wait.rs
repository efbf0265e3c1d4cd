//! How an event loop waits for a moment: by a timer while that is coarse enough, by messages to itself for the rest.

use std::pin::Pin;

use futures::FutureExt as _;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/time.js")]
extern "C" {
    /// A promise that resolves after a message and at least so many whole milliseconds.
    fn pass(milliseconds: u32) -> js_sys::Promise;
}

/// Timers count whole milliseconds and may be late by one. So much is left to messages.
const LEFT_TO_MESSAGES_NS: u64 = 1_000_000;

/// A timer's own unit.
const TIMER_STEP_NS: u64 = 1_000_000;

/// One step towards a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A timer of so many whole milliseconds, never 0.
    Timer {
        /// The timer's time.
        milliseconds: u32,
    },
    /// A message that the event loop sends itself: as fast as the loop goes round, and everything else is served meanwhile.
    Message,
}

impl Step {
    /// The next step when `left_ns` nanoseconds are left. A timer is to end before they do; messages go round until they are over.
    pub fn towards(left_ns: u64) -> Self {
        let milliseconds = left_ns.saturating_sub(LEFT_TO_MESSAGES_NS) / TIMER_STEP_NS;
        match u32::try_from(milliseconds).unwrap_or(u32::MAX) {
            0 => Self::Message,
            milliseconds => Self::Timer { milliseconds },
        }
    }

    /// Resolves when the step is done.
    pub fn take(self) -> Pin<Box<dyn Future<Output = ()>>> {
        let promise = match self {
            Self::Timer { milliseconds } => pass(milliseconds),
            Self::Message => pass(0),
        };
        // It never rejects.
        JsFuture::from(promise).map(|_| ()).boxed_local()
    }
}
