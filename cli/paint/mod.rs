//! Text from reports: pure functions that give whole texts, with colours, for a certain number of columns.

pub mod catalog;
pub mod facts;
pub mod words;

mod notes;
mod output;
mod style;
mod table;
mod timeline;

use interleave_core::fold::command;
use interleave_core::fold::text;
use interleave_core::fold::view::View;
use interleave_core::plan::CheckedPlan;
use interleave_core::report::Environment;

use style::{FAINT, STRONG};

/// Everything a person wants to see after a run.
pub fn report(plan: &CheckedPlan, environment: &Environment, view: &View, width: usize) -> String {
    let parts = [
        heading(plan, environment),
        table::table(&view.rows, width),
        notes::notes(view),
        timeline::timelines(&view.timelines, width),
        output::output(&view.timelines),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

/// What was run, in a form that can be typed again, and where.
fn heading(plan: &CheckedPlan, environment: &Environment) -> String {
    let Environment { machine, cores_claimed, profile, clock_step_ns, .. } = environment;
    let measured = environment.cores_measured.map(|cores| format!(" ({cores:.2} measured)")).unwrap_or_default();
    let step = text::milliseconds(*clock_step_ns as f64 / 1e6);
    let title = plan.workload.title;
    let command = command::command(plan);
    format!(
        "{STRONG}{title}{STRONG:#}  {command}\n\
         {FAINT}{machine}, {cores_claimed} cores{measured}, clock step {step}, {profile} build{FAINT:#}\n"
    )
}
