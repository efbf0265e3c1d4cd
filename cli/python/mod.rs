//! `interleave python`: the same program in every CPython there is, beside this program's own models.

mod contest;
pub mod find;
mod report;
pub mod talk;
mod ways;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use interleave_core::cancel::Cancel;
use interleave_core::fold::text;
use interleave_core::host::{Host, measure};
use interleave_core::mistake::Mistake;
use interleave_core::report::Report;
use interleave_core::run::CheckedPlan;
use tempfile::TempDir;

use crate::arguments::{PythonOptions, RunOptions};
use crate::end::End;
use crate::exports::ExportOptions;
use crate::host::NativeHost;
use crate::outlet::Outlet;
use crate::screen::{self, Stream};
use crate::{paint, stop, wish};
use contest::Side;
use find::{Python, find};

/// The workloads that there are CPython programs for, with what CPython is given to do unless told: it computes some
/// thirty times more slowly.
const PROGRAMS: [(&str, &[&str]); 2] = [("count", &["n=5_000_000"]), ("arithmetic", &[])];

/// Models that no CPython program has, or that only some have, are left out where they would be alone.
const MODELS: [&str; 5] = ["sequential", "threads", "gil", "processes", "async"];

/// Does what was asked for, and tells it.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn python(options: &PythonOptions) -> Result<End> {
    let plan = plan(options)?;
    let pythons = find(&options.pythons)?;
    let cancel = stop::on_request()?;
    let json = options.json.as_ref().map(|path| Outlet::open("json", path)).transpose()?;
    let stream = if matches!(json, Some(Outlet::Stdout)) { Stream::Error } else { Stream::Out };
    if pythons.is_empty() {
        screen::show(
            stream,
            "No CPython was found: install one from python.org, with your system's packages or with pyenv, or name one with --python. Only native models are measured.\n",
        )?;
    }
    let host = NativeHost::new(std::env::current_exe()?);
    let report = measured(&host, &plan, pythons, cancel)?;
    let saved = json.map_or(Ok(()), |outlet| outlet.write(&report));
    let text = paint::report(&report, screen::width(stream)) + &starts(&report);
    let shown = screen::show(stream, &text);
    saved.and(shown)?;
    Ok(end(&report, !options.pythons.is_empty()))
}

fn plan(options: &PythonOptions) -> Result<CheckedPlan, Mistake> {
    let known: Vec<&str> = PROGRAMS.iter().map(|(id, _)| *id).collect();
    let program = PROGRAMS.iter().find(|(id, _)| *id == options.workload);
    let (id, gentle) =
        program.ok_or_else(|| Mistake::unknown("workload", "CPython program", &options.workload, &known))?;
    let set = |name: &str| options.parameters.iter().any(|typed| typed.starts_with(&format!("{name}=")));
    let gentle = gentle.iter().filter(|typed| !typed.split_once('=').is_some_and(|(name, _)| set(name)));
    wish::plan(&RunOptions {
        workload: (*id).to_owned(),
        models: MODELS.map(str::to_owned).into(),
        file: None,
        parameters: options.parameters.iter().cloned().chain(gentle.map(|typed| (*typed).to_owned())).collect(),
        workers: options.workers.clone(),
        runs: options.runs.clone(),
        warmup: options.warmup.clone(),
        seed: options.seed.clone(),
        quantum_us: None,
        switch_interval_us: options.switch_interval_us.clone(),
        gil_profile: None,
        exports: ExportOptions::default(),
    })
}

fn measured(host: &dyn Host, plan: &CheckedPlan, pythons: Vec<Python>, cancel: &Cancel) -> Result<Report> {
    let (_folder, program) = written()?;
    let created = jiff::Timestamp::now().to_string();
    let mut environment = host.environment();
    environment.cores_measured = measure::cores(host, environment.cores_claimed, cancel);
    let mut sides = vec![Side::new(None)];
    sides.extend(pythons.into_iter().map(|python| {
        let unfit = python.unfit();
        let mut side = Side::new(Some(python));
        side.unavailable = unfit.iter().flat_map(|why| MODELS.map(|model| (model.to_owned(), why.clone()))).collect();
        side
    }));
    let complete = contest::hold(host, plan, &mut sides, &program, cancel);
    Ok(report::report(plan, &environment, &created, complete, sides))
}

/// What no time above contains: how long each interpreter takes to start.
fn starts(report: &Report) -> String {
    let mut told = Vec::new();
    for interpreter in report.results.iter().filter_map(|result| result.interpreter.as_ref()) {
        let Some(start_ms) = interpreter.start_ms else { continue };
        let line = format!("  CPython {:<8} {}\n", interpreter.version, text::milliseconds(start_ms));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    if told.is_empty() {
        String::new()
    } else {
        format!("Start of each interpreter, not part of any time above\n{}", told.concat())
    }
}

/// The programs as files: "spawn" reads the main one again in every process.
fn written() -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().context("the programs need a temporary folder")?;
    let files = [("harness.py", include_str!("harness.py")), ("programs.py", include_str!("programs.py"))];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).context("the programs could not be written")?;
    }
    let program = folder.path().join("harness.py");
    Ok((folder, program))
}

/// A Python that was found by itself may fail without any harm; one that was named may not.
fn end(report: &Report, named: bool) -> End {
    let expected = report.results.first().and_then(|result| result.checksum.as_ref());
    let failed = |result: &interleave_core::report::ModelResult| match &result.checksum {
        Some(checksum) => Some(checksum) != expected,
        None => named || result.interpreter.is_none(),
    };
    match () {
        () if !report.complete => End::Cancelled,
        () if report.results.iter().any(failed) => End::Failed,
        () => End::Well,
    }
}
