//! `interleave run`: one workload under some models, measured, compared and shown.

use std::path::PathBuf;

use anyhow::Result;
use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::Mistake;
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::drive;
use interleave_core::export::chrome_trace::chrome_trace;
use interleave_core::host::Host;
use interleave_core::measure;
use interleave_core::plan::CheckedPlan;
use interleave_core::report::Sample;
use interleave_core::session::{self, Follower, Update};
use interleave_core::timers::{Compute, Pulse};

use crate::arguments::RunOptions;
use crate::end::End;
use crate::host::NativeHost;
use crate::outlet::Outlet;
use crate::progress::Progress;
use crate::screen::{self, Stream};
use crate::{paint, stop, wish};

/// Does what was asked for, and tells it.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn run(options: &RunOptions) -> Result<End> {
    let plan = wish::plan(options)?;
    let cancel = stop::on_request()?;
    let (json, trace) = outlets(options)?;
    let host = NativeHost::new(std::env::current_exe()?);
    let report = assemble::report(&plan, findings(&host, &plan, cancel));

    let taken = [&json, &trace].iter().any(|outlet| matches!(outlet, Some(Outlet::Stdout)));
    let stream = if taken { Stream::Error } else { Stream::Out };
    let saved = json.map_or(Ok(()), |outlet| outlet.write(&report));
    let traced = trace.map_or(Ok(()), |outlet| outlet.write(&chrome_trace(&report)));
    let shown = screen::show(stream, &paint::report(&plan, &report, screen::width(stream)));
    saved.and(traced).and(shown)?;
    Ok(End::of(&report))
}

fn outlets(options: &RunOptions) -> Result<(Option<Outlet>, Option<Outlet>), Mistake> {
    if options.json.is_some() && options.json == options.trace {
        return Err(Mistake::new("trace", "--json and --trace name the same file: give each its own."));
    }
    let open = |flag, path: Option<&PathBuf>| path.map(|path| Outlet::open(flag, path)).transpose();
    Ok((open("json", options.json.as_ref())?, open("trace", options.trace.as_ref())?))
}

fn findings(host: &dyn Host, plan: &CheckedPlan, cancel: &Cancel) -> Findings {
    let created = jiff::Timestamp::now().to_string();
    let mut environment = host.environment();
    environment.cores_measured = measure::cores(host, environment.cores_claimed, cancel);
    let mut notes = Notes { progress: Progress::new(), samples: Vec::new(), unavailable: Vec::new() };
    let pulse = Pulse::new(host.gauges().clock, Compute::Real);
    let complete = drive::block_on(session::run(host, plan, cancel, &mut notes), &pulse, cancel).unwrap_or(false);
    let Notes { progress, samples, unavailable } = notes;
    progress.clear();
    Findings { created, environment, samples, unavailable, complete }
}

/// Keeps what a session tells.
struct Notes {
    progress: Progress,
    samples: Vec<Sample>,
    unavailable: Vec<(String, String)>,
}

impl Follower for Notes {
    fn tell(&mut self, update: Update) -> LocalBoxFuture<'_, ()> {
        match update {
            Update::Begins(begins) => self.progress.show(&begins),
            Update::Ended(sample) => self.samples.push(*sample),
            Update::Unavailable { model, why } => self.unavailable.push((model.to_owned(), why)),
        }
        future::ready(()).boxed_local()
    }
}
