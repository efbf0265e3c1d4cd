//! One report of both sides: native results as `run` gives them, and those of each Python beside them, checked against the core's.

use interleave_core::assemble::{self, Findings};
use interleave_core::host::{Environment, Platform};
use interleave_core::report::{Interpreter, ModelResult, Report, Warning};
use interleave_core::run::CheckedPlan;

use super::contest::Side;
use super::find::Python;
use super::ways;

/// Puts everything together.
pub fn report(
    plan: &CheckedPlan,
    environment: &Environment,
    created: &str,
    complete: bool,
    sides: Vec<Side>,
) -> Report {
    let mut whole: Option<Report> = None;
    for side in sides {
        let (python, start, method) = (side.python.clone(), side.start, side.start_method.clone());
        let mut environment = environment.clone();
        if python.is_some() {
            environment.host = Platform::Cpython;
        }
        let findings = Findings {
            created: created.to_owned(),
            environment,
            samples: side.samples,
            unavailable: side.unavailable,
            complete,
        };
        let part = assemble::report(&plan_of(plan, python.as_ref()), findings);
        match (&mut whole, python) {
            (Some(whole), Some(python)) => {
                let start_ms = start.map(|start| start.as_secs_f64() * 1e3);
                let native = whole.results.clone();
                let results = part.results.into_iter();
                whole
                    .results
                    .extend(results.map(|result| described(result, &native, &python, start_ms, method.as_deref())));
            }
            _ => whole = Some(part),
        }
    }
    whole.unwrap_or_else(|| unreachable!("the native side is always there"))
}

/// The plan with the models that this side has.
fn plan_of(plan: &CheckedPlan, python: Option<&Python>) -> CheckedPlan {
    let mut own = plan.clone();
    if let Some(python) = python {
        // One row is enough to say that nothing could be run.
        let possible = if python.unfit().is_some() { &ways::ALL[..1] } else { &ways::ALL };
        own.models.retain(|model| possible.iter().any(|way| way.model(python) == model.id));
    }
    own
}

fn described(
    mut result: ModelResult,
    native: &[ModelResult],
    python: &Python,
    start_ms: Option<f64>,
    method: Option<&str>,
) -> ModelResult {
    // What a Python did in between cannot be seen from outside, so nothing is drawn.
    result.trace = None;
    result.states_ms.clear();
    let [major, minor, patch] = python.version;
    result.interpreter = Some(Interpreter {
        version: format!("{major}.{minor}.{patch}"),
        executable: python.executable.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        gil: python.gil,
        start_ms,
        start_method: method.filter(|_| result.model == "processes").map(str::to_owned),
    });
    let core = native.iter().find(|native| native.checksum.is_some());
    if let (Some(core), true) = (core, result.checksum.is_some()) {
        if core.checksum != result.checksum {
            result
                .warnings
                .push(warning("checksum", "It came to another answer than the core: its times must not be compared."));
        } else if lines(core) != lines(&result) {
            result.warnings.push(warning("lines", "It printed other lines than the core."));
        }
    }
    result
}

/// The lines of each task in their order; between tasks there is none.
fn lines(result: &ModelResult) -> Vec<(Option<u32>, &str)> {
    let mut lines: Vec<(Option<u32>, &str)> =
        result.output.iter().map(|line| (line.task, line.text.as_str())).collect();
    lines.sort_by_key(|(task, _)| *task);
    lines
}

fn warning(code: &str, text: &str) -> Warning {
    Warning { code: code.to_owned(), text: text.to_owned() }
}
