//! Sweeps whose lanes are on other machines: by the number of workers, and by how much is sent.

use std::process::Output;

use serde_json::Value;

use crate::machines::{Server, program};

fn sweep(server: &Server, arguments: &[&str]) -> Output {
    let mut command = program(&[&["sweep"], arguments, &["--runs", "3", "--warmup", "0", "--json", "-"]].concat());
    command.env("NATS_URL", server.url()).output().expect("it starts")
}

fn swept(server: &Server, arguments: &[&str]) -> Value {
    let output = sweep(server, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON alone on standard output")
}

#[test]
fn as_many_machines_compute_as_the_sweep_counts() {
    let server = Server::start();
    let _workers = ["one", "two", "three"].map(|name| server.worker(name, 1));
    let small = ["--param", "width=64", "--param", "height=64", "--param", "limit=10000"];
    let sweep = swept(&server, &[&["mandelbrot", "--workers", "1..3", "--model", "distributed"], &small[..]].concat());
    let curves = sweep["curves"].as_array().expect("curves");
    assert_eq!(curves.iter().map(|curve| &curve["model"]).collect::<Vec<_>>(), ["distributed"]);
    let points = curves[0]["points"].as_array().expect("points");
    assert!(points.iter().all(|point| point["median_ms"].as_f64() > Some(0.0)), "{points:?}");
    let used: Vec<_> =
        sweep["reports"].as_array().expect("reports").iter().map(|report| &report["results"][0]["workers"]).collect();
    assert_eq!(used, [1, 2, 3]);
}

#[test]
fn what_is_sent_is_swept_beside_threads_and_processes() {
    let server = Server::start();
    let _worker = server.worker("one", 2);
    let sizes = ["transfer", "--model", "threads,processes,distributed", "--param", "kib=1,4096", "--param", "trips=4"];
    let sweep = swept(&server, &sizes);
    let curves = sweep["curves"].as_array().expect("curves");
    let models: Vec<_> = curves.iter().map(|curve| &curve["model"]).collect();
    assert_eq!(models, ["threads", "processes", "distributed"]);
    let cost = |model: usize, size: usize| curves[model]["points"][size]["median_ms"].as_f64().expect("a time");
    // Of 4 MiB each byte travels, of 1 KiB there is nothing to speak of.
    assert!(cost(2, 1) > cost(2, 0), "{} and {}", cost(2, 1), cost(2, 0));
}

#[test]
fn a_sweep_that_counts_more_lanes_than_are_lent_or_has_no_server_is_refused() {
    let server = Server::start();
    let _worker = server.worker("alone", 1);
    let output = sweep(&server, &["count", "--workers", "1,2", "--model", "distributed", "--timeout", "1"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("The most workers of the sweep need 2 lanes at the same time; 1 are free"), "{told}");
    let nowhere =
        program(&["sweep", "count", "--workers", "1,2", "--model", "distributed"]).output().expect("it starts");
    assert_eq!(nowhere.status.code(), Some(2), "{nowhere:?}");
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("--nats nats://HOST:PORT"), "{nowhere:?}");
}
