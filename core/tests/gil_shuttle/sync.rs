//! shuttle's own parts in the place of std's, for the lock to be made of.

pub use shuttle::sync::atomic::{AtomicBool, Ordering};
pub use shuttle::sync::{Mutex, MutexGuard};
