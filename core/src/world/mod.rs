//! What tasks share: locks, queues and cells, and who waits for what. A wait that can never end is found and explained.
//!
//! One world per execution, in the memory of lane 0. Threads reach it directly; processes ask for locks and queues by
//! message and have cells of their own, because memory is what processes do not share.
//!
//! Layer: above `plan`, below `task`. Knows tasks as numbers with wakers; knows nothing of lanes or models.

mod access;
mod objects;
mod operation;
mod shared;
mod state;
mod stuck;
mod sync;

pub use access::{Access, Parent};
pub use objects::World;
pub use operation::Operation;
pub use shared::Shared;
pub use stuck::{Link, Stuck};

#[cfg(test)]
mod interleavings;
#[cfg(test)]
mod tests;
