//! What following costs natively: a session with a follower that makes the report and its view after each sample, as the page's does,
//! beside one whose follower does nothing.

use anyhow::{Context as _, Result};
use futures::executor::block_on;
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::{self, Findings};
use interleave_core::fold::view;
use interleave_core::host::Host as _;
use interleave_core::plan::Plan;
use interleave_core::run::session::{self, Answer, Follower, Update};
use interleave_core::run::{CheckedPlan, Rounds, Sample};
use interleave_core::statistics;

use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns;

/// The plan of both, which `benches/following.mjs` runs too: some 50 ms for one lane, and half of that for two.
const PLAN: &str = include_str!("../../following.json");

/// What nobody would notice; no smaller ratio is told from chance on a machine as quiet as they come.
const UNNOTICED: f64 = 1.02;

/// Keeps the samples; and if it is to, makes and drops the report of all of them after each.
struct Watcher<'a> {
    plan: &'a CheckedPlan,
    findings: Findings,
    makes_reports: bool,
}

impl Follower for Watcher<'_> {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        if let Update::Ended(sample) = update {
            self.findings.samples.push(*sample);
            if self.makes_reports {
                std::hint::black_box(view::view(&assemble::report(self.plan, &self.findings)));
            }
        }
        async { Answer::GoOn }.boxed_local()
    }
}

/// A row for each model of the plan.
///
/// # Errors
/// When a session is stopped.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let all: Plan = serde_json::from_str(PLAN)?;
    all.models
        .iter()
        .map(|model| row(bench, &Plan { models: vec![model.clone()], ..all.clone() }.check()?, model))
        .collect()
}

fn row(bench: &Bench, plan: &CheckedPlan, model: &str) -> Result<Measured> {
    let side = |makes_reports| move || block_on(session(bench, plan, makes_reports));
    let (ours_values, peer_values) = turns::pairs(bench.effort, bench.effort.rounds(), side(true), side(false))?;
    Ok(Measured::Pair(Pair {
        id: "following".to_owned(),
        place: Place::Native,
        name: format!("following a run under {model}"),
        ours: "folded between executions".to_owned(),
        peer: "left alone".to_owned(),
        unit: Unit::Ms,
        ours_values,
        peer_values,
        reach: Some(Reach::AtMost(UNNOTICED)),
        browser: None,
        note: None,
    }))
}

/// Milliseconds that an execution takes, the median of a session.
async fn session(bench: &Bench, plan: &CheckedPlan, makes_reports: bool) -> Result<f64> {
    let (host, created) = (&bench.host, String::new());
    let findings = Findings {
        created,
        environment: host.environment(),
        warmups: Vec::new(),
        samples: Vec::new(),
        unavailable: Vec::new(),
        session: None,
    };
    let mut watcher = Watcher { plan, findings, makes_reports };
    let (runners, rounds) = (session::runners_of(host, 0, plan), Rounds::of(plan, 1));
    let ended = session::run_rounds(runners, rounds, host.gauges().clock, &bench.cancel, &mut watcher).await;
    ended.context("the session was stopped")?;
    let times: Vec<f64> = watcher.findings.samples.iter().map(Sample::wall_ms).collect();
    statistics::median(&times).context("no sample")
}
