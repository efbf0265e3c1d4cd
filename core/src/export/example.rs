//! A report to try exports on: every model of `count`, in virtual time.

use futures::FutureExt as _;

use crate::assemble::{self, Findings};
use crate::cancel::Cancel;
use crate::host::Host as _;
use crate::plan::{Plan, Value};
use crate::report::Report;
use crate::run::{self, Sample};
use crate::sim::SimulatedHost;

/// Three runs of each model.
pub fn report() -> Report {
    let host = SimulatedHost::new(7);
    let mut plan = Plan { runs: 3, warmup: 0, ..Plan::default() };
    plan.parameters.set("n", Value::Integer(30_000));
    let plan = plan.check().expect("a valid plan");
    let rounds = (0..3).flat_map(|round| plan.models.iter().map(move |model| (round, model)));
    let samples = rounds.map(|(round, model)| {
        let ended = run::execute(&host, &plan, model, &Cancel::new()).now_or_never();
        Sample::new(round, ended.expect("a simulation never waits").expect("the run comes to its end"))
    });
    let findings = Findings {
        created: "2026-01-01T00:00:00Z".to_owned(),
        environment: host.environment(),
        warmups: Vec::new(),
        samples: samples.collect(),
        unavailable: Vec::new(),
        session: Some(Default::default()),
    };
    assemble::report(&plan, &findings)
}
