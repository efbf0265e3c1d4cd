//! The programs that are run. A new one is a file here and a line in [`ALL`].
//!
//! Layer: above `task` and `scenario`, below `model`. Knows what a task may ask for; knows no model, lane or host.

mod arithmetic;
mod article;
mod company;
pub mod company_database;
mod compile;
mod compress;
mod count;
mod counter;
mod data;
mod definition;
mod download;
mod files;
mod gil_lab;
pub mod mandelbrot;
mod mixed;
mod philosophers;
mod pipeline;
pub mod reference;
pub mod references;
pub mod scenario;
mod sort;
#[cfg(feature = "rayon")]
mod sort_by_rayon;
mod steps;
mod storm;
mod transfer;
mod waited;

pub use definition::{Expectation, Observations, Remains, Sharing, Workload, anything, expect};
pub use steps::Steps;

use crate::mistake::Mistake;

/// Every workload, in the order a learner meets them.
pub static ALL: &[&Workload] = &[
    &arithmetic::WORKLOAD,
    &company::WORKLOAD,
    &download::WORKLOAD,
    &files::WORKLOAD,
    &count::WORKLOAD,
    &mandelbrot::WORKLOAD,
    &sort::WORKLOAD,
    &compress::WORKLOAD,
    &compile::WORKLOAD,
    &mixed::WORKLOAD,
    &storm::WORKLOAD,
    &pipeline::WORKLOAD,
    &transfer::WORKLOAD,
    &counter::WORKLOAD,
    &philosophers::WORKLOAD,
    &scenario::WORKLOAD,
    &gil_lab::WORKLOAD,
];

/// The workload called `id`.
///
/// # Errors
/// A sentence with the valid ids and the nearest one.
pub fn find(id: &str) -> Result<&'static Workload, Mistake> {
    ALL.iter().copied().find(|workload| workload.id == id).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|workload| workload.id).collect();
        Mistake::unknown("workload", "workload", id, &known)
    })
}
