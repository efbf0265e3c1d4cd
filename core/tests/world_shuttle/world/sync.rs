//! shuttle's own parts in the place of std's, for the shared objects to be made of.

pub use shuttle::sync::atomic::{AtomicI64, Ordering};
pub use shuttle::sync::{Mutex, MutexGuard};
