//! `interleave sweep`: one workload at many worker counts, or with many values of a parameter, measured in turn and fitted.

use anyhow::Result;
use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::Findings;
use interleave_core::cancel::Cancel;
use interleave_core::host::{Compute, Host, Pulse, drive, measure};
use interleave_core::mistake::Mistake;
use interleave_core::run::session::{self, SweepFollower, Update};
use interleave_core::run::{CheckedPlan, Sample};
use interleave_core::sweep::{self, Sweep};

use crate::arguments::SweepOptions;
use crate::end::End;
use crate::host::NativeHost;
use crate::outlet::Outlet;
use crate::progress::Progress;
use crate::screen::{self, Stream};
use crate::{axis, paint, stop};

/// Does what was asked for, and tells it.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn sweep(options: &SweepOptions) -> Result<End> {
    let host = NativeHost::new(std::env::current_exe()?);
    let (axis, plans) = axis::plans(options, host.environment().cores_claimed)?;
    let cancel = stop::on_request()?;
    let json: Result<Option<Outlet>, Mistake> =
        options.json.as_ref().map(|path| Outlet::open("json", path)).transpose();
    let json = json?;
    let sweep = sweep::sweep(axis, findings(&host, plans, cancel));
    let stream = if matches!(json, Some(Outlet::Stdout)) { Stream::Error } else { Stream::Out };
    let saved = json.map_or(Ok(()), |outlet| outlet.write(&sweep));
    let shown = screen::show(stream, &paint::sweep::sweep(&sweep, screen::width(stream)));
    saved.and(shown)?;
    Ok(end(&sweep))
}

/// The worst of its reports' ends.
fn end(sweep: &Sweep) -> End {
    let mut ends = sweep.reports.iter().map(End::of);
    if sweep.reports.iter().any(|report| !report.complete) {
        return End::Cancelled;
    }
    ends.find(|end| *end != End::Well).unwrap_or(End::Well)
}

fn findings(host: &dyn Host, plans: Vec<CheckedPlan>, cancel: &Cancel) -> Vec<(CheckedPlan, Findings)> {
    let created = jiff::Timestamp::now().to_string();
    let mut environment = host.environment();
    environment.cores_measured = measure::cores(host, environment.cores_claimed, cancel);
    let nothing = || Place { samples: Vec::new(), unavailable: Vec::new() };
    let mut notes = Notes { progress: Progress::new(), places: plans.iter().map(|_| nothing()).collect() };
    let pulse = Pulse::new(host.gauges().clock, Compute::Real);
    let running = session::run_all(host, &plans, cancel, &mut notes);
    let complete = drive::block_on(running, &pulse, cancel).unwrap_or(false);
    let Notes { progress, places } = notes;
    progress.clear();
    let findings = |Place { samples, unavailable }| Findings {
        created: created.clone(),
        environment: environment.clone(),
        samples,
        unavailable,
        complete,
    };
    plans.into_iter().zip(places.into_iter().map(findings)).collect()
}

/// Keeps what a session tells, by the place of the plan.
struct Notes {
    progress: Progress,
    places: Vec<Place>,
}

struct Place {
    samples: Vec<Sample>,
    unavailable: Vec<(String, String)>,
}

impl SweepFollower for Notes {
    fn tell(&mut self, place: usize, update: Update) -> LocalBoxFuture<'_, ()> {
        match update {
            Update::Begins(begins) => self.progress.show(&begins),
            Update::Ended(sample) => self.places[place].samples.push(*sample),
            Update::Unavailable { model, why } => self.places[place].unavailable.push((model.to_owned(), why)),
        }
        future::ready(()).boxed_local()
    }
}
