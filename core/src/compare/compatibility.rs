//! Whether reports are about the same work, and what else differs between them that a ratio would hide.

use std::collections::BTreeSet;

use super::builds;
use super::comparison::Incomparable;
use super::sources::{self, Measured};
use crate::fold::{text, values};
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
    refuse(first_name, others.iter().find_map(|(name, report)| Some((*name, different(first, report)?))))
}

/// Refuses reports of different workloads.
///
/// # Errors
/// Names the first two that differ.
pub fn check_workload(reports: &[(&str, &Report)]) -> Result<(), Incomparable> {
    let Some(((first_name, first), others)) = reports.split_first() else { return Ok(()) };
    refuse(first_name, others.iter().find_map(|(name, report)| Some((*name, workloads(first, report)?))))
}

/// The sentence about a report that has something else than the first one, if there is such a report.
fn refuse(first_name: &str, other: Option<(&str, (String, String))>) -> Result<(), Incomparable> {
    let Some((name, (own, its))) = other else { return Ok(()) };
    let sentence = format!("{first_name} and {name} cannot be compared: the first has {own}, the second {its}.");
    Err(Incomparable(sentence))
}

/// The workloads of two reports, if they differ.
fn workloads(first: &Report, other: &Report) -> Option<(String, String)> {
    let [own, its] = [first, other].map(|report| format!("the workload {}", report.plan.workload));
    (own != its).then_some((own, its))
}

/// What differs between the first report and each of the others, a sentence each; and whether they did other work.
pub fn changes(reports: &[(&str, &Report)]) -> Vec<Warning> {
    let Some(((first_name, first), others)) = reports.split_first() else { return Vec::new() };
    let mut warnings = Vec::new();
    for (name, report) in others {
        let differences: Vec<String> =
            differences(first, report).into_iter().map(|(own, its)| format!("{own} and {its}")).collect();
        let Some(differences) = text::list(&differences) else { continue };
        warnings.push(Warning::new("changed", format!("{first_name} and {name} differ: {differences}.")));
        let (own, its) = (answers(first), answers(report));
        if !own.is_empty() && !its.is_empty() && own != its {
            let text = "They came to other answers, so the work was another one: a ratio is of that work, too.";
            warnings.push(Warning::new("other-work", text));
        }
    }
    warnings
}

fn different(first: &Report, other: &Report) -> Option<(String, String)> {
    if let Some(workloads) = workloads(first, other) {
        return Some(workloads);
    }
    let [answer, others_answer] = [first, other].map(answers);
    let disagree = !answer.is_empty() && !others_answer.is_empty() && answer != others_answer;
    let difference = differences(first, other).into_iter().next();
    difference.or_else(|| disagree.then(|| (checksums(&answer), checksums(&others_answer))))
}

/// Every parameter and setting that differs between the plans of two reports of one workload, as both have it.
fn differences(first: &Report, other: &Report) -> Vec<(String, String)> {
    let (own, its) = (complete(&first.plan), complete(&other.plan));
    let mut found = Vec::new();
    let ids = own.parameters.iter().map(|(id, _)| id);
    let others_ids =
        its.parameters.iter().map(|(id, _)| id).filter(|id| own.parameters.iter().all(|(known, _)| known != *id));
    for id in ids.chain(others_ids) {
        let value = |plan: &Plan| {
            let found = plan.parameters.iter().find(|(own, _)| *own == id);
            let named = found.map(|(id, value)| values::named(&plan.workload, id, value));
            named.map_or_else(|| format!("no parameter {id}"), |(title, value)| format!("“{title}” at {value}"))
        };
        let (own, its) = (value(&own), value(&its));
        if own != its {
            found.push((own, its));
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
    found.extend(settings(&own).into_iter().zip(settings(&its)).filter(|(own, its)| own != its));
    found
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
