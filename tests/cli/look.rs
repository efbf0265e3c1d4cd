//! The text for people: a table, sentences, lanes and printed lines; colours only where they can be shown.

use std::io::Read as _;
use std::process::Stdio;

use interleave_core::{import, model};

use crate::program::{interleave, output_of, program};

const RUN: [&str; 8] = ["run", "arithmetic", "--param", "time_scale=2", "--runs", "1", "--warmup=0", "--timeline"];

#[test]
fn every_model_has_a_row_a_timeline_and_its_printed_lines() {
    let output = interleave(&RUN);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    for model in model::usual() {
        let lines_with_title =
            output.stdout.lines().filter(|line| line.trim_start_matches("│ ").starts_with(model.title));
        assert!(lines_with_title.count() >= 3, "{}: {}", model.id, output.stdout);
    }
    assert_eq!(output.stdout.matches("Addition value: 55").count(), model::usual().count(), "{}", output.stdout);
    assert!(output.stdout.contains("Checksum of the answers: "), "{}", output.stdout);
    assert!(
        output.stdout.contains("All models: Fewer than three runs"),
        "what is true of all models is printed once: {}",
        output.stdout
    );
}

#[test]
fn lanes_are_drawn_by_signs_that_need_no_colour() {
    let out = interleave(&RUN).stdout;
    let lane = |name: &str| {
        // The process tree, which comes first, has the same names.
        let mut lines = out.lines().skip_while(|line| !line.starts_with("What happened"));
        let line = lines.find(|line| line.starts_with(&format!("  {name} ")));
        line.unwrap_or_else(|| panic!("no lane {name} in {out}")).to_owned()
    };
    for name in ["main", "one core", "thread 1", "process 1", "event loop"] {
        assert!(lane(name).contains("····"), "{name} waits most of the time: {}", lane(name));
    }
    let widest = out.lines().map(|line| line.chars().count()).max();
    assert!(out.contains("· waiting") && out.contains("█ running"), "the legend explains the signs: {out}");
    assert!(widest.is_some_and(|columns| columns >= 90), "without a terminal it is 100 columns wide: {widest:?}");
}

#[test]
fn there_are_no_escape_codes_where_colours_cannot_be_shown() {
    for output in [interleave(&RUN), interleave(&["list"]), interleave(&["doctor"]), interleave(&["run", "nothing"])] {
        assert!(!output.stdout.contains('\u{1b}') && !output.stderr.contains('\u{1b}'), "{output:?}");
    }
}

#[test]
fn colours_can_be_forced_and_no_color_forbids_them() {
    let forced = output_of(program(&RUN).env("CLICOLOR_FORCE", "1")).stdout;
    assert!(forced.contains("\u{1b}[32m█") || forced.contains("\u{1b}[34m·"), "{forced}");
    let forbidden = output_of(program(&RUN).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    assert!(!forbidden.stdout.contains('\u{1b}'), "{}", forbidden.stdout);
    let empty = output_of(program(&["list"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", ""));
    assert!(empty.stdout.contains('\u{1b}'), "an empty NO_COLOR forbids nothing: {}", empty.stdout);
}

#[test]
fn the_timeline_is_drawn_when_it_is_asked_for_and_otherwise_for_a_terminal_only() {
    let drawn = |more: &[&str]| {
        let output = interleave(&[&["run", "count", "--param", "n=9", "--runs", "1"], more].concat());
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        output.stdout.contains("What happened")
    };
    assert_eq!(
        [
            &[][..],
            &["--timeline"],
            &["--no-timeline"],
            &["--no-timeline", "--timeline"],
            &["--timeline", "--no-timeline"]
        ]
        .map(drawn),
        [false, true, false, true, false]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn threads_are_counted_the_one_by_which_a_process_knows_that_its_parent_lives_too() {
    let run = ["run", "count", "--param", "n=9", "--runs", "1", "--model", "threads,processes", "--json", "-"];
    let report = import::report(interleave(&run).stdout.as_bytes()).expect("a report");
    let threads =
        |model: usize| -> Vec<u64> { report.results[model].processes.iter().map(|process| process.threads).collect() };
    // Its main thread, the one that waits for Ctrl-C, and a lane for each of two tasks.
    assert_eq!(threads(0), [4]);
    // The parent has no such lanes, and hears itself what its children say.
    assert_eq!(threads(1), [2, 2, 2]);
}

#[test]
fn a_reader_that_closes_its_end_early_is_no_error() {
    for arguments in [&RUN[..], &["list"], &["list", "--json"], &["run", "count", "--param", "n=9", "--json", "-"]] {
        let mut child = program(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        let code = child.wait().expect("it ends").code();
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        assert!(!err.contains("panicked") && !err.contains("error"), "{arguments:?}: {err}");
    }
}
