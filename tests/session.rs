//! The loop that measures, seen by whoever follows it.
#![cfg(not(target_arch = "wasm32"))]

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::cancel::Cancel;
use interleave_core::model::RunError;
use interleave_core::plan::Plan;
use interleave_core::run::Sample;
use interleave_core::run::session::{Follower, Progress, Rounds, Runner, Update, run_rounds, runners};
use interleave_core::sim::SimulatedHost;

/// Cannot run.
struct Unable;

impl Runner for Unable {
    fn group(&self) -> usize {
        0
    }

    fn model(&self) -> &'static str {
        "unable"
    }

    fn name(&self) -> String {
        self.model().to_owned()
    }

    fn run<'a>(&'a mut self, _: u64, _: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        async { Err(RunError::Program("It cannot.".to_owned())) }.boxed_local()
    }
}

/// Keeps how far the session was each time.
struct Counting(Vec<(u64, u64)>);

impl Follower for Counting {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, ()> {
        if let Update::Begins(Progress { done, total, .. }) = update {
            self.0.push((done, total));
        }
        async {}.boxed_local()
    }
}

#[test]
fn whoever_drops_out_is_no_longer_counted_among_what_is_to_come() {
    let plan = Plan { models: vec!["sequential".to_owned()], ..Plan::default() };
    let plan = Plan { workload: "arithmetic".to_owned(), runs: 3, warmup: 1, ..plan }.check().expect("a valid plan");
    let host = SimulatedHost::new(1);
    let mut all = runners(&host, std::slice::from_ref(&plan));
    all.push(Box::new(Unable));
    let mut counting = Counting(Vec::new());
    let complete = run_rounds(all, Rounds::of(&plan), &Cancel::new(), &mut counting).now_or_never();
    assert_eq!(complete, Some(true), "a simulation never waits");
    // Two in the round in which one drops out, one in each of the three others.
    assert_eq!(counting.0.last(), Some(&(4, 5)), "{:?}", counting.0);
    assert_eq!(counting.0[0], (0, 8));
}
