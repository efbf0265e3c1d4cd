//! One report of everything: native results as `run` gives them, and those of each Python beside them, checked against the native ones.

use interleave_core::assemble::{self, Findings};
use interleave_core::host::Platform;
use interleave_core::report::{Interpreter, ModelResult, Report, Warning};
use interleave_core::run::CheckedPlan;

use super::contestant::Contestant;
use super::find::Python;
use super::ways;

/// The report of what this program found, and of what was found with each Python.
pub fn report(
    plan: &CheckedPlan,
    native: Findings,
    contestants: impl Iterator<Item = (Contestant, Findings)>,
) -> Report {
    let mut report = assemble::report(plan, &native);
    let native = report.results.clone();
    for (contestant, mut findings) in contestants {
        findings.environment.host = Platform::Cpython;
        let own = plan_of(plan, &contestant.python);
        if let Some(why) = contestant.python.unsupported() {
            findings.unavailable = own.models.iter().map(|model| (model.id.to_owned(), why.clone())).collect();
        }
        let part = assemble::report(&own, &findings);
        report.results.extend(part.results.into_iter().map(|result| described(result, &native, &contestant)));
    }
    report
}

/// The plan with the models that this Python has.
fn plan_of(plan: &CheckedPlan, python: &Python) -> CheckedPlan {
    let mut own = plan.clone();
    // One row is enough to say that this Python cannot run anything.
    let possible = if python.unsupported().is_some() { &ways::ALL[..1] } else { &ways::ALL };
    own.models.retain(|model| possible.iter().any(|way| way.model(python) == model.id));
    own
}

fn described(mut result: ModelResult, native: &[ModelResult], contestant: &Contestant) -> ModelResult {
    let python = &contestant.python;
    let [major, minor, patch] = python.version;
    result.interpreter = Some(Interpreter {
        version: format!("{major}.{minor}.{patch}"),
        executable: python.executable.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        gil: python.gil,
        start_ms: contestant.start.map(|start| start.as_secs_f64() * 1e3),
        start_method: contestant.start_method.clone().filter(|_| result.model == "processes"),
    });
    let reference = native.iter().find(|native| native.checksum.is_some());
    if let (Some(reference), true) = (reference, result.checksum.is_some()) {
        let warning = if reference.checksum != result.checksum {
            Some(("checksum", "Its answer differs from that of the native models: its times must not be compared."))
        } else if lines(reference) != lines(&result) {
            Some(("lines", "It printed other lines than the native models."))
        } else {
            None
        };
        result.warnings.extend(warning.map(|(code, text)| Warning::new(code, text)));
    }
    result
}

/// The lines of each task in their order; lines of different tasks have no fixed order.
fn lines(result: &ModelResult) -> Vec<(Option<u32>, &str)> {
    let mut lines: Vec<(Option<u32>, &str)> =
        result.output.iter().map(|line| (line.task, line.text.as_str())).collect();
    lines.sort_by_key(|(task, _)| *task);
    lines
}
