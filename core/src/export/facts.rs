//! What every readable export says besides the figures: what was run, how, and where.

use crate::fold::place::{about, located};
use crate::fold::{command, session, text};
use crate::host::Environment;
use crate::report::Report;

/// The workload's name for people; its id, if this version does not know it.
pub fn title(report: &Report) -> String {
    let known = crate::workload::find(&report.plan.workload);
    known.map_or_else(|_| report.plan.workload.clone(), |workload| workload.title.to_owned())
}

/// The command that does it again; empty, if this version cannot.
pub fn command(report: &Report) -> String {
    report.plan.clone().check().as_ref().map(command::command).unwrap_or_default()
}

/// Names and values, in the order of reading.
pub fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let Environment {
        version,
        os,
        arch,
        machine,
        cores_claimed,
        cores_measured,
        clock_step_ns,
        isolated,
        target_features,
        profile,
        compiler,
        visibility,
        ..
    } = &report.environment;
    let measured = cores_measured.map(|cores| format!(", {cores:.2} measured")).unwrap_or_default();
    let mut facts = vec![
        ("Created", report.created.clone()),
        ("Runs", session::sentence(report)),
        ("Machine", machine.clone()),
        ("System", format!("{os} on {arch}")),
        ("Cores", format!("{cores_claimed}{measured}")),
        ("Clock step", text::milliseconds(*clock_step_ns as f64 / 1e6)),
        ("Interleave", format!("{version}, {profile} build")),
        ("Compiler", compiler.clone()),
        ("Built for", target_features.join(", ")),
        ("Seed", report.plan.seed.to_string()),
    ];
    facts.extend(isolated.map(|isolated| ("Isolated", if isolated { "yes" } else { "no" }.to_owned())));
    facts.extend(visibility.clone().map(|visibility| ("Visibility", visibility)));
    facts.extend(report.other_environments.iter().map(|other| {
        let measured = other.cores_measured.map(|cores| format!(", {cores:.2} cores measured")).unwrap_or_default();
        ("Also", located(other.host, &format!("{}{measured}, {}", about(other), other.compiler)))
    }));
    facts.retain(|(_, value)| !value.is_empty());
    facts
}
