//! `--csv`, `--markdown`, `--html`: files for other programs, from a run or from a stored report.

use std::fs;

use crate::program::{argument, interleave, scratch};

#[test]
fn a_run_writes_all_formats_at_once_and_a_stored_report_gives_the_same() {
    let paths = ["all.json", "all.trace.json", "all.csv", "all.md", "all.html"].map(scratch);
    let flags = ["--json", "--trace", "--csv", "--markdown", "--html"];
    let files: Vec<&str> = flags.iter().zip(&paths).flat_map(|(flag, path)| [*flag, argument(path)]).collect();
    let run = interleave(&[&["run", "count", "--param", "n=9", "--runs", "3"], &files[..]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let read = |path| fs::read_to_string(path).expect("a file");
    let [json, _, csv, markdown, html] = paths.each_ref().map(read);
    assert_eq!(csv.lines().count(), 1 + 6 * 3, "{csv}");
    assert!(csv.starts_with("created,workload,") && csv.contains(",sequential,native,"), "{csv}");
    assert!(
        markdown.contains("| Threads + GIL |") && markdown.contains("interleave run count --param n=9"),
        "{markdown}"
    );
    assert_eq!(html.matches("<circle").count(), 18);
    assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"));
    let again = ["again.json", "again.trace.json", "again.csv", "again.md", "again.html"].map(scratch);
    let files: Vec<&str> = flags.iter().zip(&again).flat_map(|(flag, path)| [*flag, argument(path)]).collect();
    let view = interleave(&[&["view", argument(&paths[0])], &files[..]].concat());
    assert_eq!((view.code, view.stdout), (Some(0), run.stdout));
    assert_eq!(again.each_ref().map(read), paths.each_ref().map(read));
    assert!(json.starts_with("{\"schema\":\"interleave.report/1\""));
}

#[test]
fn an_export_to_standard_output_stands_alone_there() {
    let output = interleave(&["run", "count", "--param", "n=9", "--runs", "1", "--model", "async", "--csv", "-"]);
    assert_eq!(output.code, Some(0));
    assert_eq!(output.stdout.lines().count(), 2, "{}", output.stdout);
    assert!(output.stderr.contains("What happened"));
}
