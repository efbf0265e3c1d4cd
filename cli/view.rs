//! `interleave view`: a stored report, shown as `run` showed it, and written in other formats; or the trace of another program.

use anyhow::Result;
use interleave_core::import::{Opened, recording_view};
use interleave_core::mistake::Mistake;

use crate::arguments::ViewOptions;
use crate::exit::Exit;
use crate::exports::Exports;
use crate::screen::{self, Stream};
use crate::{paint, stored};

/// Reads the file and shows it.
///
/// # Errors
/// When the file is neither a report nor a trace, or a trace is to be written in a format that needs a report.
pub fn view(options: &ViewOptions) -> Result<Exit> {
    match stored::open(&options.file)? {
        Opened::Report(report) => Exports::open(&options.exports, None)?.deliver(&report)?,
        Opened::Recording(recording) => {
            if let Some(flag) = options.exports.first() {
                let sentence = format!(
                    "--{flag} writes what runs were measured, and a trace of another program has none: leave it out."
                );
                return Err(Mistake::new(flag, sentence).into());
            }
            let view = recording_view::view(&recording);
            screen::show(Stream::Out, &paint::recording::recording(&view, screen::width(Stream::Out)))?;
        }
    }
    Ok(Exit::Success)
}
