//! For tests: a report of every model in virtual time, in which everything went well.

use futures::FutureExt as _;
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::host::Host as _;
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::run::{self, Sample};
use interleave_core::sim::SimulatedHost;

pub fn report() -> Report {
    let host = SimulatedHost::new(1);
    let plan = Plan { workload: "arithmetic".to_owned(), ..Plan::default() }.check().expect("a valid plan");
    let samples = plan.models.iter().map(|model| {
        let ended = run::execute(&host, &plan, model, &Cancel::new()).now_or_never();
        Sample::new(0, ended.expect("a simulation never waits").expect("the run comes to its end"))
    });
    let findings = Findings {
        created: String::new(),
        environment: host.environment(),
        warmups: Vec::new(),
        samples: samples.collect(),
        unavailable: Vec::new(),
        session: Some(Default::default()),
    };
    assemble::report(&plan, &findings)
}
