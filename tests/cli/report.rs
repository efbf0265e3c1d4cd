//! The report as JSON: complete, alone on its stream, and the same for every model.

use std::collections::BTreeSet;
use std::fs;

use interleave_core::host::Platform;
use interleave_core::model;
use interleave_core::report::{Report, SCHEMA};
use interleave_core::trace::EventKind;

use crate::program::{argument, interleave, scratch};

fn report(json: &str) -> Report {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

#[test]
fn counting_under_all_models_gives_six_results_of_one_checksum() {
    let output = interleave(&["run", "count", "--param", "n=2000000", "--runs", "3", "--json", "-"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let report = report(&output.stdout);
    assert_eq!((report.schema.as_str(), report.complete), (SCHEMA, true));
    assert_eq!(report.results.len(), model::usual().count());
    let checksums: BTreeSet<_> = report.results.iter().map(|result| result.checksum.clone()).collect();
    assert_eq!(checksums.len(), 1, "{checksums:?}");
    for result in &report.results {
        assert_eq!((result.samples_ms.len(), result.platform), (3, Platform::Native), "{}", result.model);
        assert!(result.trace.is_some() && result.speedup.is_some() && result.ci95_ms.is_some(), "{}", result.model);
        let values: Vec<_> = result.tasks.iter().map(|task| task.value.as_deref()).collect();
        assert_eq!(values, [Some("1999999000000"); 2], "{}", result.model);
    }
    assert!(output.stderr.contains("Starting the pool of "), "what starting costs is said: {}", output.stderr);
    assert!(output.stderr.contains("Checksum"), "everything for people goes to standard error: {}", output.stderr);
}

#[test]
fn a_report_says_where_and_when_it_was_made() {
    let output =
        interleave(&["run", "arithmetic", "--param", "time_scale=1", "--model", "async", "--runs", "1", "--json", "-"]);
    let report = report(&output.stdout);
    let (date, time) = report.created.split_once('T').expect("RFC 3339");
    assert!(date.len() == 10 && time.ends_with('Z'), "{}", report.created);
    let environment = report.environment;
    assert!(environment.cores_claimed >= 1 && environment.clock_step_ns >= 1);
    assert!(environment.cores_measured.is_some_and(|cores| cores > 0.0));
    let start = environment.thread_start.expect("threads can be had here");
    assert!(start.threads >= 1 && start.time_us > 0.0, "{start:?}");
    assert!(environment.compiler.contains("rustc"), "{}", environment.compiler);
}

#[test]
fn what_was_asked_for_is_what_is_run() {
    let output = interleave(&[
        "run",
        "count",
        "--model",
        "gil",
        "--model=threads,gil",
        "--param",
        "n=30_000",
        "--workers",
        "3",
        "--runs",
        "2",
        "--warmup",
        "0",
        "--seed",
        "9",
        "--quantum-us",
        "70",
        "--switch-interval-us",
        "80",
        "--json",
        "-",
    ]);
    let report = report(&output.stdout);
    let plan = &report.plan;
    assert_eq!(plan.models, ["threads", "gil"]);
    assert_eq!(plan.parameters.integer("n"), 30_000);
    assert_eq!((plan.workers, plan.runs, plan.warmup, plan.seed), (3, 2, 0, 9));
    assert_eq!((plan.quantum_us, plan.switch_interval_us), (70, 80));
    assert!(report.results.iter().all(|result| result.samples_ms.len() == 2));
}

#[test]
fn the_command_in_the_heading_runs_the_same_plan_again() {
    let first =
        interleave(&["run", "count", "--model", "gil", "--param", "n=7", "--runs", "1", "--seed", "5", "--json", "-"]);
    let heading = first.stderr.lines().next().expect("a heading");
    let (_, command) = heading.split_once("interleave ").expect("a command");
    let words: Vec<&str> = command.split(' ').chain(["--json", "-"]).collect();
    assert_eq!(report(&interleave(&words).stdout).plan, report(&first.stdout).plan);
}

#[test]
fn a_report_written_to_a_file_replaces_a_longer_one() {
    let path = scratch("report.json");
    fs::write(&path, "x".repeat(1_000_000)).expect("the scratch file can be written");
    let output =
        interleave(&["run", "count", "--model", "async", "--param", "n=9", "--runs", "1", "--json", argument(&path)]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    assert!(output.stdout.contains("Checksum"));
    assert_eq!(report(&fs::read_to_string(&path).expect("a report")).results.len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_the_figures_are_still_shown() {
    let output =
        interleave(&["run", "count", "--model", "async", "--param", "n=9", "--runs", "1", "--json", "/dev/full"]);
    assert_eq!(output.code, Some(1));
    assert!(output.stderr.contains("/dev/full") && output.stderr.contains("No space left"), "{}", output.stderr);
    assert!(output.stdout.contains("Checksum"), "{}", output.stdout);
}

#[test]
fn what_may_not_be_recorded_is_said_before_the_run_and_nothing_is_said_where_all_is() {
    let count = |increments: &str, model: &str| {
        let increments = format!("increments={increments}");
        interleave(&[
            "run",
            "counter",
            "--param",
            "fix=mutex",
            "--param",
            &increments,
            "--model",
            model,
            "--runs",
            "1",
            "--json",
            "-",
        ])
    };
    let much = count("200000", "threads");
    let note = much.stderr.lines().next().unwrap_or_default();
    assert!(note.starts_with("note: The timeline may end before the run does"), "{}", much.stderr);
    assert!(
        note.contains("2\u{202f}400\u{202f}") && note.contains("under threads"),
        "three events for each of 800 000 operations: {note}"
    );
    let all = count("10000", "processes");
    assert!(!all.stderr.contains("may end before"), "{}", all.stderr);
    let trace = report(&all.stdout).results.remove(0).trace.expect("it finished");
    let messages = trace.events.iter().filter(|event| matches!(event.kind, EventKind::Sent { .. })).count();
    assert!(messages > 40_000, "{messages} messages for twice ten thousand times two operations");
    assert!(trace.lanes.iter().all(|lane| lane.dropped == 0), "{:?}", trace.lanes);
}

#[test]
fn what_a_model_changes_about_the_meaning_is_always_said_and_what_to_expect_when_asked_for() {
    let small = ["run", "counter", "--param", "increments=1000", "--runs", "1", "--warmup", "0"];
    let with = |more: &[&str]| interleave(&[&small, more].concat()).stdout;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    const CHANGED: &str = "Under Processes, the program no longer means the same. Each process increments a copy";
    let all = words(&with(&[]));
    assert!(all.contains(CHANGED) && !all.contains("What to expect"), "{all}");
    let threads = words(&with(&["--model", "threads"]));
    assert!(!threads.contains("no longer means the same"), "{threads}");
    let explained = words(&with(&["--model", "threads", "--explain"]));
    assert!(explained.starts_with("What to expect"), "{explained}");
    assert!(explained.contains("Without a fix both threads read the same number"), "{explained}");
    assert!(!explained.contains("Nothing is shared, so nothing can be lost"), "of the models that run: {explained}");
}

#[test]
fn what_sort_is_set_beside_comes_to_the_same_list_in_each_round_of_the_model_it_belongs_to() {
    let sort = ["run", "sort", "--param", "n=20000", "--runs", "3", "--json", "-"];
    let output = interleave(&[&sort[..], &["--model", "sequential,threads"]].concat());
    let beside = report(&output.stdout);
    let [reference] = beside.references.as_slice() else { panic!("{:?}", beside.references) };
    assert_eq!((reference.beside.as_str(), reference.threads, reference.samples_ms.len()), ("threads", 4, 3));
    assert!(reference.same_answer && reference.speedup.is_some() && reference.ci95_ms.is_some(), "{reference:?}");
    assert_eq!(beside.results.len(), 2, "it is no model");
    assert!(output.stderr.contains("For reference, rayon's own parallel sort on 4 threads"), "{}", output.stderr);
    let alone = report(&interleave(&[&sort[..], &["--model", "sequential"]].concat()).stdout);
    assert_eq!(alone.references, []);
}
