//! `interleave run`: one workload under some models, measured, compared and shown.

use anyhow::Result;
use interleave_core::assemble;

use crate::arguments::RunOptions;
use crate::exit::Exit;
use crate::exports::Exports;
use crate::host::NativeHost;
use crate::picture::Picture;
use crate::progress::Progress;
use crate::reach::{self, Reached};
use crate::watch::{self, Watcher};
use crate::{collect, paint, screen, stop};

/// Runs the plan and shows the report.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn run(options: &RunOptions) -> Result<Exit> {
    let plan = options.plan.plan()?;
    if options.watch {
        watch::check()?;
    }
    let cancel = stop::on_request()?;
    let exports = Exports::open(&options.exports, Picture::asked(options.picture.as_ref(), &plan)?)?;
    if options.explain {
        let stream = exports.stream();
        screen::show(stream, &paint::expected::expected(&plan, screen::width(stream)))?;
    }
    collect::announce(std::slice::from_ref(&plan))?;
    let lender = match reach::lender(std::slice::from_ref(&plan), &options.reach, cancel)? {
        Reached::Nobody => None,
        Reached::Lender(lender) => Some(lender),
        Reached::Cancelled => return Ok(Exit::Cancelled),
    };
    let host = NativeHost::new(std::env::current_exe()?).lent_by(lender);
    let progress = if options.watch { Progress::watched() } else { Progress::new() };
    let watcher = options.watch.then(|| Watcher::start(progress.bar().clone())).transpose()?;
    let mut report = assemble::report(&plan, &collect::findings_of_one(&host, &plan, cancel, progress));
    report.warnings.extend(watcher.and_then(Watcher::finish));
    exports.deliver(&report, &options.timeline)?;
    Ok(Exit::of(&report))
}
