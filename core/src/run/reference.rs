//! A library that does the work of a workload, taking its turns in a session beside the models.

use futures::future::LocalBoxFuture;

use super::check::CheckedPlan;
use super::sample::{Record, Sample};
use super::session::Runner;
use crate::cancel::Cancel;
use crate::host::Host;
use crate::model::RunError;
use crate::task::TaskOutcome;
use crate::workload::reference::Reference;
use crate::workload::references;

impl CheckedPlan {
    /// What its workload is set beside, if anything, and if the plan has the model that belongs beside it.
    pub fn reference(&self) -> Option<&'static Reference> {
        references::of(self.workload.id, self.models.iter().map(|model| model.id))
    }
}

/// A runner for what the plan's workload is set beside.
pub fn runner<'a>(host: &'a dyn Host, group: usize, plan: &'a CheckedPlan) -> Option<Box<dyn Runner + 'a>> {
    let reference = plan.reference()?;
    Some(Box::new(ReferenceRunner { host, group, plan, reference }))
}

/// Runs a reference once, with as many threads as the model beside it has lanes.
///
/// # Errors
/// When it was cancelled, or the host has no pool of threads.
pub fn execute(
    host: &dyn Host,
    plan: &CheckedPlan,
    reference: &Reference,
    round: u64,
    cancel: &Cancel,
) -> Result<Sample, RunError> {
    let stopped = || if cancel.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) };
    stopped()?;
    let clock = host.gauges().clock;
    let mut done: Option<(u64, TaskOutcome)> = None;
    host.in_pool(plan.lanes(), &mut || {
        let began = clock();
        let outcome = (reference.run)(plan.values());
        done = Some((clock() - began, outcome));
    })?;
    stopped()?;
    let (wall_ns, outcome) = done.ok_or_else(|| RunError::Program("The pool of threads did nothing.".to_owned()))?;
    Ok(Sample {
        model: reference.id.to_owned(),
        round,
        wall_ns,
        tasks: vec![outcome],
        observations: Vec::new(),
        dead_ends: Vec::new(),
        record: Record::Outside { workers: plan.lanes().into(), output: Vec::new() },
    })
}

struct ReferenceRunner<'a> {
    host: &'a dyn Host,
    group: usize,
    plan: &'a CheckedPlan,
    reference: &'static Reference,
}

impl Runner for ReferenceRunner<'_> {
    fn group(&self) -> usize {
        self.group
    }

    fn model(&self) -> &'static str {
        self.reference.id
    }

    fn name(&self) -> String {
        self.reference.title.to_owned()
    }

    fn run<'a>(&'a mut self, round: u64, cancel: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        let sample = execute(self.host, self.plan, self.reference, round, cancel);
        Box::pin(std::future::ready(sample))
    }
}
