//! What is measured natively, one file for each subject. A new one is a file here and a line in [`ALL`].

mod following;
mod job;
mod own;
mod program;
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
    ("workers, natively", workers::measure),
    ("tiny tasks, natively", tiny_tasks::measure),
];
