//! How long a plan will take, found out by running its workload once on the simulated machine: waits cost nothing there, and computing
//! is broken off when it takes too long.
//!
//! Layer: above `sim`, below `report`. Measures nothing that anybody reads as a figure.

use std::sync::Arc;

use futures::future::FutureExt as _;

use crate::cancel::Cancel;
use crate::clock::Clock;
use crate::model;
use crate::run::{self, CheckedPlan};
use crate::sim::SimulatedHost;

/// Nobody waits longer for a forecast, in nanoseconds of real time.
const LIMIT_NS: u64 = 200_000_000;

/// What is foreseen of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Nanoseconds that a run takes whose tasks follow one another.
    pub run_ns: u64,
    /// Whether it takes longer than that by an unknown time: it was broken off, and does not say how much there is to do.
    pub at_least: bool,
    /// Whether tasks wait: for time to pass, for the world outside or for each other.
    pub waits: bool,
}

/// Forecasts a run of the plan's workload, one task after another; `None` where the simulated machine cannot run it. `clock` is real.
pub fn forecast(plan: &CheckedPlan, clock: Clock) -> Option<Forecast> {
    let began = clock();
    let cancel = Arc::new(Cancel::new());
    let host = SimulatedHost::new(plan.seed()).limited(clock, began + LIMIT_NS, cancel.clone());
    let sequential = model::find("sequential").ok()?;
    let finished = run::execute(&host, plan, sequential, &cancel).now_or_never()?.is_ok();
    let computed = host.computed();
    let computing_ns = clock() - began;
    let waiting_ns = host.now_ns().saturating_sub(computed.virtual_ns);
    let so_far = computing_ns + waiting_ns;
    let waits = waiting_ns > 0 || plan.tasks_wait_for_each_other();
    if finished {
        return Some(Forecast { run_ns: so_far, at_least: false, waits });
    }
    let all = (plan.workload.steps)(plan.values()).slices;
    if computed.slices == 0 || computed.slices > all {
        return Some(Forecast { run_ns: so_far, at_least: true, waits });
    }
    let run_ns = so_far as f64 * all as f64 / computed.slices as f64;
    Some(Forecast { run_ns: run_ns as u64, at_least: false, waits })
}

impl Forecast {
    /// Nanoseconds that the plan's session takes in so many places, if every model takes as long as one task after another.
    pub fn session_ns(&self, plan: &CheckedPlan, places: u64) -> u64 {
        let asked = plan.as_plan();
        let runs = plan.models.len() as u64 * places;
        let rounds = if asked.runs > 0 { asked.warmup + asked.runs } else { asked.warmup.max(1) + 1 };
        let least = self.run_ns.saturating_mul(runs.saturating_mul(rounds));
        if asked.runs > 0 { least } else { least.max(asked.time_s * 1_000_000_000 * places) }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::plan::Plan;

    thread_local! {
        static REAL: Cell<u64> = const { Cell::new(0) };
    }

    /// A clock that goes on by a millisecond whenever it is read.
    fn clock() -> u64 {
        REAL.set(REAL.get() + 1_000_000);
        REAL.get()
    }

    fn of(plan: &str) -> (CheckedPlan, Forecast) {
        let plan = serde_json::from_str::<Plan>(plan).expect("a plan").check().expect("a valid plan");
        let forecast = forecast(&plan, clock).expect("the simulated machine can run it");
        (plan, forecast)
    }

    #[test]
    fn waits_are_foreseen_to_the_millisecond_however_long_they_are() {
        let (plan, forecast) =
            of(r#"{"workload": "arithmetic", "parameters": {"time_scale": 1000}, "models": ["sequential", "async"]}"#);
        assert!(!forecast.at_least);
        let seconds = forecast.run_ns as f64 / 1e9;
        assert!((10.0..60.0).contains(&seconds), "{seconds}");
        assert_eq!(
            forecast.session_ns(&plan, 1),
            4 * forecast.run_ns,
            "a round to warm up and one more, of two models"
        );
    }

    #[test]
    fn computing_that_takes_too_long_is_foreseen_by_the_share_that_was_done() {
        // A slice takes the clock's millisecond.
        let (_, forecast) = of(r#"{"workload": "count", "parameters": {"n": 655360000}}"#);
        assert!(!forecast.at_least);
        let slices = 2.0 * 10_000.0;
        let seconds = forecast.run_ns as f64 / 1e9;
        assert!((slices / 1e3 * 0.9..slices / 1e3 * 1.1).contains(&seconds), "{seconds} of {slices}");
    }

    #[test]
    fn what_is_short_takes_the_time_that_the_plan_gives_it() {
        let (plan, forecast) = of(r#"{"workload": "count", "parameters": {"n": 1000}, "time_s": 3}"#);
        assert_eq!(forecast.session_ns(&plan, 2), 6_000_000_000);
    }
}
