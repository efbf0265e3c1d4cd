//! Threads under a global interpreter lock: many threads, but only the one that holds the lock computes.

use futures::future::LocalBoxFuture;

use super::definition::Model;
use super::execution::{Execution, RunError};
use super::gil_holder::Holder;
use super::needs::Needs;
use super::overlap::Overlap;
use super::pool;
use super::records::Records;
use crate::gil::Lock;
use crate::gil::lock::Patience;
use crate::plan::Plan;

/// Threads that take turns.
pub static MODEL: Model = Model {
    id: "gil",
    title: "Threads + GIL",
    about: "Threads as in CPython: a thread computes only while it holds the one global interpreter lock. Waits release it.",
    needs: Needs::SharedMemory,
    overlap: Overlap::Never,
    resources: &["GIL"],
    // To the steps come those with the lock: blocked when it is dropped or taken, dropped, asked for, taken.
    records: Records { task: 8, sleep: 7, ask: 8, brief: 0, switch: 5, switch_ns },
    execute,
};

/// Whoever waits asks after an interval; by the rules of CPython 2 the lock may change hands at every checkpoint.
fn switch_ns(plan: &Plan) -> u64 {
    match plan.gil_profile.patience(plan.switch_interval_us) {
        Patience::Interval { ns } => ns,
        Patience::Ticks => 0,
    }
}

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    Box::pin(async move {
        let plan = &execution.state.plan;
        let gil = Lock::new(plan.gil_profile.patience(plan.switch_interval_us));
        pool::run(execution, || Holder::new(&gil))
    })
}
