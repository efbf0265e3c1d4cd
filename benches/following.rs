//! What following costs natively: a session with a follower that makes the report and its view after each sample, as the page's does,
//! beside one whose follower does nothing.

use anyhow::{Context as _, Result};
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave::host::NativeHost;
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::fold::view;
use interleave_core::host::Host as _;
use interleave_core::plan::Plan;
use interleave_core::random::Random;
use interleave_core::run::session::{self, Answer, Follower, Update};
use interleave_core::run::{CheckedPlan, Rounds, Sample};
use interleave_core::statistics;

use super::row::Series;

/// Enough that a ratio is known to within the floor of a quiet machine; `benches/following.mjs` has as many.
pub const ROUNDS: usize = 20;

/// The plan of both, which `benches/following.mjs` runs too: some 50 ms for one lane, and half of that for two.
const PLAN: &str = include_str!("following.json");

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

/// So many rounds; in each, both sessions run once, in an order that chance decides.
///
/// # Errors
/// When a session is stopped.
pub async fn measure(host: &NativeHost, rounds: usize, cancel: &Cancel) -> Result<Vec<Series>> {
    let plan = serde_json::from_str::<Plan>(PLAN)?.check()?;
    let series = |model: &str| Series { model: model.to_owned(), with_ms: Vec::new(), without_ms: Vec::new() };
    let mut all: Vec<Series> = plan.models.iter().map(|model| series(model.id)).collect();
    let mut random = Random::new(1);
    for _ in 0..rounds {
        let mut order = [true, false];
        random.shuffle(&mut order);
        for makes_reports in order {
            let samples = session(host, &plan, makes_reports, cancel).await?;
            for series in &mut all {
                let own = samples.iter().filter(|sample| sample.model == series.model);
                let times: Vec<f64> = own.map(Sample::wall_ms).collect();
                let median = statistics::median(&times).context("no sample")?;
                if makes_reports { series.with_ms.push(median) } else { series.without_ms.push(median) }
            }
        }
    }
    Ok(all)
}

async fn session(host: &NativeHost, plan: &CheckedPlan, makes_reports: bool, cancel: &Cancel) -> Result<Vec<Sample>> {
    let (created, environment) = (String::new(), host.environment());
    let findings = Findings {
        created,
        environment,
        warmups: Vec::new(),
        samples: Vec::new(),
        unavailable: Vec::new(),
        session: None,
    };
    let mut watcher = Watcher { plan, findings, makes_reports };
    let (runners, rounds) = (session::runners_of(host, 0, plan), Rounds::of(plan, 1));
    let ended = session::run_rounds(runners, rounds, host.gauges().clock, cancel, &mut watcher).await;
    ended.context("the session was stopped")?;
    Ok(watcher.findings.samples)
}
