//! One report of everything: native results as `run` gives them, and those of each Python beside them, checked against the native ones.

use interleave_core::assemble::{self, Findings};
use interleave_core::host::Platform;
use interleave_core::plan::grouped;
use interleave_core::report::{Interpreter, ModelResult, Report, Warning};
use interleave_core::run::CheckedPlan;
use interleave_core::trace::OutputLine;

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
        report.insight.extend(lost_updates(&part.results, &contestant.python));
        report.results.extend(part.results.into_iter().map(|result| described(result, plan, &native, &contestant)));
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

/// What native models keep, a Python may lose.
fn lost_updates(results: &[ModelResult], python: &Python) -> Option<String> {
    let lost = results.iter().filter_map(|result| result.observations.get("lost updates")?.iter().max());
    let most = lost.max().filter(|most| **most > 0)?;
    Some(format!("{} lost up to {} updates.", python.name(), grouped(*most)))
}

fn described(
    mut result: ModelResult,
    plan: &CheckedPlan,
    native: &[ModelResult],
    contestant: &Contestant,
) -> ModelResult {
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
        } else if lines(plan, reference) != lines(plan, &result) {
            Some(("lines", "It printed other lines than the native models."))
        } else {
            None
        };
        result.warnings.extend(warning.map(|(code, text)| Warning::new(code, text)));
    }
    result
}

/// The lines that must be the same: those of each task in their order. Tasks of different lanes print in no fixed order, and where tasks
/// wait for each other chance decides which of them prints what.
fn lines<'a>(plan: &CheckedPlan, result: &'a ModelResult) -> Vec<(Option<u32>, &'a str)> {
    let by_chance = plan.workload.shared(plan.values()).can_block();
    let line = |line: &'a OutputLine| (line.task.filter(|_| !by_chance), without_detail(&line.text));
    let mut lines: Vec<(Option<u32>, &str)> = result.output.iter().map(line).collect();
    if by_chance {
        lines.sort_unstable();
    } else {
        lines.sort_by_key(|(task, _)| *task);
    }
    lines
}

/// A line without what stands in brackets at its end: by convention a detail of the library that did the work.
fn without_detail(line: &str) -> &str {
    line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")).map_or(line, |(line, _)| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_at_the_end_of_a_line_are_a_detail() {
        assert_eq!(without_detail("block 1: 9 bytes there and back (compressed 7)"), "block 1: 9 bytes there and back");
        for line in ["(9)", "f(9) is 3", "used item 9"] {
            assert_eq!(without_detail(line), line);
        }
    }
}
