//! Workers, their processes, the parent and the server are killed in turn: the answer is always there, and the same.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::machines::{Running, Server, children, eventually, finished, program, signal};

/// Rows that take seconds, so that there is time to kill somebody.
const LONG: [&str; 10] = [
    "mandelbrot",
    "--param=height=160",
    "--param=width=1600",
    "--param=limit=10000",
    "--workers",
    "3",
    "--runs",
    "1",
    "--warmup",
    "0",
];

/// How many of each are killed: more where somebody asks for it.
fn cycles() -> usize {
    std::env::var("INTERLEAVE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Waits until a worker has a process that has computed for a while.
pub fn busy(worker: &Running, who: &str) -> u32 {
    eventually(&format!("a process that computes, before the {who} is killed,"), || {
        children(worker.0.id()).into_iter().find(|id| {
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let ticks =
                stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(11)?.parse::<u64>().ok());
            ticks > Some(5)
        })
    })
}

/// The checksum without anybody being killed.
fn expected() -> Value {
    let mut alone = program(&["run"]);
    alone.args(LONG).args(["--model", "processes", "--json", "-", "--no-timeline"]);
    let run = alone.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (code, report, told) = finished(Running(run));
    assert_eq!(code, Some(0), "{told}");
    report["results"][0]["checksum"].clone()
}

/// How many lanes this model has lost.
pub fn lost(result: &Value) -> usize {
    let lanes = result["trace"]["lanes"].as_array().expect("lanes");
    lanes.iter().filter(|lane| lane["name"].as_str().is_some_and(|name| name.ends_with(", lost"))).count()
}

/// Every task began once and ended once.
fn each_task_once(report: &Value) {
    let events = report["results"][0]["trace"]["events"].as_array().expect("events");
    for kind in ["task-started", "task-ended"] {
        let of_kind = events.iter().filter(|event| event["kind"] == kind);
        let mut tasks: Vec<u64> = of_kind.filter_map(|event| event["task"].as_u64()).collect();
        tasks.sort_unstable();
        assert_eq!(tasks, (0..160).collect::<Vec<_>>(), "{kind}");
    }
}

#[test]
fn whoever_is_killed_or_hangs_changes_the_timeline_and_not_the_answer() {
    let expected = expected();
    let mut server = Server::start();
    let mut workers = ["one", "two", "three"].map(|name| server.worker(name, 1));
    for cycle in 0..cycles() {
        for who in ["worker", "process", "server", "hanging worker"] {
            let run = server.start_run(&LONG);
            let victim = cycle % 3;
            let process = busy(&workers[victim], who);
            match who {
                "worker" => {
                    signal(workers[victim].0.id(), "KILL");
                    workers[victim] = server.worker("a new one", 1);
                }
                "process" => signal(process, "KILL"),
                "server" => server.restart(),
                _ => signal(workers[victim].0.id(), "STOP"),
            }
            let (code, report, told) = finished(run);
            if who == "hanging worker" {
                signal(workers[victim].0.id(), "CONT");
            }
            assert_eq!(code, Some(0), "{who}: {told}");
            assert_eq!(report["results"][0]["checksum"], expected, "{who}");
            each_task_once(&report);
            if who != "server" {
                assert_eq!(lost(&report["results"][0]), 1, "{who}: {}", report["results"][0]["trace"]["lanes"]);
            }
            for worker in &workers {
                eventually("the end of its process", || children(worker.0.id()).is_empty().then_some(()));
            }
        }
    }
}

#[test]
fn when_the_parent_is_killed_workers_end_its_processes_and_lend_them_again() {
    let server = Server::start();
    let worker = server.worker("one", 2);
    for _ in 0..cycles() {
        let run = server.start_run(&LONG);
        busy(&worker, "parent");
        signal(run.0.id(), "KILL");
        let killed = Instant::now();
        eventually("the end of its processes", || children(worker.0.id()).is_empty().then_some(()));
        assert!(killed.elapsed() < Duration::from_secs(30), "{:?}", killed.elapsed());
    }
    let (code, _, told) = server.run(&["count", "--param", "n=1000", "--runs", "1", "--warmup", "0"]);
    assert_eq!(code, Some(0), "{told}");
}
