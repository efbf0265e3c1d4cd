//! How the program exits, and the exit code for it.

use std::process::{ExitCode, Termination};

use interleave_core::compare::Incomparable;
use interleave_core::fold::flags;
use interleave_core::import::ImportError;
use interleave_core::mistake::Mistake;
use interleave_core::model::{self, Needs};
use interleave_core::plan::Parameter;
use interleave_core::report::{ModelResult, Report};
use interleave_core::workload;

use crate::screen::{self, Stream};

/// The ways to exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Success,
    /// A task or a model failed, or the answers disagree.
    Failed,
    /// What was asked for cannot be done.
    BadInput,
    /// The reports are about different work.
    Incomparable,
    /// It was stopped by Ctrl-C.
    Cancelled,
    /// Something that only another command of this program understands.
    Other(u8),
}

impl Exit {
    /// The exit of a run with this report.
    pub fn of(report: &Report) -> Self {
        let answered = |checksum: &Option<String>| checksum.is_some() && *checksum == report.results[0].checksum;
        let steady = |result: &ModelResult| !result.warnings.iter().any(|warning| warning.code == "unsteady-answer");
        if !report.complete {
            Self::Cancelled
        } else if report.results.iter().all(|result| answered(&result.checksum) && steady(result)) {
            Self::Success
        } else if report.results.iter().any(lent_nothing_of_use) {
            Self::BadInput
        } else {
            Self::Failed
        }
    }

    /// Prints the error. A mistake in the input has an exit code of its own, because the user can correct it.
    pub fn after(error: &anyhow::Error) -> Self {
        // Where nothing can be printed, the exit code is all there is.
        let flag = error.downcast_ref::<Mistake>().and_then(flag).map(|flag| format!("{flag}: ")).unwrap_or_default();
        let _ = screen::show(Stream::Error, &format!("error: {flag}{error:#}\n"));
        if error.is::<Mistake>() || error.is::<ImportError>() {
            Self::BadInput
        } else if error.is::<Incomparable>() {
            Self::Incomparable
        } else {
            Self::Failed
        }
    }

    /// 130 is what shells give a program that Ctrl-C ended.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failed => 1,
            Self::BadInput => 2,
            Self::Incomparable => 3,
            Self::Cancelled => 130,
            Self::Other(code) => code,
        }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

/// Whether a model came to nothing for which others had to lend lanes: then those are at fault, and whoever asked can ask others.
fn lent_nothing_of_use(result: &ModelResult) -> bool {
    let lent = model::find(&result.model).is_ok_and(|model| model.needs == Needs::Workers);
    lent && result.warnings.iter().any(|warning| warning.code == "unavailable")
}

/// The flag at fault. A parameter is known by any workload that has one of that name: only what was typed can be at fault.
fn flag(mistake: &Mistake) -> Option<String> {
    let parameters: Vec<Parameter> = workload::ALL.iter().flat_map(|workload| workload.parameters()).collect();
    flags::of_field(&mistake.field, &parameters)
}

#[cfg(test)]
mod tests {
    use interleave_core::report::Warning;

    use super::*;
    use crate::simulated_report::report;

    #[test]
    fn all_went_well_when_every_model_came_to_the_same_answer() {
        assert_eq!(Exit::of(&report()), Exit::Success);
    }

    #[test]
    fn it_failed_when_one_model_came_to_another_answer() {
        let mut report = report();
        report.results[2].checksum = Some("0123456789abcdef".to_owned());
        assert_eq!(Exit::of(&report), Exit::Failed);
    }

    #[test]
    fn it_failed_when_a_task_failed_under_every_model() {
        let mut report = report();
        report.results.iter_mut().for_each(|result| result.checksum = None);
        assert_eq!(Exit::of(&report), Exit::Failed);
    }

    #[test]
    fn it_failed_when_the_answer_of_a_model_changed_between_runs() {
        let mut report = report();
        report.results[1].warnings.push(Warning::new("unsteady-answer", ""));
        assert_eq!(Exit::of(&report), Exit::Failed);
    }

    #[test]
    fn a_run_that_was_stopped_is_cancelled_whatever_it_found() {
        let mut report = report();
        report.complete = false;
        assert_eq!(Exit::of(&report).code(), 130);
    }
}
