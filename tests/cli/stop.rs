//! Ctrl-C: what was finished is reported, and no child process is left behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use interleave_core::model;
use interleave_core::report::Report;

use crate::program::{argument, output_of, program, scratch};

/// Far longer than anything here takes, far shorter than the runs would take.
const TIMEOUT: Duration = Duration::from_secs(60);

fn start(arguments: &[&str]) -> Child {
    program(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
}

pub fn signal(process: u32, signal: &str) {
    // A shell has `kill` built in; the program of that name is not installed everywhere.
    let line = format!("kill -{signal} {process}");
    assert!(Command::new("sh").args(["-c", &line]).status().expect("a shell").success(), "{line}");
}

/// Polls until there is an answer.
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(began.elapsed() < TIMEOUT, "{what} did not come");
        thread::yield_now();
    }
}

pub fn code_of(mut child: Child) -> Option<i32> {
    eventually("the end", || child.try_wait().expect("it can be waited for")).code()
}

fn report(path: &Path) -> Report {
    serde_json::from_str(&fs::read_to_string(path).expect("a report")).expect("JSON")
}

/// State and parent of a process, if there is one.
fn status(process: u32) -> Option<(char, u32)> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may contain anything.
    let mut words = line.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

/// Whether a process lives: one that ended and is not reaped yet does not.
pub fn lives(process: u32) -> bool {
    status(process).is_some_and(|(state, _)| !matches!(state, 'Z' | 'X'))
}

fn children_of(parent: u32) -> Vec<u32> {
    let processes =
        fs::read_dir("/proc").expect("a Linux").filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.filter(|process| lives(*process) && status(*process).is_some_and(|(_, its)| its == parent)).collect()
}

/// Whether a process has a handler for the signal of Ctrl-C, the second one.
pub fn catches_interrupts(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let caught = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigCgt:")?.trim(), 16).ok());
    caught.is_some_and(|signals| signals & 0b10 != 0)
}

#[test]
fn every_model_stops_when_it_is_asked_to() {
    for model in model::usual() {
        let path = scratch(&format!("stopped-{}.json", model.id));
        let child =
            start(&["run", "count", "--param", "n=10000000000", "--model", model.id, "--json", argument(&path)]);
        eventually("the handler for Ctrl-C", || catches_interrupts(child.id()).then_some(()));
        signal(child.id(), "INT");
        assert_eq!(code_of(child), Some(130), "{}", model.id);
        let report = report(&path);
        assert!(!report.complete && report.results[0].samples_ms.is_empty(), "{}", model.id);
    }
}

#[test]
fn a_task_without_checkpoints_stops_too() {
    let path = scratch("without-checkpoints.json");
    let plan = ["run", "gil-lab", "--param", "checkpoint=none", "--param", "slices=10000000", "--model", "sequential"];
    let child = start(&[&plan[..], &["--json", argument(&path)]].concat());
    eventually("the handler for Ctrl-C", || catches_interrupts(child.id()).then_some(()));
    signal(child.id(), "INT");
    assert_eq!(code_of(child), Some(130));
    assert!(!report(&path).complete);
}

#[test]
fn ctrl_c_reports_what_was_finished_and_leaves_no_child_behind() {
    let path = scratch("partly.json");
    let arguments =
        ["run", "count", "--param", "n=40000000", "--runs", "1000", "--warmup", "0", "--model", "processes"];
    let child = start(&[&arguments[..], &["--json", argument(&path)]].concat());
    let mut seen = BTreeSet::new();
    // Two processes an execution: with the fifth, two executions are over.
    eventually("the third execution", || {
        seen.extend(children_of(child.id()));
        (seen.len() >= 5).then_some(())
    });
    signal(child.id(), "INT");
    assert_eq!(code_of(child), Some(130));
    seen.into_iter().for_each(|process| assert!(!lives(process), "{process} was left behind"));
    let report = report(&path);
    assert!(!report.complete && report.results[0].samples_ms.len() >= 2);
    assert!(report.results[0].checksum.is_some() && report.results[0].trace.is_some());
    assert!(report.warnings.iter().any(|warning| warning.code == "incomplete"));
    assert!(report.results[0].warnings.iter().all(|warning| warning.code != "unavailable"));
}

#[test]
fn children_do_not_outlive_a_parent_that_was_killed() {
    let mut child = start(&["run", "count", "--param", "n=10000000000", "--model", "processes"]);
    let children = eventually("two children", || Some(children_of(child.id())).filter(|found| found.len() == 2));
    signal(child.id(), "KILL");
    child.wait().expect("it was killed");
    for process in children {
        eventually("the end of a child", || (!lives(process)).then_some(()));
    }
}

/// Where address space is short, some threads can be had and others cannot.
#[test]
fn lanes_that_have_begun_are_stopped_when_another_thread_cannot_be_had() {
    // Each of these tasks waits for others: those that began would wait for ever for those that never do.
    let plan = "run pipeline --param producers=16 --param consumers=16 --model threads --runs 1";
    let line = format!("ulimit -v 1000000; exec timeout 60 \"$0\" {plan}");
    // Large stacks, so that space for the next one is missing long before space for anything else.
    let mut shell = Command::new("sh");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_interleave")]).env("RUST_MIN_STACK", "100000000");
    let output = output_of(&mut shell);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(output.stdout.contains("Threads are not available here"), "{output:?}");
}
