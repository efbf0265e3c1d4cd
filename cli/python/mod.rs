//! `interleave python`: the same program in every CPython on this machine, beside this program's own models.

mod contestant;
pub mod find;
pub mod process;
mod report;
mod ways;

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use interleave_core::cancel::Cancel;
use interleave_core::fold::text;
use interleave_core::host::Host;
use interleave_core::mistake::Mistake;
use interleave_core::report::{ModelResult, Report};
use interleave_core::run::session;
use interleave_core::run::{CheckedPlan, Rounds};
use tempfile::TempDir;

use crate::arguments::PythonOptions;
use crate::exit::Exit;
use crate::host::NativeHost;
use crate::outlet::JsonOutlet;
use crate::plan_options::PlanOptions;
use crate::{collect, paint, screen, stop};
use contestant::Contestant;
use find::{Python, find};

/// The workloads that have a CPython program, and the parameters with another default there: CPython computes some thirty
/// times more slowly.
const PROGRAMS: [(&str, &[&str]); 2] = [("count", &["n=5_000_000"]), ("arithmetic", &[])];

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
    json.deliver(&report, |width| paint::report(&report, width) + &starts(&report))?;
    Ok(exit(&report, !options.pythons.is_empty()))
}

fn plan(options: &PythonOptions) -> Result<CheckedPlan, Mistake> {
    let known: Vec<&str> = PROGRAMS.iter().map(|(id, _)| *id).collect();
    let program = PROGRAMS.iter().find(|(id, _)| *id == options.workload);
    let (id, defaults) =
        program.ok_or_else(|| Mistake::unknown("workload", "CPython program", &options.workload, &known))?;
    let is_set = |name: &str| options.parameters.iter().any(|typed| typed.starts_with(&format!("{name}=")));
    let defaults = defaults.iter().filter(|typed| !typed.split_once('=').is_some_and(|(name, _)| is_set(name)));
    let options = PlanOptions {
        workload: (*id).to_owned(),
        models: MODELS.map(str::to_owned).into(),
        parameters: options.parameters.iter().cloned().chain(defaults.map(|typed| (*typed).to_owned())).collect(),
        numbers: options.numbers.clone(),
        ..PlanOptions::default()
    };
    options.plan()
}

fn measured(host: &dyn Host, plan: &CheckedPlan, pythons: Vec<Python>, cancel: &Cancel) -> Result<Report> {
    let (_folder, program) = write_programs()?;
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

/// The programs as files, because "spawn" reads the main one again in every process.
fn write_programs() -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().context("the programs need a temporary folder")?;
    let files = [("harness.py", include_str!("harness.py")), ("programs.py", include_str!("programs.py"))];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).context("the programs could not be written")?;
    }
    let program = folder.path().join("harness.py");
    Ok((folder, program))
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
