//! The global interpreter lock: a thread computes only while it holds it, and loses it as in CPython.

pub mod lock;

mod policy;
mod released;
mod sync;

pub use lock::{Lock, Patience};
pub use policy::Holder;
pub(crate) use released::released;
