//! `compare` and `view`: stored reports, valid and broken.

use std::fs;
use std::path::PathBuf;

use interleave_core::compare::{Comparison, SCHEMA};

use crate::program::{Output, argument, interleave, scratch};

/// A report of a short run, in a file of its own.
fn stored(name: &str, more: &[&str]) -> PathBuf {
    let path = scratch(name);
    let run = ["run", "count", "--model", "sequential,threads", "--param", "n=9", "--json", argument(&path)];
    let output = interleave(&[&run[..], more].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    path
}

fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = scratch(name);
    fs::write(&path, content).expect("the scratch file can be written");
    path
}

fn refused(arguments: &[&str], code: i32, words: &[&str]) {
    let Output { code: found, stdout, stderr } = interleave(arguments);
    assert_eq!((found, stdout.as_str()), (Some(code), ""), "{arguments:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{arguments:?}: {stderr}");
    assert!(
        words.iter().all(|word| stderr.contains(word)),
        "{arguments:?} should be answered with {words:?}: {stderr}"
    );
}

#[test]
fn two_reports_of_one_plan_are_put_side_by_side() {
    let (first, second) = (stored("first.json", &[]), stored("second.json", &["--runs", "6"]));
    let text = interleave(&["compare", argument(&first), argument(&second)]);
    assert_eq!((text.code, text.stderr.as_str()), (Some(0), ""));
    for word in ["Every sample", "times the first", "Threads: ", "first.json", "second.json"] {
        assert!(text.stdout.contains(word), "{word} is missing: {}", text.stdout);
    }
    let json = interleave(&["compare", argument(&first), argument(&second), "--json", "-"]);
    let comparison: Comparison = serde_json::from_str(&json.stdout).expect("JSON alone");
    assert_eq!((comparison.schema.as_str(), comparison.sources.len(), comparison.models.len()), (SCHEMA, 2, 2));
    assert!(json.stderr.contains("Every sample"));
}

#[test]
fn the_article_stands_beside_a_single_report_of_its_plan() {
    let own = stored("small.json", &[]);
    let text = fs::read_to_string(&own).expect("a report").replace("\"n\":9", "\"n\":100000000");
    let own = file("articles-plan.json", text);
    let output = interleave(&["compare", argument(&own)]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.contains("the article") && output.stdout.contains("25.9\u{a0}s"), "{}", output.stdout);
}

#[test]
fn reports_about_other_work_end_with_three_and_the_reason() {
    let first = stored("nine.json", &[]);
    let text = fs::read_to_string(&first).expect("a report");
    for (name, from, to, words) in [
        ("n.json", "\"n\":9", "\"n\":8", ["“Iterations of each loop” at 9", "“Iterations of each loop” at 8"]),
        ("workers.json", "\"workers\":2,\"runs\"", "\"workers\":3,\"runs\"", ["2 workers", "3 workers"]),
        ("workload.json", "\"workload\":\"count\"", "\"workload\":\"storm\"", ["count", "storm"]),
        ("checksum.json", "\"checksum\":\"", "\"checksum\":\"f", ["checksum", "f"]),
        ("schema.json", "interleave.report/1", "interleave.report/2", ["interleave.report/2", "interleave.report/1"]),
    ] {
        let other = file(name, text.replace(from, to));
        refused(&["compare", argument(&first), argument(&other)], 3, &words);
    }
    refused(&["compare", argument(&first)], 3, &["at least two"]);
    let json = scratch("never-written.json");
    refused(&["compare", argument(&first), "--json", argument(&json)], 3, &["at least two"]);
    assert!(!json.exists(), "nothing is written when there is nothing to write");
}

#[test]
fn files_that_are_no_reports_end_with_two_and_a_sentence() {
    let good = stored("good.json", &[]);
    let text = fs::read_to_string(&good).expect("a report");
    // Between two values: in the middle of a number, what is left could be another valid number.
    let place = text.find("\"results\":[").expect("a report has results") + "\"results\":[".len();
    let cut = file("cut.json", &text[..place]);
    let page = file("page.json", "<!doctype html>");
    let packed = file("packed.json", [0x1f, 0x8b, 8, 0, 0]);
    let other = file("other.json", "{\"schema\":\"interleave.catalog/1\"}");
    let negative = file("negative.json", text.replacen("\"samples_ms\":[", "\"samples_ms\":[-5,", 1));
    let missing = file("missing.json", text.replace("\"complete\":true,", ""));
    let nowhere = scratch("nowhere.json");
    for (path, words) in [
        (&cut, ["cut.json", "ends too early"]),
        (&page, ["not valid JSON", "line 1 column 1"]),
        (&packed, ["packed.json", "unpack"]),
        (&other, ["is no report", "interleave.catalog/1"]),
        (&negative, ["samples_ms of sequential", "-5"]),
        (&missing, ["missing field", "complete"]),
        (&nowhere, ["nowhere.json", "cannot be read"]),
    ] {
        refused(&["compare", argument(&good), argument(path)], 2, &words);
        refused(&["view", argument(path)], 2, &words);
    }
    refused(&["view", env!("CARGO_TARGET_TMPDIR")], 2, &["folder"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_an_end_is_refused_when_it_is_longer_than_any_report() {
    refused(&["view", "/dev/zero"], 2, &["/dev/zero", "MiB"]);
}

#[test]
fn a_stored_report_is_shown_as_the_run_showed_it() {
    let path = scratch("shown.json");
    let shown = interleave(&["run", "arithmetic", "--param", "time_scale=1", "--runs", "1", "--json", argument(&path)]);
    let viewed = interleave(&["view", argument(&path)]);
    assert_eq!((viewed.code, viewed.stderr.as_str()), (Some(0), ""));
    assert_eq!(viewed.stdout, shown.stdout);
}

#[test]
fn events_that_make_no_sense_are_counted_and_shown() {
    let path = stored("events.json", &[]);
    let text = fs::read_to_string(&path).expect("a report").replace("\"kind\":\"task-started\"", "\"kind\":\"XXX\"");
    let path = file("nonsense.json", text);
    let output = interleave(&["view", argument(&path)]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.contains("recorded events make no sense and are left out"), "{}", output.stdout);
}

#[test]
fn what_a_stored_report_prints_cannot_command_the_terminal() {
    let path = stored("hostile.json", &[]);
    let text = fs::read_to_string(&path).expect("a report");
    let text = text.replace("\"insight\":[", "\"insight\":[\"\\u001b]0;mine\\u0007\\u001b[2J<b>bold\\r\",");
    let path = file("commands.json", text);
    let output = interleave(&["view", argument(&path)]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(
        output.stdout.contains("<b>bold") && !output.stdout.contains(['\u{1b}', '\u{7}', '\r']),
        "{:?}",
        output.stdout
    );
}
