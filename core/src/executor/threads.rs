//! Threads: shared memory, free-threaded, real parallelism.

use futures::future::LocalBoxFuture;

use super::{Model, Needs, pool};
use crate::cx::Free;
use crate::error::RunError;
use crate::run::Execution;

/// Threads that run at the same time.
pub static MODEL: Model = Model {
    id: "threads",
    title: "Threads",
    about: "Threads in one memory that really run at the same time, as in Rust, Java or free-threaded Python.",
    needs: Needs::SharedMemory,
    resources: &[],
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    Box::pin(async move { pool::run(execution, || Free) })
}
