//! How closely our GIL behaves like CPython's: eighteen behaviours, how ours is measured on any host, and what is accepted.
//!
//! Layer: above `fold`, beside `compare`. Measures by running plans on a host; whoever measures a CPython brings its figures.

mod behaviours;
mod beside;
mod death;
mod figures;
mod laboratory;
mod machine;
mod measurement;
mod ours;
mod reading;
mod rows;
mod settings;
mod speeds;
mod switching;
mod table;
mod waiting;

pub use beside::{Beside, beside};
pub use figures::Figures;
pub use laboratory::{LabPanel, LabSettings};
pub use machine::Machine;
pub use measurement::{Failures, Measurement};
pub use ours::Ours;
pub use rows::{Rounds, Row, Side};
pub use settings::{CALL_S, Interval, LOOP_SLEEP_S, NAPS, SLEEP_S, SLEEPERS};
pub use table::{Fidelity, SCHEMA, figure};
