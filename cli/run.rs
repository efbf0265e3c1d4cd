//! `interleave run`: one workload under some models, measured, compared and shown.

use anyhow::Result;
use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::host::{Compute, Host, Pulse, drive, measure};
use interleave_core::run::session::{self, Follower, Update};
use interleave_core::run::{CheckedPlan, Sample};

use crate::arguments::RunOptions;
use crate::end::End;
use crate::exports::Exports;
use crate::host::NativeHost;
use crate::progress::Progress;
use crate::screen;
use crate::{paint, stop, wish};

/// Does what was asked for, and tells it.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn run(options: &RunOptions) -> Result<End> {
    let plan = wish::plan(options)?;
    let cancel = stop::on_request()?;
    let exports = Exports::open(&options.exports)?;
    let host = NativeHost::new(std::env::current_exe()?);
    let report = assemble::report(&plan, findings(&host, &plan, cancel));

    let stream = exports.stream();
    let saved = exports.write(&report);
    let shown = screen::show(stream, &paint::report(&report, screen::width(stream)));
    saved.and(shown)?;
    Ok(End::of(&report))
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
