//! Follows sessions on this machine: shows their progress, and collects what they find.

use anyhow::Result;
use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::Findings;
use interleave_core::cancel::Cancel;
use interleave_core::host::{Compute, Host, Pulse, drive, measure};
use interleave_core::run::session::{self, Answer, Follower, Runner, Update};
use interleave_core::run::{CheckedPlan, Rounds, Sample, reference};

use crate::progress::Progress;
use crate::screen::{self, Stream};

/// Says before a session what it may not record; of several plans, what the last of them may not that has any such limit.
///
/// # Errors
/// When it cannot be written.
pub fn announce(plans: &[CheckedPlan]) -> Result<()> {
    match plans.iter().rev().find_map(CheckedPlan::unrecorded) {
        Some(unrecorded) => screen::show(Stream::Error, &format!("note: {unrecorded}\n")),
        None => Ok(()),
    }
}

/// Runs one plan in a session of its own, beside what its workload is set beside; what was found.
pub fn findings_of_one(host: &dyn Host, plan: &CheckedPlan, cancel: &Cancel, progress: Progress) -> Findings {
    let runners = session::runners_of(host, 0, plan).into_iter().chain(reference::runner(host, 0, plan));
    let found = findings_with(host, runners.collect(), 1, Rounds::of(plan, 1), cancel, progress);
    found.into_iter().next().unwrap_or_else(|| unreachable!("there are findings for each group"))
}

/// Runs `plans` in one session, with the rounds and the seed of the first one; the findings of each.
pub fn findings(host: &dyn Host, plans: &[CheckedPlan], cancel: &Cancel) -> Vec<Findings> {
    let Some(first) = plans.first() else { return Vec::new() };
    findings_of(host, session::runners(host, plans), plans.len(), Rounds::of(first, plans.len()), cancel)
}

/// Lets `runners` take turns in one session; the findings of each of its `groups`.
pub fn findings_of(
    host: &dyn Host,
    runners: Vec<Box<dyn Runner + '_>>,
    groups: usize,
    rounds: Rounds,
    cancel: &Cancel,
) -> Vec<Findings> {
    findings_with(host, runners, groups, rounds, cancel, Progress::new())
}

fn findings_with(
    host: &dyn Host,
    runners: Vec<Box<dyn Runner + '_>>,
    groups: usize,
    rounds: Rounds,
    cancel: &Cancel,
    progress: Progress,
) -> Vec<Findings> {
    let created = jiff::Timestamp::now().to_string();
    let measured = || measure::with_cores(host, cancel);
    let before = measured();
    let mut collector = Collector { progress, groups: vec![Group::default(); groups] };
    let clock = host.gauges().clock;
    let pulse = Pulse::new(clock, Compute::Real);
    let running = session::run_rounds(runners, rounds, clock, cancel, &mut collector);
    let session = drive::block_on(running, &pulse, cancel).flatten();
    let Collector { progress, groups } = collector;
    progress.clear();
    let environment = measure::with_lesser_cores(measured(), &before);
    let findings = |Group { samples, unavailable }| Findings {
        created: created.clone(),
        environment: environment.clone(),
        warmups: Vec::new(),
        samples,
        unavailable,
        session,
    };
    groups.into_iter().map(findings).collect()
}

struct Collector {
    progress: Progress,
    groups: Vec<Group>,
}

#[derive(Clone, Default)]
struct Group {
    samples: Vec<Sample>,
    unavailable: Vec<(String, String)>,
}

impl Follower for Collector {
    fn tell(&mut self, group: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        let group = &mut self.groups[group];
        match update {
            Update::Begins(begins) => self.progress.show(&begins),
            // Here nothing is shown before the end.
            Update::Warmed(_) => {}
            Update::Ended(sample) => group.samples.push(*sample),
            Update::Unavailable { model, why } => group.unavailable.push((model.to_owned(), why)),
        }
        future::ready(Answer::GoOn).boxed_local()
    }
}
