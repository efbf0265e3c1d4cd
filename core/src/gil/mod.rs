//! The global interpreter lock: a thread computes only while it holds it, and loses it as in CPython.
//!
//! Layer: above the leaf files, below `statistics`. Knows neither clock, lane nor trace, so that loom and shuttle can
//! compile `lock.rs` against threads of their own.

pub mod lock;

mod profile;
mod sync;

pub use lock::{Lock, Patience};
pub use profile::GilProfile;
