//! The second seam: what a task asks of the model that runs it, and what a model answers.
//!
//! Layer: above `world`, below `scenario` and `workload`. Knows one task on one lane; knows no workload and no model.

mod cx;
mod lane_cx;
mod outcome;
mod policy;
mod released;

pub use cx::{Cx, no_room};
pub use lane_cx::LaneCx;
pub use outcome::TaskOutcome;
pub use policy::{Free, Leave, OnLane, Policy};
pub use released::released;
