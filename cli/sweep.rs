//! `interleave sweep`: one workload at many worker counts, or with many values of a parameter, measured in rounds and fitted.

use anyhow::Result;
use interleave_core::host::Host as _;
use interleave_core::sweep::{self, Sweep};

use crate::arguments::SweepOptions;
use crate::exit::Exit;
use crate::host::NativeHost;
use crate::outlet::JsonOutlet;
use crate::{axis, collect, paint, stop};

/// Runs all plans and shows the sweep.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn sweep(options: &SweepOptions) -> Result<Exit> {
    let host = NativeHost::new(std::env::current_exe()?);
    let (axis, plans) = axis::plans(&options.plan, host.environment().cores_claimed)?;
    let cancel = stop::on_request()?;
    let json = JsonOutlet::open(options.json.as_ref())?;
    collect::announce(&plans)?;
    let findings = collect::findings(&host, &plans, cancel);
    let found: Vec<_> = plans.into_iter().zip(findings).collect();
    let sweep = sweep::sweep(axis, &found);
    json.deliver(&sweep, |width| paint::sweep::sweep(&sweep, width))?;
    Ok(exit(&sweep))
}

/// Cancelled, or the exit of the first report that failed.
fn exit(sweep: &Sweep) -> Exit {
    if sweep.reports.iter().any(|report| !report.complete) {
        return Exit::Cancelled;
    }
    sweep.reports.iter().map(Exit::of).find(|exit| *exit != Exit::Success).unwrap_or(Exit::Success)
}
