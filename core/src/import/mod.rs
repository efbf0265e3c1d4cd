//! Reads stored reports and the traces of other programs, which anybody may have written: what makes no sense is refused in a sentence, or left
//! out and counted.
//!
//! Layer: above `assemble`. Trusts nothing that it reads.

pub mod chrome_trace;
mod error;
mod figures;
pub mod own_time;
pub mod recording;
mod recording_spans;
pub mod recording_view;
mod records;
mod salvage;
mod scanner;
mod versions;

pub use error::ImportError;

use crate::report::Report;
use error::no_report;
use recording::Recording;

/// Longer files are refused before they are read: about four times the largest report a plan can give.
pub const MAX_BYTES: u64 = 128 << 20;

/// What a file may hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A report.
    Report(Box<Report>),
    /// What another program recorded.
    Recording(Box<Recording>),
}

/// Whatever there is in `bytes` that can be shown.
///
/// # Errors
/// When it is neither a report nor a trace.
pub fn open(bytes: &[u8]) -> Result<Opened, ImportError> {
    let bytes = plain(bytes)?;
    if !versions::begins_as_ours(bytes) && chrome_trace::is_trace(bytes) {
        chrome_trace::recording(bytes).map(|recording| Opened::Recording(Box::new(recording)))
    } else {
        report(bytes).map(|report| Opened::Report(Box::new(report)))
    }
}

/// The report in `bytes`. Recorded events that cannot have happened are left out; a warning of the model says how many.
///
/// # Errors
/// When it is no report, with the place, or when its figures cannot be.
pub fn report(bytes: &[u8]) -> Result<Report, ImportError> {
    let text = versions::current(readable(bytes)?)?;
    let (mut report, unreadable) = match serde_json::from_str(&text) {
        Ok(report) => (report, Vec::new()),
        Err(error) => salvage::report(&text, &error).ok_or_else(|| no_report(&error))?,
    };
    figures::check(&report).map_err(ImportError::Invalid)?;
    if let Some(mistake) = report.plan.mistyped.take() {
        return Err(ImportError::Invalid(format!("of its plan: {}", mistake.message.trim_end_matches('.'))));
    }
    let unreadable = unreadable.into_iter().chain(std::iter::repeat(0));
    for (result, unreadable) in report.results.iter_mut().zip(unreadable) {
        result.warnings.extend(records::check(&mut result.trace, unreadable));
    }
    report.warnings.extend(records::unknown_fields(&mut report.plan));
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

/// Neither too long nor compressed, and without the mark that some editors put at the beginning, which JSON does not know.
fn plain(bytes: &[u8]) -> Result<&[u8], ImportError> {
    check_size(bytes.len() as u64)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(ImportError::Invalid("it is compressed; unpack it first".to_owned()));
    }
    Ok(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes))
}

fn readable(bytes: &[u8]) -> Result<&str, ImportError> {
    let no_text = |error: std::str::Utf8Error| format!("it is no text: byte {} is not UTF-8", error.valid_up_to() + 1);
    str::from_utf8(plain(bytes)?).map_err(|error| ImportError::Invalid(no_text(error)))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
