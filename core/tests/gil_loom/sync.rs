//! loom's own parts in the place of std's, for the lock to be made of.

pub use loom::sync::atomic::{AtomicBool, Ordering};
pub use loom::sync::{Mutex, MutexGuard};
