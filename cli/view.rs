//! `interleave view`: a stored report, shown as `run` showed it, and written in other formats.

use anyhow::Result;

use crate::arguments::ViewOptions;
use crate::end::End;
use crate::exports::Exports;
use crate::paint;
use crate::screen;
use crate::stored;

/// Reads the report and shows it.
///
/// # Errors
/// When the file is no report.
pub fn view(options: &ViewOptions) -> Result<End> {
    let report = stored::read(&options.file)?;
    let exports = Exports::open(&options.exports)?;
    let stream = exports.stream();
    let saved = exports.write(&report);
    saved.and(screen::show(stream, &paint::report(&report, screen::width(stream))))?;
    Ok(End::Well)
}
