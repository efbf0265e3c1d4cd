//! The global interpreter lock: a thread computes only while it holds it, and loses it as in CPython.

pub mod lock;

mod policy;
mod sync;

pub use lock::{Lock, Patience};
pub use policy::Holder;
