//! `interleave compare`: stored reports side by side, model by model, with a verdict in words.

use std::path::Path;

use anyhow::{Context as _, Error, Result};
use interleave_core::compare::{self, Incomparable};
use interleave_core::import::ImportError;
use interleave_core::report::Report;

use crate::arguments::CompareOptions;
use crate::exit::Exit;
use crate::outlet::JsonOutlet;
use crate::paint;
use crate::stored;

/// Reads all reports and shows how they compare.
///
/// # Errors
/// A file that is no report, or reports that are about different work.
pub fn compare(options: &CompareOptions) -> Result<Exit> {
    let reports: Vec<(String, Report)> = options.files.iter().map(|path| report(path)).collect::<Result<_>>()?;
    let json = JsonOutlet::open(options.json.as_ref())?;
    let named: Vec<(&str, &Report)> = reports.iter().map(|(name, report)| (name.as_str(), report)).collect();
    let comparison = compare::compare(&named)?;
    json.deliver(&comparison, |width| paint::comparison::comparison(&comparison, width))?;
    Ok(Exit::Success)
}

fn report(path: &Path) -> Result<(String, Report)> {
    let report = stored::read(path).map_err(other_version)?;
    let name = path.file_name().with_context(|| format!("'{}' names no file", path.display()))?;
    Ok((name.to_string_lossy().into_owned(), report))
}

/// A report of another version is no bad input: it only cannot be compared.
fn other_version(error: Error) -> Error {
    match error.downcast_ref::<ImportError>() {
        Some(ImportError::OtherVersion(_)) => Incomparable(format!("{error:#}.")).into(),
        _ => error,
    }
}
