//! The second seam: what a task asks of the model that runs it, and what a model answers.
//!
//! Layer: above `world`, below `scenario` and `workload`. Knows one task on one lane; knows no workload and no model.

mod cx;
mod given;
mod outcome;
mod policy;
mod released;

pub use cx::{Cx, no_room};
pub use given::Given;
pub use outcome::TaskOutcome;
pub use policy::{Free, Leave, OnLane, Policy};
pub use released::released;
