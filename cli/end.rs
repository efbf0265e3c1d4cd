//! How the program ends, as its exit code tells it.

use std::process::{ExitCode, Termination};

use interleave_core::Mistake;
use interleave_core::report::Report;

use crate::screen::{self, Stream};

/// The ways to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything was done.
    Well,
    /// A task or a model failed, or the answers disagree.
    Failed,
    /// What was asked for cannot be done.
    BadInput,
    /// Somebody stopped it.
    Cancelled,
}

impl End {
    /// How a run ended that has this report.
    pub fn of(report: &Report) -> Self {
        let answered = |checksum: &Option<String>| checksum.is_some() && *checksum == report.results[0].checksum;
        let steady = |result: &interleave_core::report::ModelResult| {
            !result.warnings.iter().any(|warning| warning.code == "unsteady-answer")
        };
        match () {
            () if !report.complete => Self::Cancelled,
            () if report.results.iter().all(|result| answered(&result.checksum) && steady(result)) => Self::Well,
            () => Self::Failed,
        }
    }

    /// Says what went wrong. A mistake in the input can be put right by whoever typed it; anything else cannot.
    pub fn after(error: &anyhow::Error) -> Self {
        screen::show(Stream::Error, &format!("error: {error:#}\n"));
        if error.is::<Mistake>() { Self::BadInput } else { Self::Failed }
    }

    /// 130 is what shells give a program that Ctrl-C ended.
    pub fn code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Failed => 1,
            Self::BadInput => 2,
            Self::Cancelled => 130,
        }
    }
}

impl Termination for End {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}
