//! `interleave python`: the same program in every CPython on this machine, beside this program's own models.

mod contestant;
pub mod find;
pub mod process;
pub mod programs;
mod report;
mod ways;

use std::cell::RefCell;

use anyhow::Result;
use interleave_core::cancel::Cancel;
use interleave_core::fold::text;
use interleave_core::host::Host;
use interleave_core::mistake::Mistake;
use interleave_core::report::{ModelResult, Report};
use interleave_core::run::session;
use interleave_core::run::{CheckedPlan, Rounds};

use crate::arguments::PythonOptions;
use crate::exit::Exit;
use crate::host::NativeHost;
use crate::outlet::JsonOutlet;
use crate::plan_options::PlanOptions;
use crate::{collect, paint, screen, stop};
use contestant::Contestant;
use find::{Python, find};

/// Models that some CPython can run a program under. With the other models it could not be compared.
const MODELS: [&str; 5] = ["sequential", "threads", "gil", "processes", "async"];

/// Runs the workload in every Python and under the native models, and shows the report.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn python(options: &PythonOptions) -> Result<Exit> {
    let plan = plan(options)?;
    let pythons = find(&options.pythons, "python")?;
    let cancel = stop::on_request()?;
    let json = JsonOutlet::open(options.json.as_ref())?;
    if pythons.is_empty() {
        screen::show(
            json.stream(),
            "No CPython was found: install one from python.org, with your system's packages or with pyenv, or name one with --python. Only native models are measured.\n",
        )?;
    }
    let host = NativeHost::new(std::env::current_exe()?);
    let report = measured(&host, &plan, pythons, cancel)?;
    json.deliver(&report, |width| paint::report(&report, width, true) + &starts(&report))?;
    Ok(exit(&report, !options.pythons.is_empty()))
}

fn plan(options: &PythonOptions) -> Result<CheckedPlan, Mistake> {
    let program = programs::find(&options.workload)?;
    let is_set = |name: &str| options.parameters.iter().any(|typed| typed.starts_with(&format!("{name}=")));
    let defaults = program.defaults.iter().filter(|typed| !typed.split_once('=').is_some_and(|(name, _)| is_set(name)));
    let options = PlanOptions {
        workload: program.workload.to_owned(),
        models: MODELS.map(str::to_owned).into(),
        parameters: options.parameters.iter().cloned().chain(defaults.map(|typed| (*typed).to_owned())).collect(),
        numbers: options.numbers.clone(),
        ..PlanOptions::default()
    };
    options.plan()
}

fn measured(host: &dyn Host, plan: &CheckedPlan, pythons: Vec<Python>, cancel: &Cancel) -> Result<Report> {
    let (_folder, program) = programs::write(plan.workload.id)?;
    let contestants: Vec<RefCell<Contestant>> = pythons.into_iter().map(Contestant::new).map(RefCell::new).collect();
    let mut runners = session::runners(host, std::slice::from_ref(plan));
    for (group, contestant) in (1..).zip(&contestants) {
        runners.extend(contestant::runners(contestant, group, plan, &program));
    }
    let groups = 1 + contestants.len();
    let mut findings = collect::findings_of(host, runners, groups, Rounds::of(plan, groups), cancel).into_iter();
    let Some(native) = findings.next() else { unreachable!("there are findings for each group") };
    let contestants = contestants.into_iter().map(RefCell::into_inner);
    Ok(report::report(plan, native, contestants.zip(findings)))
}

/// How long each interpreter takes to start, which is part of no time in the report.
fn starts(report: &Report) -> String {
    let mut lines = Vec::new();
    for interpreter in report.results.iter().filter_map(|result| result.interpreter.as_ref()) {
        let Some(start_ms) = interpreter.start_ms else { continue };
        let line = format!("  CPython {:<8} {}\n", interpreter.version, text::milliseconds(start_ms));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        String::new()
    } else {
        format!("Start of each interpreter, not part of any time above\n{}", lines.concat())
    }
}

/// A Python that was named with `--python` must not fail; one that was only found may.
fn exit(report: &Report, named: bool) -> Exit {
    let expected = report.results.first().and_then(|result| result.checksum.as_ref());
    let failed = |result: &ModelResult| match &result.checksum {
        Some(checksum) => Some(checksum) != expected,
        None => named || result.interpreter.is_none(),
    };
    if !report.complete {
        Exit::Cancelled
    } else if report.results.iter().any(failed) {
        Exit::Failed
    } else {
        Exit::Success
    }
}
