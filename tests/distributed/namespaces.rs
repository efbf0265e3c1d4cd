//! The parent and its workers on two machines, as far as the network can tell: packets between them are late, dropped, and for a while all of them.

use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::kills::{busy, lost};
use crate::machines::{Running, Server, children, eventually, finished};
use crate::spaces::Spaces;

/// A run with two lanes and as much as `sequential` for comparison.
const ONCE: [&str; 5] = ["--model=sequential", "--workers=2", "--runs=1", "--warmup=0", "--seed=1"];
/// Many rows of a picture, which take a while.
const ROWS: [&str; 4] = ["mandelbrot", "--param=height=160", "--param=width=400", "--param=limit=10000"];
/// More bytes than the line carries at once.
const PASSED_ON: [&str; 3] = ["transfer", "--param=kib=64", "--param=trips=2"];
/// Longer than either end waits for the other.
const APART: Duration = Duration::from_secs(6);

/// A server in the one namespace, and two workers in the other.
fn machines(spaces: &Spaces) -> (Server, [Running; 2]) {
    let server = Server::start_at(spaces.near());
    let workers = ["one", "two"].map(|name| server.worker_at(spaces.far(), &["--name", name, "--lanes", "1"]));
    (server, workers)
}

/// The answer is that of one task after another, and each lane was as far away as it says.
fn is_right((code, report, told): &(Option<i32>, Value, String)) {
    assert_eq!(*code, Some(0), "{told}");
    assert!(report["results"][0]["checksum"].is_string(), "{report}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
    let processes = report["results"][1]["processes"].as_array().expect("processes");
    let trips: Vec<&Value> = processes.iter().skip(1).map(|process| &process["network"]["round_trip_ns"]).collect();
    assert!(trips.len() >= 2 && trips.iter().any(|trip| trip.is_u64()), "{processes:?}");
    assert!(trips.iter().filter(|trip| !trip.is_null()).all(|trip| trip.as_u64() > Some(0)), "{trips:?}");
}

#[test]
fn machines_behind_a_line_that_delays_and_drops_packets_come_to_the_same_answers() {
    let Some(spaces) = Spaces::make() else { return };
    let (server, _workers) = machines(&spaces);
    for workload in [&ROWS[..], &PASSED_ON[..]] {
        is_right(&server.run(&[workload, &ONCE].concat()));
    }
    let (dropped, delayed) = spaces.dropped_and_delayed();
    assert!(dropped > 0 && delayed > dropped, "{dropped} dropped, {delayed} delayed");
}

#[test]
fn machines_that_are_apart_for_a_while_change_the_timeline_and_not_the_answer() {
    let Some(spaces) = Spaces::make() else { return };
    let (server, workers) = machines(&spaces);
    let run = server.start_run(&[&ROWS[..], &ONCE].concat());
    busy(&workers[0], "line");
    spaces.connect(false);
    thread::sleep(APART);
    spaces.connect(true);
    let ended = finished(run);
    is_right(&ended);
    assert!(lost(&ended.1["results"][1]) > 0, "{}", ended.1["results"][1]["trace"]["lanes"]);
    for worker in &workers {
        eventually("the end of its process", || children(worker.0.id()).is_empty().then_some(()));
    }
}
