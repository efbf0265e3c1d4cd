//! A mistake in the arguments is answered with exit code 2 and one sentence, before anything runs.

use std::fs;

use crate::program::{argument, interleave, scratch};

/// More work than any test has time for: a mistake must be noticed before it.
const ENDLESS: [&str; 4] = ["run", "count", "--param", "n=10_000_000_000"];

fn sentence(arguments: &[&str]) -> String {
    let output = interleave(arguments);
    assert_eq!(output.code, Some(2), "{arguments:?}: {output:?}");
    assert_eq!(output.stdout, "", "{arguments:?}: nothing runs");
    output.stderr
}

fn one_sentence_with(arguments: &[&str], words: &[&str]) {
    let sentence = sentence(arguments);
    assert_eq!(sentence.lines().count(), 1, "{arguments:?}: {sentence}");
    for word in words {
        assert!(sentence.contains(word), "{arguments:?} should be answered with {word}: {sentence}");
    }
}

fn endless_with(more: &[&'static str]) -> Vec<&'static str> {
    [&ENDLESS[..2], more].concat()
}

#[test]
fn unknown_names_are_answered_with_all_names_and_the_nearest_one() {
    one_sentence_with(&["run", "cuont"], &["'cuont'", "Did you mean 'count'?", "arithmetic, pipeline, company, count"]);
    one_sentence_with(&["run", "count", "--model", "thread"], &["Did you mean 'threads'?", "sequential", "async"]);
    one_sentence_with(&["run", "count", "--model", "gil,asink"], &["'asink'", "'async'"]);
    one_sentence_with(&["run", "arithmetic", "--param", "time_scael=3"], &["'time_scael'", "'time_scale'"]);
}

#[test]
fn a_folder_that_cannot_be_read_and_files_that_are_elsewhere_are_answered_in_a_sentence() {
    one_sentence_with(&["run", "files", "--folder", "no-such-folder"], &["'no-such-folder' cannot be read"]);
    one_sentence_with(&["run", "files", "--folder", "core/tests"], &["'core/tests' has no files"]);
    one_sentence_with(&["run", "count", "--folder", "tests/cli"], &["count reads no folder; files does"]);
    one_sentence_with(&["run", "files", "--param", "own=3 ../secret"], &["'3 ../secret' is not the length"]);
    one_sentence_with(&["run", "files", "--param", "own=300000000 a"], &["at most 256 MiB"]);
    one_sentence_with(
        &["run", "download", "--param", "timeout_ms=50", "--param", "delay_ms=60"],
        &["would come too late"],
    );
}

#[test]
fn impossible_values_of_parameters_are_answered_with_the_range() {
    let range = "“Iterations of each loop”: it must be a whole number from 1 to 10\u{202f}000\u{202f}000\u{202f}000 (iterations)";
    for value in ["0", "-3", "2.5", "1e-3", "1,5", "1.000", "1e400", "ten", "", "1000000000000000000000000000000"] {
        let parameter = format!("n={value}");
        let words = ["error: --param n: ", &format!("'{value}'"), range];
        one_sentence_with(&["run", "count", "--param", &parameter], &words);
    }
}

#[test]
fn impossible_numbers_are_answered_with_the_range() {
    for value in ["0", "65", "10,000", "-3", "2.5", "1e3", "two", "", "1000000000000000000000000000000"] {
        one_sentence_with(
            &["run", "count", "--workers", value],
            &["--workers: ", &format!("'{value}'"), "“Workers”", "from 1 to 64"],
        );
    }
    one_sentence_with(&endless_with(&["--runs", "1001"]), &["--runs: ", "“Runs”", "from 0 to 1\u{202f}000"]);
    one_sentence_with(&endless_with(&["--time", "0"]), &["--time: ", "“Time”", "from 1 to 3\u{202f}600"]);
    one_sentence_with(&endless_with(&["--warmup", "101"]), &["--warmup: ", "“Warm-up”", "from 0 to 100"]);
    one_sentence_with(
        &endless_with(&["--seed", "9007199254740992"]),
        &["--seed: ", "“Seed”", "from 0 to 9\u{202f}007\u{202f}199\u{202f}254\u{202f}740\u{202f}991"],
    );
    one_sentence_with(
        &endless_with(&["--quantum-us", "49"]),
        &["--quantum-us: ", "“Quantum”", "from 50 to 1\u{202f}000\u{202f}000"],
    );
    one_sentence_with(
        &endless_with(&["--switch-interval-us", "0"]),
        &["--switch-interval-us: ", "“Switch interval”", "from 1 to 1\u{202f}000\u{202f}000"],
    );
}

#[test]
fn a_parameter_needs_a_value_and_only_one() {
    one_sentence_with(&["run", "count", "--param", "n"], &["'--param n'", "equals sign", "n=1000"]);
    one_sentence_with(&["run", "count", "--param", "n=5", "--param", "n=6"], &["n is set more than once"]);
}

#[test]
fn unknown_commands_and_flags_are_answered_with_the_nearest_one() {
    assert!(sentence(&["run", "count", "--worker", "2"]).contains("--workers"));
    assert!(sentence(&["lits"]).contains("list"));
    assert!(sentence(&["run"]).contains("<WORKLOAD>"));
    assert!(sentence(&[]).contains("Usage"));
}

#[test]
fn files_that_cannot_be_written_are_noticed_before_the_run() {
    let nowhere = scratch("no-such-folder").join("report.json");
    let folder = env!("CARGO_TARGET_TMPDIR");
    for flag in ["--json", "--trace", "--csv", "--markdown", "--html"] {
        for path in [argument(&nowhere), folder] {
            one_sentence_with(&[&ENDLESS[..], &[flag, path]].concat(), &[flag, path, "may be written to"]);
        }
    }
    one_sentence_with(&[&ENDLESS[..], &["--json", "-", "--trace", "-"]].concat(), &["the same file"]);
}

#[test]
fn a_picture_is_refused_before_the_run_where_there_is_none_or_it_cannot_be_written() {
    one_sentence_with(&[&ENDLESS[..], &["--picture", "none.png"]].concat(), &["computes no picture", "mandelbrot"]);
    let nowhere = scratch("no-such-folder").join("picture.png");
    one_sentence_with(&["run", "mandelbrot", "--picture", argument(&nowhere)], &["--picture", "may be written to"]);
    let same = scratch("same.png");
    one_sentence_with(
        &["run", "mandelbrot", "--picture", argument(&same), "--json", argument(&same)],
        &["--json and --picture name the same file"],
    );
}

#[test]
fn a_mistake_leaves_an_older_report_as_it_was() {
    let path = scratch("older.json");
    fs::write(&path, "older").expect("the scratch file can be written");
    one_sentence_with(&["run", "count", "--json", argument(&path), "--workers", "0"], &["workers"]);
    one_sentence_with(
        &["run", "count", "--json", argument(&path), "--trace", env!("CARGO_TARGET_TMPDIR")],
        &["--trace"],
    );
    assert_eq!(fs::read_to_string(&path).expect("it is still there"), "older");
}

#[test]
fn a_scenario_with_a_mistake_is_answered_with_line_column_and_advice() {
    let file = scratch("mistake.toml");
    fs::write(&file, "[[task]]\nname = \"a\"\nsteps = [{ cpu = 5 },\n  { prnit = \"x\" }]\n").expect("a file");
    let words = ["Line 4, column 3", "'prnit' is no step", "Did you mean 'print'?"];
    one_sentence_with(&["run", "scenario", "--file", argument(&file)], &words);
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_the_reason() {
    let long = scratch("long.toml");
    fs::write(&long, "#".repeat(40_000)).expect("a file");
    one_sentence_with(&["run", "scenario", "--file", argument(&long)], &["is longer than 32\u{202f}768 bytes"]);
    let binary = scratch("binary.toml");
    fs::write(&binary, [0xff, 0xfe, 0x00]).expect("a file");
    one_sentence_with(&["run", "scenario", "--file", argument(&binary)], &["is not UTF-8 text"]);
    let empty = scratch("empty.toml");
    fs::write(&empty, "\n").expect("a file");
    one_sentence_with(&["run", "scenario", "--file", argument(&empty)], &["is empty"]);
    fs::write(&empty, "").expect("a file");
    one_sentence_with(&["run", "scenario", "--file", argument(&empty)], &["is empty"]);
    let missing = scratch("missing.toml");
    one_sentence_with(&["run", "scenario", "--file", argument(&missing)], &["cannot be read"]);
    one_sentence_with(
        &["run", "count", "--file", argument(&binary)],
        &["count reads no file", "scenario", "compress", "compile"],
    );
    let folder = missing.parent().expect("it is in a folder");
    one_sentence_with(&["run", "compress", "--file", argument(folder)], &["cannot be read"]);
    one_sentence_with(&["run", "compress", "--file", argument(&binary)], &["is not UTF-8 text: byte 1"]);
    fs::write(&long, "#".repeat(1024 * 1024 + 1)).expect("a file");
    one_sentence_with(
        &["run", "compress", "--file", argument(&long)],
        &["is longer than 1\u{202f}048\u{202f}576 bytes"],
    );
    fs::write(&long, "(module\n  (fnuc))").expect("a file");
    one_sentence_with(&["run", "compile", "--file", argument(&long)], &["Line 2, column 4", "not WebAssembly text"]);
}

#[test]
fn watching_needs_a_terminal() {
    one_sentence_with(&endless_with(&["--watch"]), &["--watch draws on a terminal"]);
}

#[test]
fn a_whole_screen_needs_a_terminal_and_a_stored_run() {
    one_sentence_with(&["view", "nowhere.json", "--full-screen"], &["needs a terminal"]);
    let nothing = interleave(&["view", "--full-screen"]);
    assert!(nothing.code == Some(2) && nothing.stderr.contains("<FILE>"), "{}", nothing.stderr);
    one_sentence_with(&["view", "nowhere.json"], &["cannot be read"]);
}

#[cfg(not(feature = "distributed"))]
#[test]
fn a_program_without_its_network_says_how_to_build_it_with() {
    for arguments in [&["run", "count", "--model", "distributed"][..], &["worker"], &["cluster"]] {
        one_sentence_with(arguments, &["--features distributed"]);
    }
}
