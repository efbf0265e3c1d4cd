//! Threads under a global interpreter lock: many threads, but only the one that holds the lock computes.

use futures::future::LocalBoxFuture;

use super::{Model, Needs, pool};
use crate::error::RunError;
use crate::gil::{Holder, Lock};
use crate::run::Execution;

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
        let plan = &execution.shared.plan.plan;
        let gil = Lock::new(plan.gil_profile.patience(plan.switch_interval_us));
        pool::run(execution, || Holder::new(&gil))
    })
}
