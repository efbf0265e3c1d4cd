//! What a concurrency model is: a way to run tasks, and the words for it.

use futures::future::LocalBoxFuture;

use super::execution::{Execution, RunError};
use super::needs::Needs;
use super::overlap::Overlap;
use super::records::Records;

/// A concurrency model: a way to run tasks, and the words for it.
pub struct Model {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it means, in one or two sentences.
    pub about: &'static str,
    /// What a host must offer to run it.
    pub needs: Needs,
    /// When a lane goes on with another task before the one on it has ended.
    pub overlap: Overlap,
    /// The names of the locks it brings along; their ids count from 0.
    pub resources: &'static [&'static str],
    /// How much its lanes write down.
    pub records: Records,
    /// Runs all tasks of the execution under this model.
    pub execute: for<'a> fn(&'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}
