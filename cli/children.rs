//! The child processes that live now, for whoever watches the run.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

static LIVING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// A process was started.
pub fn started(id: u32) {
    living().insert(id);
}

/// A process was reaped.
pub fn ended(id: u32) {
    living().remove(&id);
}

/// The ids of those that live.
pub fn all() -> Vec<u32> {
    living().iter().copied().collect()
}

fn living() -> MutexGuard<'static, BTreeSet<u32>> {
    LIVING.lock().unwrap_or_else(PoisonError::into_inner)
}
