//! Threads: shared memory, free-threaded, real parallelism.

use futures::future::LocalBoxFuture;

use super::definition::Model;
use super::execution::{Execution, RunError};
use super::needs::Needs;
use super::overlap::Overlap;
use super::pool;
use super::records::Records;
use crate::task::Free;

/// Threads that run at the same time.
pub static MODEL: Model = Model {
    id: "threads",
    title: "Threads",
    about: "Threads in one memory that really run at the same time, as in Rust, Java or free-threaded Python.",
    needs: Needs::SharedMemory,
    overlap: Overlap::Never,
    resources: &[],
    records: Records { brief: 3, ..Records::UNDISTURBED },
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    Box::pin(async move { pool::run(execution, || Free) })
}
