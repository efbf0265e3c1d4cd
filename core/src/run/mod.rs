//! Running a plan: checked, executed once, executed in rounds.
//!
//! Layer: above `model`, below `sim` and `report`. Knows plans, hosts and samples; judges nothing.

pub mod catalog;
mod check;
mod compared;
mod execute;
mod lent;
pub mod reference;
mod rounds;
mod sample;
pub mod session;
mod unrecorded;
mod update_message;

pub use check::CheckedPlan;
pub use execute::{Outcome, checksum, execute};
pub use rounds::{Rounds, RunCount, SessionEnd, SessionSummary};
pub use sample::{Record, Sample};
pub use update_message::UpdateMessage;
