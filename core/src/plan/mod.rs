//! What is to be run, as data: a workload's id, values of its parameters, models, workers, runs.
//!
//! Layer: above `host`, below `world`. Knows names only; `run` finds what they stand for.

mod definition;
mod fields;
mod file;
mod given;
mod list;
pub mod listing;
pub mod number;
mod parameter;
pub mod series;
mod settings;
mod value;
mod values;

pub use definition::Plan;
pub use number::grouped;
pub use parameter::{ChoiceEntry, Parameter, Range};
pub use settings::{SEED_MAX, settings};
pub use value::Value;
pub use values::Values;
