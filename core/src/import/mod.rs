//! Reads a stored report, which anybody may have written: what makes no sense is refused in a sentence, or left out and counted.
//!
//! Layer: above `assemble`. Trusts nothing that it reads.

mod figures;
mod records;
mod salvage;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::report::{Report, SCHEMA};

/// Longer files are refused before they are read: about four times the largest report a plan can give.
pub const MAX_BYTES: u64 = 128 << 20;

/// Why a file cannot be used. Each reads on after the name of the file: `a.json` cannot be used: ...
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no report.
    #[error("{0}")]
    Invalid(String),
    /// It is a report that another version of Interleave wrote.
    #[error(
        "its schema is '{0}', and this version of Interleave reads {SCHEMA}; measure again, or take the version that wrote it"
    )]
    OtherVersion(String),
}

/// The report in `bytes`. Recorded events that cannot have happened are left out; a warning of the model says how many.
///
/// # Errors
/// When it is no report, with the place, or when its figures cannot be.
pub fn report(bytes: &[u8]) -> Result<Report, ImportError> {
    let text = readable(bytes)?;
    known_version(text)?;
    let (mut report, unreadable) = match serde_json::from_str(text) {
        Ok(report) => (report, Vec::new()),
        Err(error) => salvage::report(text, &error).ok_or_else(|| no_report(&error))?,
    };
    figures::check(&report).map_err(ImportError::Invalid)?;
    let unreadable = unreadable.into_iter().chain(std::iter::repeat(0));
    for (result, unreadable) in report.results.iter_mut().zip(unreadable) {
        result.warnings.extend(records::check(&mut result.trace, unreadable));
    }
    Ok(report)
}

/// The sentence for a file of `bytes` bytes, if that is too much.
///
/// # Errors
/// When it is longer than any report.
pub fn check_size(bytes: u64) -> Result<(), ImportError> {
    let mib = |bytes: u64| bytes.div_ceil(1 << 20);
    let sentence = || format!("it has {} MiB, and no report has more than {}", mib(bytes), mib(MAX_BYTES));
    if bytes > MAX_BYTES { Err(ImportError::Invalid(sentence())) } else { Ok(()) }
}

fn readable(bytes: &[u8]) -> Result<&str, ImportError> {
    check_size(bytes.len() as u64)?;
    let refuse = |sentence: String| Err(ImportError::Invalid(sentence));
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return refuse("it is compressed; unpack it first".to_owned());
    }
    match str::from_utf8(bytes) {
        // Some editors put a mark at the beginning that JSON does not know.
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => refuse(format!("it is no text: byte {} is not UTF-8", error.valid_up_to() + 1)),
    }
}

/// Asked first, so that a later version is named and not called broken.
fn known_version(text: &str) -> Result<(), ImportError> {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        schema: Option<&'a RawValue>,
    }
    let head: Head<'_> = serde_json::from_str(text).map_err(|error| no_report(&error))?;
    let schema: Option<String> = head.schema.and_then(|schema| serde_json::from_str(schema.get()).ok());
    let shown = |schema: &str| schema.chars().filter(|c| !c.is_control()).take(40).collect::<String>();
    match schema.as_deref() {
        // A future version converts older reports here.
        Some(SCHEMA) => Ok(()),
        Some(other) if other.starts_with("interleave.report/") => Err(ImportError::OtherVersion(shown(other))),
        Some(other) => {
            Err(ImportError::Invalid(format!("it is no report: its schema is '{}' and not {SCHEMA}", shown(other))))
        }
        None => Err(ImportError::Invalid(format!("it is no report: it does not begin with \"schema\": \"{SCHEMA}\""))),
    }
}

fn no_report(error: &serde_json::Error) -> ImportError {
    let sentence = match error.classify() {
        serde_json::error::Category::Eof => format!("it ends too early: {error}"),
        serde_json::error::Category::Data => format!("it is no report: {error}"),
        _ => format!("it is not valid JSON: {error}"),
    };
    ImportError::Invalid(sentence)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
