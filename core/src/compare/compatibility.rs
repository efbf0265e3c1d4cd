//! Whether reports are about the same work, and what else differs between them that a ratio would hide.

use std::collections::BTreeSet;

use super::builds;
use super::comparison::Incomparable;
use super::sources::{self, Measured};
use crate::fold::command;
use crate::host::{Environment, Platform};
use crate::plan::Plan;
use crate::report::{ModelResult, Report, Warning};

/// Warnings of a report that speak against its times as a whole.
const CARRIED: [&str; 3] = ["busy-machine", "incomplete", "hidden-tab"];

/// Refuses reports that are about different work.
///
/// # Errors
/// Names the first two that differ and what differs.
pub fn check(reports: &[(&str, &Report)]) -> Result<(), Incomparable> {
    let Some(((first_name, first), others)) = reports.split_first() else { return Ok(()) };
    for (name, report) in others {
        if let Some((own, its)) = different(first, report) {
            return Err(Incomparable(format!(
                "{first_name} and {name} cannot be compared: the first has {own}, the second {its}."
            )));
        }
    }
    Ok(())
}

fn different(first: &Report, other: &Report) -> Option<(String, String)> {
    let (own, its) = (complete(&first.plan), complete(&other.plan));
    let [work, others_work] = [&own, &its].map(|plan| format!("the workload {}", plan.workload));
    if work != others_work {
        return Some((work, others_work));
    }
    for id in own.parameters.iter().chain(its.parameters.iter()).map(|(id, _)| id) {
        let value = |plan: &Plan| {
            let value = plan.parameters.iter().find(|(own, _)| *own == id).map(|(_, value)| command::quoted(value));
            value.map_or_else(|| format!("no parameter {id}"), |value| format!("{id}={value}"))
        };
        let (own, its) = (value(&own), value(&its));
        if own != its {
            return Some((own, its));
        }
    }
    let settings = |plan: &Plan| {
        [
            format!("{} workers", plan.workers),
            format!("a quantum of {} µs", plan.quantum_us),
            format!("a switch interval of {} µs", plan.switch_interval_us),
            format!("the GIL of {}", plan.gil_profile.id()),
        ]
    };
    let setting = settings(&own).into_iter().zip(settings(&its)).find(|(own, its)| own != its);
    let [answer, others_answer] = [first, other].map(answers);
    let disagree = !answer.is_empty() && !others_answer.is_empty() && answer != others_answer;
    setting.or_else(|| disagree.then(|| (checksums(&answer), checksums(&others_answer))))
}

/// The plan with the defaults of parameters that an older version did not have; as it is, if this version does not know it.
fn complete(plan: &Plan) -> Plan {
    plan.clone().check().map_or_else(|_| plan.clone(), |checked| checked.as_plan().clone())
}

fn answers(report: &Report) -> BTreeSet<&str> {
    report.results.iter().filter_map(|result| result.checksum.as_deref()).collect()
}

fn checksums(answers: &BTreeSet<&str>) -> String {
    format!("the checksum {}", answers.iter().copied().collect::<Vec<_>>().join(", "))
}

/// What makes a ratio say less than it seems to.
pub fn warnings(measured: &[Measured<'_>]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for one in measured {
        let (Some(report), who) = (one.report, &one.source.label) else { continue };
        // What is true of a whole report is said once, however many sources are in it.
        let siblings = || measured.iter().filter(|other| other.report.is_some_and(|other| std::ptr::eq(other, report)));
        let first = siblings().next().is_some_and(|first| std::ptr::eq(first, one));
        let whose = if siblings().count() > 1 { &one.source.name } else { who };
        for warning in report.warnings.iter().filter(|warning| first && CARRIED.contains(&warning.code.as_str())) {
            warnings.push(Warning::new(warning.code.as_str(), format!("{whose}: {}", warning.text)));
        }
        let own = (one.source.platform, one.source.interpreter.as_ref());
        let is_own = |result: &&ModelResult| {
            let (platform, interpreter) = sources::meter(result);
            (Some(platform), interpreter.as_ref()) == own
        };
        for result in report.results.iter().filter(is_own) {
            if result.checksum.is_none() {
                let text = format!("{who}: {} did not finish, so its time is not compared.", result.model);
                warnings.push(Warning::new("task-failed", text));
            }
        }
    }
    warnings.extend(builds::warning(measured));
    let environments: Vec<&Environment> = measured.iter().filter_map(|one| one.environment).collect();
    let differ = |what: fn(&Environment) -> &str| environments.windows(2).any(|pair| what(pair[0]) != what(pair[1]));
    let mut say = |code: &str, text: &str| warnings.push(Warning::new(code, text));
    if differ(|environment| &environment.version) {
        say("unequal-versions", "The reports were made by different versions of Interleave.");
    }
    let native: BTreeSet<&str> = environments
        .iter()
        .filter(|environment| environment.host == Platform::Native)
        .map(|environment| environment.machine.as_str())
        .collect();
    if native.len() > 1 {
        say("other-machine", "The reports are of different machines: part of every ratio is the machine.");
    }
    warnings
}
