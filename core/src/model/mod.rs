//! The concurrency models. A new one is a file here and a line in [`ALL`].
//!
//! Layer: above `workload`, below `run`. Knows one execution of one workload; knows nothing of rounds, samples or reports.

mod by_hand;
pub mod child;
mod definition;
mod demand;
mod distributed;
mod event_loop;
mod execution;
mod gil;
mod gil_holder;
mod journal;
mod needs;
mod one_lane;
mod overlap;
mod perform;
mod pool;
mod processes;
pub mod protocol;
mod records;
mod run_queue;
mod seen;
mod sequential;
mod shared_out;
mod threads;
mod time_slicing;

pub use by_hand::{Hand, by_hand};
pub use definition::Model;
pub use demand::Demand;
pub use execution::{Execution, Finished, RunError, RunState};
pub use needs::Needs;
pub use overlap::Overlap;

use crate::mistake::Mistake;

/// The model that speed-ups are counted against: one task after the other.
pub const REFERENCE: &str = "sequential";

/// Every model, in the order they are shown.
pub static ALL: &[&Model] = &[
    &sequential::MODEL,
    &time_slicing::MODEL,
    &threads::MODEL,
    &gil::MODEL,
    &processes::MODEL,
    &event_loop::MODEL,
    &distributed::MODEL,
];

/// Those that need nobody else: what a plan means that names none.
pub fn usual() -> impl Iterator<Item = &'static Model> + Clone {
    ALL.iter().copied().filter(|model| model.needs != Needs::Workers)
}

/// The model called `id`.
///
/// # Errors
/// A sentence with the valid ids and the nearest one.
pub fn find(id: &str) -> Result<&'static Model, Mistake> {
    ALL.iter().copied().find(|model| model.id == id).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|model| model.id).collect();
        Mistake::unknown("models", "model", id, &known)
    })
}

/// How many resources the model called `id` brings along: the first ones of its traces. 0 where this version does not know it.
pub fn own_resources(id: &str) -> usize {
    ALL.iter().find(|model| model.id == id).map_or(0, |model| model.resources.len())
}

/// The name for people of the model called `id`; the id itself, where this version does not know it.
pub fn title(id: &str) -> &str {
    ALL.iter().find(|model| model.id == id).map_or(id, |model| model.title)
}
