//! Threads under a global interpreter lock: many threads, but only the one that holds the lock computes.

use futures::future::LocalBoxFuture;

use super::definition::{Model, Needs};
use super::execution::{Execution, RunError};
use super::gil_holder::Holder;
use super::pool;
use crate::gil::Lock;

/// Threads that take turns.
pub static MODEL: Model = Model {
    id: "gil",
    title: "Threads + GIL",
    about: "Threads as in CPython: a thread computes only while it holds the one global interpreter lock. Waits release it.",
    needs: Needs::SharedMemory,
    resources: &["GIL"],
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    Box::pin(async move {
        let plan = &execution.state.plan;
        let gil = Lock::new(plan.gil_profile.patience(plan.switch_interval_us));
        pool::run(execution, || Holder::new(&gil))
    })
}
