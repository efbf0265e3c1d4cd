//! `sweep`: worker counts and parameters, measured in turn, fitted, drawn and written.

use std::fs;

use interleave_core::sweep::{SCHEMA, Sweep};

use crate::program::{argument, interleave, scratch};

const SHORT: [&str; 6] = ["--param", "work_ms=1", "--runs", "3", "--warmup", "0"];

fn swept(arguments: &[&str]) -> (Sweep, String) {
    let output = interleave(&[&["sweep"], arguments, &["--json", "-"]].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    (serde_json::from_str(&output.stdout).expect("JSON alone on standard output"), output.stderr)
}

#[test]
fn worker_counts_are_measured_fitted_and_drawn() {
    let (sweep, shown) = swept(&[&["mixed", "--workers", "1..3", "--param", "waiting=100"], &SHORT[..]].concat());
    assert_eq!((sweep.schema.as_str(), sweep.axis.id.as_str(), sweep.reports.len()), (SCHEMA, "workers", 3));
    let models: Vec<&str> = sweep.curves.iter().map(|curve| curve.model.as_str()).collect();
    assert_eq!(models, ["threads", "gil", "processes"]);
    for curve in &sweep.curves {
        // Whether a law describes the points is the machine's affair; whether the report says so is ours.
        let law = sweep.amdahl.contains_key(&curve.model) || sweep.usl.contains_key(&curve.model);
        let said = sweep.insight.iter().any(|sentence| sentence.starts_with(&format!("{}: ", curve.title)));
        assert!(law || said, "{}: {:?}", curve.model, sweep.insight);
        assert!(curve.points.iter().all(|point| point.speedup.is_some()), "{curve:?}");
        assert!(law || curve.points.iter().all(|point| point.fitted.is_none()), "{curve:?}");
    }
    let workers: Vec<u64> = sweep.reports.iter().map(|report| report.plan.workers).collect();
    assert_eq!(workers, [1, 2, 3]);
    for word in ["Speed-up against one worker", "● Threads", "/ ideal", "Efficiency"] {
        assert!(shown.contains(word), "{word} is missing: {shown}");
    }
}

#[test]
fn without_counts_it_goes_beyond_the_cores() {
    let (sweep, _) = swept(&["count", "--param", "n=9", "--model", "threads", "--runs", "1", "--warmup", "0"]);
    let cores = sweep.reports[0].environment.cores_claimed;
    let most = sweep.reports.last().expect("a report").plan.workers;
    assert_eq!(most, (2 * cores).clamp(2, 64));
}

#[test]
fn a_list_of_values_sweeps_the_parameter_under_all_models() {
    let (sweep, shown) = swept(&[&["mixed", "--param", "waiting=0,100"], &SHORT[..]].concat());
    assert_eq!((sweep.axis.id.as_str(), sweep.curves.len()), ("waiting", 6));
    assert!(sweep.amdahl.is_empty() && sweep.usl.is_empty());
    let values: Vec<i64> = sweep.reports.iter().map(|report| report.plan.parameters.integer("waiting")).collect();
    assert_eq!(values, [0, 100]);
    assert!(shown.contains("Speed-up against one after another") && !shown.contains("Efficiency"), "{shown}");
}

#[test]
fn a_parameter_is_swept_in_steps_and_in_powers() {
    for (typed, expected) in [("n=1..1000x10", vec![1, 10, 100, 1_000]), ("n=5..9+2,20", vec![5, 7, 9, 20])] {
        let (sweep, _) = swept(&["count", "--param", typed, "--model", "async", "--runs", "1", "--warmup", "0"]);
        let values: Vec<i64> = sweep.reports.iter().map(|report| report.plan.parameters.integer("n")).collect();
        assert_eq!(values, expected, "{typed}");
    }
}

#[test]
fn a_report_of_a_sweep_can_be_viewed_and_the_sweep_itself_is_refused() {
    let path = scratch("sweep.json");
    let swept = interleave(&[
        "sweep",
        "count",
        "--param",
        "n=9",
        "--workers",
        "1,2",
        "--model",
        "threads",
        "--runs",
        "1",
        "--warmup",
        "0",
        "--json",
        argument(&path),
    ]);
    assert_eq!(swept.code, Some(0), "{}", swept.stderr);
    let refused = interleave(&["view", argument(&path)]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("interleave.sweep/1"), "{}", refused.stderr);
    let text = fs::read_to_string(&path).expect("a sweep");
    let sweep: Sweep = serde_json::from_str(&text).expect("JSON");
    fs::write(&path, serde_json::to_string(&sweep.reports[1]).expect("JSON")).expect("it can be written");
    assert_eq!(interleave(&["view", argument(&path)]).code, Some(0));
}

#[test]
fn what_cannot_be_swept_is_answered_with_a_sentence() {
    for (arguments, words) in [
        (&["count", "--workers", "2..4"][..], ["begin with 1", "1..8"]),
        (&["count", "--workers", "1"][..], ["at least two", "workers"]),
        (&["count", "--workers", "4..1"][..], ["goes up", "type 1..4"]),
        (&["count", "--workers", "0..4"][..], ["'0'", "from 1 to 64"]),
        (&["count", "--workers", "1..y"][..], ["'y'", "from 1 to 64"]),
        (&["count", "--workers", "1..4", "--param", "n=1,2"][..], ["sweep one", "n"]),
        (&["mixed", "--param", "waiting=1,2", "--param", "tasks=1,2"][..], ["waiting", "tasks"]),
        (&["count", "--param", "n=5,5"][..], ["5 is there twice", "“Iterations of each loop”"]),
        (&["count", "--param", "n=0,5"][..], ["'0'", "n"]),
        (&["count", "--param", "n=0..9x2"][..], ["'0'", "n"]),
        (&["count", "--param", "n=1..9x1"][..], ["no step", "1..1000x10"]),
        (&["count", "--param", "n=1..1000+1"][..], ["More than 64", "larger step"]),
        (&["count", "--param", "n=1,2", "--param", "n=3"][..], ["n is set more than once", "n=1,2"]),
        (&["count", "--param", "n=1,2", "--param", "n=3,4"][..], ["n is set more than once", "n=1,2"]),
        (&["cuont"][..], ["'cuont'", "Did you mean 'count'?"]),
    ] {
        let output = interleave(&[&["sweep"], arguments].concat());
        assert_eq!((output.code, output.stdout.as_str()), (Some(2), ""), "{arguments:?}: {}", output.stderr);
        assert!(words.iter().all(|word| output.stderr.contains(word)), "{arguments:?}: {}", output.stderr);
    }
}
