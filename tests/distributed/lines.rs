//! Machines that are far away: lines that are slow, lose what they carry, and are cut in mid-run.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::machines::{Running, Server, TIMEOUT, children, eventually, finished, program, started};
use crate::relay::{Line, Relay};

const DELAY: Duration = Duration::from_millis(40);
/// From one cut to the next.
const BETWEEN: Duration = Duration::from_millis(1_500);
const SLOW: Line = Line { delay: DELAY, lost: 50, again: Duration::from_millis(250) };
const ONCE: [&str; 4] = ["--model=sequential", "--workers=2", "--runs=1", "--warmup=0"];
/// Two tasks that wait for each other: neither lane can do without the other.
const PASSED_ON: [&str; 3] = ["transfer", "--param=kib=64", "--param=trips=2"];
/// Small ones, so that something is on its way at any moment.
const OFTEN: [&str; 3] = ["transfer", "--param=kib=16", "--param=trips=8"];

/// A worker at the other end of a line.
fn far(server: &Server, relay: &Relay, lanes: &str) -> Running {
    let mut worker = program(&["worker", "--name", "far", "--lanes", lanes]);
    worker.env("NATS_URL", server.url().replace(&server.port.to_string(), &relay.port.to_string()));
    started(worker)
}

fn lane<'a>(report: &'a Value, worker: &str) -> &'a Value {
    let lanes = report["results"][1]["trace"]["lanes"].as_array().expect("lanes");
    lanes.iter().find(|lane| lane["worker"] == worker).unwrap_or_else(|| panic!("{worker}: {lanes:?}"))
}

#[test]
fn a_machine_behind_a_slow_line_that_loses_things_computes_too_and_it_is_shown_how_far_away_it_is() {
    let server = Server::start();
    let relay = Relay::start(server.port, SLOW);
    let _workers = [server.worker("near", 1), far(&server, &relay, "1")];
    let (code, report, told) = server.run(&[&PASSED_ON[..], &ONCE].concat());
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
    let trip = |worker: &str| lane(&report, worker)["round_trip_ns"].as_u64().expect("a round trip");
    let there_and_back = u64::try_from(2 * DELAY.as_nanos()).expect("it is short");
    assert!(trip("far") >= there_and_back, "{} ns", trip("far"));
    assert!(trip("near") < there_and_back, "{} ns", trip("near"));
    assert!(lane(&report, "far")["clock_uncertainty_ns"].as_u64() >= Some(there_and_back / 2));
}

#[test]
fn a_line_that_is_cut_in_mid_run_changes_no_answer() {
    let server = Server::start();
    let relay = Relay::start(server.port, SLOW);
    let worker = far(&server, &relay, "2");
    let run = server.start_run(&[&OFTEN[..], &ONCE].concat());
    eventually("both lanes", || (children(worker.0.id()).len() == 2).then_some(()));
    let ended = std::thread::spawn(move || finished(run));
    let (begun, mut cuts) = (Instant::now(), 0);
    while !ended.is_finished() {
        assert!(begun.elapsed() < TIMEOUT, "the run does not come to its end");
        if begun.elapsed() > BETWEEN * cuts && cuts < 4 {
            relay.cut();
            cuts += 1;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let (code, report, told) = ended.join().expect("it was read");
    assert_eq!(code, Some(0), "{told}");
    assert!(cuts > 1, "it was over before anything was cut");
    assert!(report["results"][0]["checksum"].is_string(), "{report}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
}
