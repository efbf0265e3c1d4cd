//! `interleave python`: with the Pythons of this machine, without any, and with Pythons that misbehave.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use futures::executor::block_on;
use interleave_core::cancel::Cancel;
use interleave_core::host::Platform;
use interleave_core::model;
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::run;
use interleave_core::sim::SimulatedHost;
use interleave_core::trace;
use serde_json::{Value, json};

use crate::program::{interleave, output_of, program};

const SMALL: [&str; 8] = ["python", "count", "--param", "n=20000", "--runs=1", "--warmup=0", "--json", "-"];

fn report(command: &mut Command, code: i32) -> Report {
    let output = output_of(command);
    assert_eq!(output.code, Some(code), "{}", output.stderr);
    serde_json::from_str(&output.stdout).expect("standard output is a report and nothing else")
}

/// A shell script that answers the probe like a Python, and then does what `behaviour` says.
#[cfg(unix)]
pub fn fake_python(name: &str, behaviour: &str) -> PathBuf {
    stand_in(name, true, behaviour)
}

/// The same, with or without a global interpreter lock.
#[cfg(unix)]
fn stand_in(name: &str, gil: bool, behaviour: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = crate::program::scratch(name);
    let python = r#""executable": "'"$0"'", "version": [3, 9, 1], "implementation": "cpython""#;
    let probed = format!("{{{python}, \"gil\": {gil}}}");
    let script = format!("#!/bin/sh\nif [ \"$1\" = -c ]; then echo '{probed}'; exit; fi\n{behaviour}\n");
    std::fs::write(&path, script).expect("the folder for scratch files can be written to");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("its mode can be set");
    path
}

#[test]
fn a_misspelt_workload_or_python_is_answered_in_one_sentence() {
    for (arguments, word) in [(["python", "cuont"], "'count'"), (["python", "--python=no-such-python"], "--python")] {
        let output = interleave(&arguments);
        assert_eq!(output.code, Some(2));
        assert!(output.stderr.contains(word), "{}", output.stderr);
    }
}

#[test]
fn without_any_python_it_says_how_to_get_one_and_measures_the_native_models() {
    let mut command = program(&SMALL);
    command.env("PATH", "").env("PYENV_ROOT", "nowhere").env("HOME", "nowhere");
    let output = output_of(&mut command);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stderr.contains("No CPython was found: install"), "{}", output.stderr);
    let report: Report = serde_json::from_str(&output.stdout).expect("a report");
    assert!(report.results.iter().all(|result| result.platform == Platform::Native && result.checksum.is_some()));
}

#[cfg(unix)]
#[test]
fn a_python_that_crashes_has_a_row_that_says_why() {
    let python =
        fake_python("crash", "echo '{\"start_method\": \"fork\"}'; read request; echo 'Out of cheese' >&2; exit 3");
    let report = report(program(&SMALL).arg("--python").arg(&python), 1);
    let rows = || report.results.iter().filter(|result| result.platform == Platform::Cpython);
    assert_eq!(rows().count(), 4);
    for row in rows() {
        assert!(row.checksum.is_none());
        assert!(row.warnings.iter().any(|warning| warning.text.contains("Out of cheese")), "{:?}", row.warnings);
    }
}

#[cfg(unix)]
#[cfg(unix)]
#[test]
fn a_python_that_loses_updates_is_named_with_how_many() {
    let task = |task: u64| json!({ "lane": 0, "task": task, "value": "300", "failure": null, "lines": [] });
    let answer = json!({ "wall_ns": 1_000_000, "tasks": [task(0), task(1)], "cells": [590] });
    let behaviour = format!("echo '{{\"start_method\": \"fork\"}}'; while read request; do echo '{answer}'; done");
    let mut command = program(&["python", "counter", "--param=increments=300", "--param=fix=mutex", "--runs=1"]);
    command.args(["--warmup=0", "--json", "-", "--python"]).arg(fake_python("loses", &behaviour));
    let insight = report(&mut command, 0).insight.join(" ");
    assert!(insight.contains("CPython 3.9.1 lost up to 10 updates."), "{insight}");
}

#[test]
fn a_python_with_another_answer_is_warned_about() {
    let wrong = r#"{"wall_ns": 1000000, "tasks": [{"lane": 0, "task": 0, "value": "1", "failure": null, "lines": []}, {"lane": 0, "task": 1, "value": "2", "failure": null, "lines": []}]}"#;
    let python = fake_python(
        "wrong",
        &format!("echo '{{\"start_method\": \"fork\"}}'; while read request; do echo '{wrong}'; done"),
    );
    let report = report(program(&SMALL).arg("--python").arg(&python), 1);
    let row = report.results.iter().find(|result| result.platform == Platform::Cpython).expect("it has a row");
    assert!(row.warnings.iter().any(|warning| warning.code == "checksum"), "{:?}", row.warnings);
}

/// Needs no CPython: what a right one would answer is what the simulated host comes to.
#[cfg(unix)]
#[test]
fn a_python_with_the_same_answers_stands_beside_the_native_models_without_a_warning() {
    let plan: Plan = serde_json::from_str(r#"{"workload": "count", "parameters": {"n": 20000}}"#).expect("JSON");
    let plan = plan.check().expect("it can be run");
    let model = model::find("sequential").expect("there is this model");
    let ran = block_on(run::execute(&SimulatedHost::new(1), &plan, model, &Cancel::new())).expect("it ends");
    let printed = trace::output(&ran.trace);
    let tasks: Vec<Value> = (0..)
        .zip(&ran.tasks)
        .map(|(task, value)| {
            let value = value.as_ref().expect("every task comes to a result").to_string();
            let own = printed.iter().filter(|line| line.task == Some(task));
            let lines: Vec<Value> = own.map(|line| json!([line.at_ns, line.text])).collect();
            json!({ "lane": 0, "task": task, "value": value, "failure": null, "lines": lines })
        })
        .collect();
    let right = json!({ "wall_ns": 1_000_000, "tasks": tasks });
    let behaviour = format!("echo '{{\"start_method\": \"fork\"}}'; while read request; do echo '{right}'; done");
    let report = report(program(&SMALL).arg("--python").arg(fake_python("right", &behaviour)), 0);
    let rows = || report.results.iter().filter(|result| result.platform == Platform::Cpython);
    assert_eq!(rows().count(), 4);
    for row in rows() {
        assert_eq!((row.samples_ms.len(), &row.checksum), (1, &report.results[0].checksum), "{:?}", row.model);
        assert!(!row.warnings.iter().any(|warning| ["checksum", "lines"].contains(&warning.code.as_str())));
    }
}

/// The programs that there are, from the sentence that refuses one that there is not.
fn programs() -> Vec<String> {
    let output = interleave(&["python", "compile"]);
    assert_eq!(output.code, Some(2), "{}", output.stderr);
    let (_, named) = output.stderr.trim_end().rsplit_once("each of: ").expect("it names those that there are");
    named.trim_end_matches('.').split(", ").map(str::to_owned).collect()
}

/// Values for a run of some milliseconds in CPython.
fn sizes(workload: &str) -> &'static [&'static [&'static str]] {
    match workload {
        "arithmetic" => &[&["time_scale=1"]],
        "count" => &[&["n=20000"]],
        "mandelbrot" => &[&["width=48", "height=12", "limit=100"]],
        "sort" => &[&["n=2000", "parts=5", "data_seed=7"]],
        "compress" => &[&["blocks=3", "block_kib=3"], &["blocks=3", "text=Cut where a letter may be: é."]],
        "mixed" => &[&["tasks=2", "work_ms=1", "waiting=80", "hog=yes"]],
        "storm" => &[&["waits=20"]],
        "company" => &[&["time_scale=1", "sql=SELECT id, 0.5, NULL, x'00ff', city || char(10) FROM department"]],
        "download" => &[
            &["files=4", "kib=2", "delay_ms=2", "failures=404"],
            &["files=4", "kib=2", "delay_ms=2", "failures=reset"],
            &["files=4", "kib=2", "delay_ms=2", "failures=timeout", "timeout_ms=60"],
        ],
        "pipeline" => &[&["items=3", "producers=2", "consumers=3", "capacity=1", "make_ms=1", "use_ms=1"]],
        "transfer" => &[&["kib=5", "trips=2", "how=copy"]],
        "counter" => &[&["increments=300", "fix=mutex"], &["increments=300", "fix=messages", "tasks=3"]],
        _ => panic!("{workload} needs values for a short run"),
    }
}

/// The reports of short runs of this program in these Pythons, each with what was run.
fn reports(workload: &str, pythons: &[PathBuf]) -> Vec<(String, Report)> {
    let report_of = |size: &&[&str]| {
        let mut command = program(&["python", workload, "--runs=1", "--warmup=0", "--json", "-"]);
        command.args(size.iter().flat_map(|value| ["--param", value]));
        command.args(pythons.iter().flat_map(|python| [OsStr::new("--python"), python.as_os_str()]));
        (format!("{workload} {size:?}"), report(&mut command, 0))
    };
    sizes(workload).iter().map(report_of).collect()
}

/// Every result of every Python, and whether it is like the native ones.
fn all_as_native(told: &str, report: &Report, ways: usize) {
    let checksum = &report.results[0].checksum;
    let pythons = || report.results.iter().filter(|result| result.platform == Platform::Cpython);
    assert!(pythons().count() >= ways.max(1), "{NEEDS_A_PYTHON}");
    for result in report.results.iter().filter(|result| !result.samples_ms.is_empty()) {
        assert_eq!(&result.checksum, checksum, "{told}: {} {:?}", result.model, result.interpreter);
    }
    for result in pythons() {
        assert_eq!(result.samples_ms.len(), 1, "{told}: {:?}", result.warnings);
        assert!(!result.warnings.iter().any(|warning| warning.code == "lines"), "{told}: {:?}", result.warnings);
    }
}

/// Runs the harness in a Python whose `multiprocessing` starts processes by "spawn", as on systems without `fork`.
#[cfg(unix)]
const WITHOUT_FORK: &str = r#"exec python3 -c '
import multiprocessing, os, runpy, sys
multiprocessing.set_start_method("spawn")
sys.path[0] = os.path.dirname(sys.argv[1])
runpy.run_path(sys.argv[1], run_name="__main__")
' "$2""#;

#[cfg(unix)]
#[test]
fn a_free_threaded_python_without_fork_runs_threads_and_its_spawned_processes_have_the_same_answers() {
    let python = stand_in("free-threaded", false, WITHOUT_FORK);
    for workload in ["company", "pipeline"] {
        for (told, report) in reports(workload, std::slice::from_ref(&python)) {
            all_as_native(&told, &report, 4);
            let pythons = report.results.iter().filter(|result| result.platform == Platform::Cpython);
            let ways: Vec<(&str, Option<&str>)> = pythons
                .map(|result| {
                    let method = result.interpreter.as_ref().and_then(|python| python.start_method.as_deref());
                    (result.model.as_str(), method)
                })
                .collect();
            let expected = [("sequential", None), ("threads", None), ("processes", Some("spawn")), ("async", None)];
            assert_eq!(ways, expected, "{told}");
        }
    }
}

/// What CPython loses differs from run to run; what is told of it does not.
#[test]
fn what_python_has_made_of_a_shared_number_is_told_in_the_words_of_the_workload() {
    let mut command =
        program(&["python", "counter", "--param=increments=300", "--runs=1", "--warmup=0", "--json", "-"]);
    let report = report(command.args(["--param=fix=mutex", "--python"]).arg(&pythons()[0]), 0);
    let mut told = Vec::new();
    for result in report.results.iter().filter(|result| result.platform == Platform::Cpython) {
        let words: Vec<String> =
            result.observations.iter().map(|(name, numbers)| format!("{name} {}", numbers[0])).collect();
        told.push((result.model.clone(), words.join(", ")));
    }
    let shared = "counted 600, expected 600, lost updates 0";
    let of = |model: &str| told.iter().find(|(known, _)| known == model).map(|(_, words)| words.as_str());
    assert_eq!([of("sequential"), of("gil"), of("async")], [Some(shared); 3], "{NEEDS_A_PYTHON}");
    assert_eq!(of("processes"), Some("expected 600, the parent's copy of number 0"));
}

#[test]
fn every_python_has_the_answers_and_lines_of_the_native_models() {
    for (told, report) in reports("pipeline", &[]) {
        all_as_native(&told, &report, 4);
    }
}

#[test]
fn every_program_has_the_answers_and_lines_of_the_native_models_in_the_oldest_and_the_newest_python() {
    let mut pythons = pythons();
    pythons.sort_by_cached_key(|python| version(python));
    pythons.drain(1..pythons.len().saturating_sub(1).max(1));
    for workload in programs() {
        for (told, report) in reports(&workload, &pythons) {
            all_as_native(&told, &report, 4 * pythons.len());
        }
    }
}

/// A test that compares with nothing has tested nothing.
const NEEDS_A_PYTHON: &str = "this test compares with a real CPython: install one, such as the package python3";

/// `python3` of the PATH, and those of pyenv.
fn pythons() -> Vec<PathBuf> {
    let home = std::env::home_dir().map(|home| home.join(".pyenv"));
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from).or(home);
    let versions = root.and_then(|root| root.join("versions").read_dir().ok()).into_iter().flatten().flatten();
    let own = versions.map(|version| version.path().join("bin/python3")).filter(|path| path.is_file());
    let on_path = Command::new("python3").arg("--version").output().is_ok().then(|| PathBuf::from("python3"));
    on_path.into_iter().chain(own).collect()
}

/// `Python 3.12.1` as numbers.
fn version(python: &Path) -> Vec<u32> {
    let output = output_of(Command::new(python).arg("--version"));
    output.stdout.split(|other: char| !other.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

/// What `multiprocessing.Pool` did before 3.8, so that two processes were no faster than one after the other.
#[test]
fn no_way_of_any_python_waits_by_looking_around_and_all_agree_with_plain_scripts() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/cli/python");
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/independent.py");
    let pythons = pythons();
    assert!(!pythons.is_empty(), "{NEEDS_A_PYTHON}");
    for python in pythons {
        let mut command = Command::new(&python);
        command.args([program, folder, "20000", "1"]).env("PYTHONDONTWRITEBYTECODE", "1");
        let output = output_of(&mut command);
        assert_eq!(output.code, Some(0), "{}: {}", python.display(), output.stderr);
        let ways: Vec<Value> = output
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON for each way"))
            .collect();
        assert_eq!(ways.len(), 4);
        for way in ways {
            assert_eq!(way["sleeps"], 0, "{}: {way}", python.display());
            assert_eq!(way["harness"], way["plain"], "{}: {way}", python.display());
        }
    }
}
