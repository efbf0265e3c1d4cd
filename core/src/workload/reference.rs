//! Libraries that do the same work as a workload, measured beside the models: what a well-kept library makes of the threads.

use crate::plan::Values;
use crate::task::TaskOutcome;

/// A library that does all the work of a workload, and comes to the answer of its first task. It is no model of this core: it has no
/// lanes, and nobody sees what happens within it.
#[derive(Debug)]
pub struct Reference {
    /// Its name in reports.
    pub id: &'static str,
    /// Its name for people, as it stands at the beginning of a sentence.
    pub title: &'static str,
    /// The id of the workload.
    pub workload: &'static str,
    /// The id of the model that it is set beside, and without which it does not run: one that has as many threads.
    pub beside: &'static str,
    /// How it differs from that model, as a whole sentence.
    pub about: &'static str,
    /// Does the work on the threads of the pool in which it is called.
    pub run: fn(&Values) -> TaskOutcome,
}
