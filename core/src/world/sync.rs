//! What the shared objects are made of. A test puts shuttle's own in its place, which tries out many orders of steps.

pub use std::sync::atomic::{AtomicI64, Ordering};
pub use std::sync::{Mutex, MutexGuard};
