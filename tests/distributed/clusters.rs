//! `interleave cluster`: what it starts ends with it, however it ends, and only pages from where it was told may connect.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

use crate::machines::{Running, children, eventually, finished, output, program, signal};

/// A cluster, and what it says to type and to connect to.
fn cluster(arguments: &[&str]) -> (Running, Vec<String>, String) {
    let mut command = program(&[&["cluster"], arguments].concat());
    // As a shell does it: a group of its own, which a terminal signals as a whole.
    let mut cluster =
        Running(command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts"));
    let mut lines = BufReader::new(cluster.0.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    let run = lines.find(|line| line.contains("--nats")).expect("what to type");
    let pages = lines.find(|line| line.contains("ws://")).expect("where pages connect");
    let address = pages.split_whitespace().find_map(|word| word.strip_prefix("ws://")).expect("an address");
    let words = run.split_whitespace().skip(1).map(str::to_owned).collect();
    (cluster, words, address.trim_end_matches('.').to_owned())
}

/// All that it has started: a server and three workers, as many as it starts where nobody says so, each with who attends to it.
fn started(cluster: &Running) -> Vec<u32> {
    // It says what to type as soon as the server is there.
    eventually("a server and three workers, each attended to", || {
        let attending = children(cluster.0.id());
        let attended: Vec<u32> = attending.iter().flat_map(|id| children(*id)).collect();
        (attending.len() == 4 && attended.len() == 4).then(|| [attending, attended].concat())
    })
}

fn all_end(started: Vec<u32>) {
    for id in started {
        eventually("the end of all", || (!fs::exists(format!("/proc/{id}")).expect("/proc")).then_some(()));
    }
}

#[test]
fn a_cluster_does_a_run_in_four_processes_and_one_that_is_interrupted_leaves_nothing_behind() {
    let (mut cluster, words, _) = cluster(&[]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut run = program(&words);
    // Long enough that no lane comes too late.
    run.args([
        "--param",
        "limit=10000",
        "--model",
        "sequential",
        "--runs",
        "1",
        "--warmup",
        "0",
        "--json",
        "-",
        "--no-timeline",
    ]);
    let run = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (code, report, told) = finished(Running(run));
    assert_eq!(code, Some(0), "{told}");
    let [one, other] = [&report["results"][0], &report["results"][1]];
    assert_eq!(one["checksum"], other["checksum"]);
    // The parent and three more, on one time axis.
    assert_eq!(other["processes"].as_array().map(Vec::len), Some(4), "{}", other["processes"]);
    let wall_ns = other["trace"]["wall_ns"].as_u64().expect("a time");
    let events = other["trace"]["events"].as_array().expect("events");
    for lane in 0..4 {
        let mut of_lane = events.iter().filter(|event| event["lane"] == lane);
        assert!(of_lane.clone().count() > 2 && of_lane.all(|event| event["at_ns"].as_u64() <= Some(wall_ns)), "{lane}");
    }
    let started = started(&cluster);
    signal(cluster.0.id(), "INT");
    assert_eq!(cluster.0.wait().expect("it ends").code(), Some(0));
    all_end(started);
}

#[test]
fn ctrl_c_in_a_terminal_which_reaches_all_of_a_cluster_at_once_is_a_calm_end() {
    for _ in 0..5 {
        let (mut cluster, ..) = cluster(&[]);
        let told = cluster.0.stderr.take().expect("a pipe");
        let started = started(&cluster);
        let group = format!("-{}", cluster.0.id());
        let status = Command::new("kill").args(["-INT", "--", &group]).status().expect("kill is there");
        assert!(status.success(), "the group is there");
        assert_eq!(cluster.0.wait().expect("it ends").code(), Some(0));
        all_end(started);
        assert_eq!(std::io::read_to_string(told).expect("text"), "");
    }
}

#[test]
fn a_cluster_that_is_killed_leaves_nothing_behind_either() {
    let (mut cluster, ..) = cluster(&[]);
    let started = started(&cluster);
    signal(cluster.0.id(), "KILL");
    cluster.0.wait().expect("it ends");
    all_end(started);
}

/// What the server answers to a page of this origin.
fn answer(address: &str, origin: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let request = format!(
        "GET / HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: {origin}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn pages_may_connect_from_where_it_was_told_or_from_the_server_of_this_program() {
    let (_cluster, _, address) = cluster(&[]);
    for (origin, answered) in
        [("http://127.0.0.1:4173", "101"), ("http://localhost:4173", "101"), ("https://example.org", "403")]
    {
        assert_eq!(answer(&address, origin), format!("HTTP/1.1 {answered}"), "{origin}");
    }
    let (_cluster, _, address) = cluster(&["--origin", "https://example.org", "--origin", "http://127.0.0.1:5000/"]);
    for (origin, answered) in
        [("http://127.0.0.1:5000", "101"), ("https://example.org", "101"), ("http://127.0.0.1:4173", "403")]
    {
        assert_eq!(answer(&address, origin), format!("HTTP/1.1 {answered}"), "{origin}");
    }
}

#[test]
fn what_is_no_origin_is_refused() {
    for wrong in ["example.org", "https://", "https://example.org/page", "http://a\"b", "ftp://example.org"] {
        let output = output(&["cluster", "--origin", wrong]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && told.contains("is no origin"), "{wrong}: {told}");
    }
}
