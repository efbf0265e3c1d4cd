//! Why a file cannot be used, in words that read on after its name.

use crate::report::SCHEMA;

/// Why a file cannot be used. Each reads on after the name of the file: `a.json` cannot be used: ...
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no report, and no trace.
    #[error("{0}")]
    Invalid(String),
    /// It is a report that another version of Interleave wrote.
    #[error(
        "its schema is '{0}', and this version of Interleave reads {SCHEMA}; measure again, or take the version that wrote it"
    )]
    OtherVersion(String),
}

/// What JSON says of a text that is no report.
pub fn no_report(error: &serde_json::Error) -> ImportError {
    let sentence = match error.classify() {
        serde_json::error::Category::Eof => format!("it ends too early: {error}"),
        serde_json::error::Category::Data => format!("it is no report: {error}"),
        _ => format!("it is not valid JSON: {error}"),
    };
    ImportError::Invalid(sentence)
}
