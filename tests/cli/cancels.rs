//! A hundred runs, stopped by Ctrl-C at random moments: the program ends soon, and nothing of the run lives on.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use interleave_core::model;
use interleave_core::random::Random;

use crate::program::program;
use crate::stop::{catches_interrupts, code_of, eventually, lives, signal};

const CYCLES: u64 = 100;
const SEED: u64 = 20_240_229;
/// Until after the first executions of a run, counted from when Ctrl-C is listened to.
const LATEST_STOP_MS: u64 = 900;
/// From Ctrl-C to the end of everything, as it is wanted: half of all stops take less on any machine, however busy.
const WANTED: Duration = Duration::from_millis(200);
/// Far beyond: only what hangs takes longer.
const HANGS: Duration = Duration::from_secs(20);

/// What runs: it computes, waits, sends, or comes to no checkpoint, for longer than any test.
const WORKLOADS: [&[&str]; 5] = [
    &["counter", "--param", "increments=10000000"],
    &["mandelbrot", "--param", "width=4000", "--param", "height=2000", "--param", "limit=10000"],
    &["gil-lab", "--param", "slices=10000000", "--param", "checkpoint=none"],
    &["storm", "--param", "waits=10000", "--param", "wait_ms=100"],
    &["pipeline", "--param", "items=500"],
];

/// In the environment of a run and of all that it starts.
const MARK: &str = "INTERLEAVE_STOPPED_RUN";

/// The processes of a run that live.
fn alive(mark: &str) -> Vec<u32> {
    let entry = format!("{MARK}={mark}");
    let is_of_run = |process: &u32| {
        let environment = fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|variable| variable == entry.as_bytes()) && lives(*process)
    };
    let all = fs::read_dir("/proc").expect("a Linux");
    all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).filter(is_of_run).collect()
}

#[test]
fn a_hundred_runs_stopped_at_random_moments_end_soon_and_leave_no_process_alive() {
    let mut random = Random::new(SEED);
    let mut took = Vec::new();
    let mut with_children = 0;
    for cycle in 0..CYCLES {
        let workload = WORKLOADS[random.below(WORKLOADS.len() as u64) as usize];
        // Every other one with processes, which could outlive the program.
        let models: Vec<_> = model::usual().collect();
        let other = models[random.below(models.len() as u64) as usize].id;
        let model = if cycle % 2 == 0 { "processes" } else { other };
        let settings = ["--runs", "1000", "--warmup", "0", "--model", model];
        let arguments = [&["run"], workload, &settings].concat();
        let mark = format!("{}-{cycle}", std::process::id());
        let mut command = program(&arguments);
        let child = command.env(MARK, &mark).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        eventually("the handler for Ctrl-C", || catches_interrupts(child.id()).then_some(()));
        // Nothing is waited for: this is the random moment.
        thread::sleep(Duration::from_millis(random.below(LATEST_STOP_MS)));
        with_children += usize::from(alive(&mark).len() > 1);
        let stopped = Instant::now();
        signal(child.id(), "INT");
        let told = format!("cycle {cycle}: {}", arguments.join(" "));
        assert_eq!(code_of(child), Some(130), "{told}");
        assert_eq!(alive(&mark), Vec::<u32>::new(), "{told}");
        took.push(stopped.elapsed());
        assert!(took[took.len() - 1] < HANGS, "{told}: {took:?}");
    }
    took.sort_unstable();
    let [half, most_but_one, most] = [49, 98, 99].map(|place| took[place]);
    println!(
        "from Ctrl-C to the end of everything: p50 {half:?}, p99 {most_but_one:?}, most {most:?}; {with_children} of {CYCLES} had processes"
    );
    assert!(with_children > 10, "processes are among what is stopped: {with_children}");
    assert!(half <= WANTED, "{took:?}");
}

/// A run that was stopped, or fell: its processes would wait for ever for the items that nobody makes any more.
#[test]
fn the_processes_of_a_python_end_when_what_runs_them_is_killed() {
    let harness = concat!(env!("CARGO_MANIFEST_DIR"), "/cli/python/harness.py");
    let parameters =
        r#"{"items": 500, "producers": 1, "consumers": 2, "capacity": 4, "make_ms": 1000, "use_ms": 1000}"#;
    let request = format!(
        r#"{{"way": "multiprocessing", "workload": "pipeline", "tasks": 3, "parameters": {parameters}, "lanes": 3, "switch_interval_us": 5000}}"#
    );
    let mark = format!("{}-python", std::process::id());
    let mut command = Command::new("python3");
    command.args(["-u", harness]).env(MARK, &mark).env("PYTHONDONTWRITEBYTECODE", "1");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("this test needs a CPython: python3");
    // What `python3` is may itself be a script; with its first line the harness runs.
    let mut first = String::new();
    BufReader::new(child.stdout.as_mut().expect("it is piped")).read_line(&mut first).expect("it can be read");
    writeln!(child.stdin.as_mut().expect("it is piped"), "{request}").expect("it reads");
    eventually("its three processes", || (alive(&mark).len() == 4).then_some(()));
    signal(child.id(), "KILL");
    child.wait().expect("it was started here");
    eventually("their end", || alive(&mark).is_empty().then_some(()));
}
