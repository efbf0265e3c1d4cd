//! The global interpreter lock: a thread computes only while it holds it, and loses it as in CPython.

pub mod lock;

mod policy;
mod profile;
mod released;
mod sync;

pub use lock::{Lock, Patience};
pub use policy::Holder;
pub use profile::GilProfile;
pub(crate) use released::released;
