//! What is measured natively, one file for each subject. A new one is a file here and a line in [`ALL`].

mod asked;
pub mod builds;
mod events;
mod following;
pub mod growing;
mod job;
mod own;
pub mod probe;
mod program;
mod scale;
mod starting;
mod tiny_tasks;
mod whole_jobs;
pub mod workers;

use anyhow::Result;

use crate::measured::Measured;
use crate::section::Bench;

/// What measures one subject.
type Measure = fn(&Bench) -> Result<Vec<Measured>>;

/// All subjects, by their names.
pub const ALL: &[(&str, Measure)] = &[
    ("following a run, natively", following::measure),
    ("whole jobs, natively", whole_jobs::measure),
    ("builds, natively", builds::measure),
    ("workers, natively", workers::measure),
    ("starting, natively", starting::measure),
    ("tiny tasks, natively", tiny_tasks::measure),
    ("events, natively", events::measure),
    ("growing, natively", growing::measure),
    ("scale, in virtual time", scale::measure),
];
