//! `interleave view`: a stored report, shown as `run` showed it, and written in other formats.

use anyhow::Result;

use crate::arguments::ViewOptions;
use crate::exit::Exit;
use crate::exports::Exports;
use crate::stored;

/// Reads the report and shows it.
///
/// # Errors
/// When the file is no report.
pub fn view(options: &ViewOptions) -> Result<Exit> {
    let report = stored::read(&options.file)?;
    let exports = Exports::open(&options.exports)?;
    exports.deliver(&report)?;
    Ok(Exit::Success)
}
