//! What is to be run, as data: a workload's id, values of its parameters, models, workers, runs.
//!
//! Layer: above `host`, below `world`. Knows names only; `run` finds what they stand for.

mod definition;
mod fields;
mod file;
pub mod listing;
mod parameter;
pub mod series;
mod settings;
mod value;
mod values;

pub use definition::Plan;
pub use parameter::{Parameter, Range};
pub use settings::{SEED_MAX, settings};
pub use value::{Value, grouped};
pub use values::Values;
