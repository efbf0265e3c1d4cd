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
mod merging;
mod mixed;
mod philosophers;
mod pipeline;
mod published;
pub mod reference;
pub mod references;
pub mod scenario;
mod section;
mod sort;
#[cfg(feature = "rayon")]
mod sort_by_rayon;
mod steps;
mod storm;
mod transfer;
mod waited;

pub use definition::{Expectation, Observations, Remains, Sharing, Workload, anything, expect};
pub use published::Published;
pub use section::Section;
pub use steps::Steps;

use crate::mistake::Mistake;

/// Every workload, in the order of the tutorial: by its sections, then those beyond it.
pub static ALL: &[&Workload] = &[
    &arithmetic::WORKLOAD,
    &pipeline::WORKLOAD,
    &company::WORKLOAD,
    &count::WORKLOAD,
    &mandelbrot::WORKLOAD,
    &compress::WORKLOAD,
    &compile::WORKLOAD,
    &download::WORKLOAD,
    &files::WORKLOAD,
    &mixed::WORKLOAD,
    &gil_lab::WORKLOAD,
    &transfer::WORKLOAD,
    &storm::WORKLOAD,
    &counter::WORKLOAD,
    &sort::WORKLOAD,
    &philosophers::WORKLOAD,
    &scenario::WORKLOAD,
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
