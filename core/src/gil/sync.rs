//! What the lock is made of. The tests put loom's and shuttle's own in its place, which try out every order of steps.

pub use std::sync::atomic::{AtomicBool, Ordering};
pub use std::sync::{Mutex, MutexGuard};
