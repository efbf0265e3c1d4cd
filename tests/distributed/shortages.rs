//! Workers that are gone in mid-run are waited for, and that is said: how many lanes are lost, how to add one, and for how long.

use std::io::{BufRead as _, BufReader};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::kills::busy;
use crate::machines::{Running, Server, TIMEOUT};

/// Rows that take seconds on one lane.
const PLAN: [&str; 8] = [
    "mandelbrot",
    "--param=height=480",
    "--param=width=1600",
    "--param=limit=10000",
    "--model=sequential",
    "--workers=2",
    "--runs=1",
    "--warmup=0",
];

/// A run that is under way.
struct Run {
    running: Running,
    lines: Receiver<String>,
}

impl Run {
    /// A run of which this worker has a part.
    fn begin(server: &Server, worker: &Running, more: &[&str]) -> Self {
        let mut running = server.start_run(&[&PLAN[..], more].concat());
        let told = BufReader::new(running.0.stderr.take().expect("a pipe"));
        let (tell, lines) = mpsc::channel();
        thread::spawn(move || told.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        busy(worker, "worker");
        Self { running, lines }
    }

    /// Waits until it says something with these words; that line.
    fn until(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(TIMEOUT);
            let line = line.unwrap_or_else(|_| panic!("it did not say {words}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Its exit code, its report, and what else it has said.
    fn end(mut self) -> (Option<i32>, Value, String) {
        let report = std::io::read_to_string(self.running.0.stdout.take().expect("a pipe")).expect("text");
        let code = self.running.0.wait().expect("it ends").code();
        (code, serde_json::from_str(&report).unwrap_or_default(), self.lines.iter().collect())
    }
}

#[test]
fn a_run_without_any_worker_says_so_and_goes_on_when_one_comes() {
    let server = Server::start();
    let worker = server.worker("one", 1);
    let run = Run::begin(&server, &worker, &[]);
    drop(worker);
    let line = run.until("1 of 1 lanes is lost.");
    assert!(line.contains("Add one by: interleave worker --nats nats://127.0.0.1:"), "{line}");
    assert!(line.contains("Waiting for at most 60 s."), "{line}");
    let _other = server.worker("another", 1);
    let (code, report, told) = run.end();
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
}

#[test]
fn a_run_that_has_lost_one_of_its_workers_says_so_and_goes_on_with_the_others() {
    let server = Server::start();
    let other = server.worker("another", 1);
    let worker = server.worker("one", 1);
    let run = Run::begin(&server, &worker, &[]);
    busy(&other, "worker");
    drop(worker);
    let line = run.until("1 of 2 lanes is lost.");
    assert!(line.contains("The run goes on with 1 until one comes."), "{line}");
    let (code, report, told) = run.end();
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
}

#[test]
fn workers_are_waited_for_no_longer_than_was_asked_for() {
    let server = Server::start();
    let worker = server.worker("one", 1);
    let run = Run::begin(&server, &worker, &["--timeout", "3"]);
    drop(worker);
    run.until("Waiting for at most 3 s.");
    let gone = Instant::now();
    let (code, _, told) = run.end();
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("No lane was lent in 3 s."), "{told}");
    assert!(gone.elapsed() < Duration::from_secs(30), "{:?}", gone.elapsed());
}
