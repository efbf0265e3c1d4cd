//! `list` and `doctor`: what can be run, and what this machine can do.

use interleave_core::{model, workload};
use serde_json::Value;

use crate::program::interleave;

#[test]
fn list_shows_every_workload_with_its_parameters_and_every_model() {
    let output = interleave(&["list"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    for workload in workload::ALL {
        assert!(output.stdout.contains(workload.title), "{}", output.stdout);
        assert!(output.stdout.contains(workload.section.label()), "{}", output.stdout);
        assert!(
            workload.parameters().iter().all(|parameter| output.stdout.contains(parameter.id)),
            "{}",
            output.stdout
        );
    }
    assert!(model::ALL.iter().all(|model| output.stdout.contains(model.id)), "{}", output.stdout);
    // A number and its unit stay on one line.
    assert!(
        output
            .stdout
            .contains("1 to 10\u{202f}000\u{202f}000\u{202f}000\u{a0}iterations, default 100\u{202f}000\u{202f}000"),
        "{}",
        output.stdout
    );
}

#[test]
fn list_json_is_the_whole_catalogue() {
    let output = interleave(&["list", "--json"]);
    let catalog: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let mut workloads = catalog["workloads"].as_array().into_iter().flatten();
    let count = workloads.find(|workload| workload["id"] == "count").expect("a workload that everybody has");
    let n = &count["parameters"][0];
    assert_eq!((&n["id"], &n["type"], &n["min"]), (&"n".into(), &"integer".into(), &1.into()));
    assert_eq!((&n["max"], &n["default"]), (&10_000_000_000_u64.into(), &100_000_000.into()));
    assert_eq!(catalog["models"].as_array().map(Vec::len), Some(model::ALL.len()));
    assert_eq!(catalog["models"][4]["needs"], "processes");
    assert_eq!(catalog["settings"][0]["id"], "workers");
}

#[test]
fn doctor_measures_the_machine_and_starts_a_process() {
    let output = interleave(&["doctor"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    for finding in ["cores claimed", "cores measured", "clock step", "compiler", "+ child processes", "node"] {
        assert!(output.stdout.contains(finding), "{finding} is missing: {}", output.stdout);
    }
}

#[test]
fn the_sub_command_of_child_processes_is_not_offered_to_people() {
    let help = interleave(&["--help"]).stdout;
    let offered: Vec<&str> = help.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(offered.contains(&"doctor") && !offered.contains(&"process"), "{help}");
}
