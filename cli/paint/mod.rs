//! Reports as text: pure functions that give the whole text, with colours, for a number of columns.

pub mod catalog;
pub mod comparison;
pub mod expected;
pub mod facts;
pub mod fidelity;
pub mod recording;
pub mod style;
pub mod sweep;
pub mod timeline;
pub mod watched;
pub mod words;

mod chart;
mod dots;
mod notes;
mod output;
mod table;
mod tree;

use interleave_core::fold::{command, text, view};
use interleave_core::host::Environment;
use interleave_core::report::Report;
use interleave_core::workload;

use style::{BAD, FAINT, STRONG};

/// Everything a person wants to see after a run, with its lanes drawn or without.
pub fn report(report: &Report, width: usize, timeline: bool) -> String {
    let view = view::view(report);
    let parts = [
        heading(report),
        table::table(&view, width) + &checksums(report),
        notes::notes(&view),
        tree::tree(&view),
        if timeline { timeline::timelines(&view.timelines, width) } else { String::new() },
        output::output(&view.timelines),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

/// The name of the workload, for people.
pub fn title(report: &Report) -> String {
    let known = workload::find(&report.plan.workload);
    // A stored report may be of a workload that this version does not have.
    known.map_or_else(|_| report.plan.workload.clone(), |workload| workload.title.to_owned())
}

/// What was run, in a form that can be typed again, and where.
fn heading(report: &Report) -> String {
    let command = report.plan.clone().check().as_ref().map(command::command).unwrap_or_default();
    format!(
        "{STRONG}{}{STRONG:#}  {command}\n{}",
        title(report),
        report
            .environments()
            .map(|environment| format!("{FAINT}{}{FAINT:#}\n", place(environment)))
            .collect::<String>()
    )
}

fn place(environment: &Environment) -> String {
    let Environment { machine, cores_claimed, profile, clock_step_ns, .. } = environment;
    let measured = environment.cores_measured.map(|cores| format!(" ({cores:.2} measured)")).unwrap_or_default();
    let step = text::milliseconds(*clock_step_ns as f64 / 1e6);
    format!("{machine}, {cores_claimed} cores{measured}, clock step {step}, {profile} build")
}

/// The checksums by which the column of answers is decided.
fn checksums(report: &Report) -> String {
    let mut checksums: Vec<&str> = report.results.iter().filter_map(|result| result.checksum.as_deref()).collect();
    checksums.dedup();
    match checksums.as_slice() {
        [] => String::new(),
        [one] => format!("{FAINT}Checksum of the answers: {one}{FAINT:#}\n"),
        many => format!("{BAD}Checksums of the answers: {}{BAD:#}\n", many.join(", ")),
    }
}
