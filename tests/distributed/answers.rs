//! What runs come to whose lanes are lent by workers.

use std::collections::BTreeSet;

use interleave_core::plan::Value as Parameter;
use interleave_core::workload;
use serde_json::Value;

use crate::machines::Server;

#[test]
fn three_workers_come_to_the_answer_of_one_task_after_another_with_every_workload() {
    let server = Server::start();
    let _workers = ["one", "two", "three"].map(|name| server.worker(name, 4));
    for workload in workload::ALL {
        let small = workload.small();
        let parameters: Vec<String> = small
            .iter()
            .map(|(id, value)| match value {
                Parameter::Text(text) => format!("{id}={text}"),
                other => format!("{id}={other}"),
            })
            .collect();
        let set = parameters.iter().flat_map(|parameter| ["--param", parameter]);
        let plan = [workload.id, "--model", "sequential", "--workers", "3", "--runs", "1", "--warmup", "0"];
        let (_, report, told) = server.run(&plan.into_iter().chain(set).collect::<Vec<_>>());
        let results = report["results"].as_array().unwrap_or_else(|| panic!("{}: {told}", workload.id));
        assert_eq!(results.len(), 2, "{}: {told}", workload.id);
        let [one, other] = [&results[0], &results[1]];
        assert_eq!(one["model"], "sequential");
        assert_eq!(other["model"], "distributed");
        assert_eq!(one["checksum"], other["checksum"], "{}: {told}", workload.id);
        assert!(other["checksum"].is_string() || workload.sharing.is_some(), "{}: {report}", workload.id);
        let lanes = other["trace"]["lanes"].as_array().expect("lanes");
        assert!(lanes.iter().skip(1).any(|lane| lane["worker"].is_string()), "{}: {lanes:?}", workload.id);
        assert!(
            lanes.iter().all(|lane| !lane["name"].as_str().is_some_and(|name| name.ends_with("lost"))),
            "{lanes:?}"
        );
    }
}

#[test]
fn two_three_and_four_workers_come_to_the_answer_of_one_task_after_another() {
    let server = Server::start();
    let rows = ["mandelbrot", "--param=height=120", "--param=limit=10000"];
    let loops = ["count", "--param=n=20000000"];
    let mut workers = vec![server.worker("1", 1)];
    for count in 2..=4 {
        workers.push(server.worker(&count.to_string(), 1));
        let many = format!("--workers={count}");
        // As many lanes as there are workers, but no more than there are tasks: it has two loops.
        for (plan, lanes) in [(&rows[..], count), (&loops[..], 2)] {
            let once = ["--model=sequential", &many, "--runs=1", "--warmup=0"];
            let (code, report, told) = server.run(&[plan, &once].concat());
            assert_eq!(code, Some(0), "{plan:?} on {count}: {told}");
            let [one, other] = [&report["results"][0], &report["results"][1]];
            assert_eq!((&one["model"], &other["model"]), (&"sequential".into(), &"distributed".into()));
            assert!(one["checksum"].is_string(), "{plan:?} on {count}: {report}");
            assert_eq!(one["checksum"], other["checksum"], "{plan:?} on {count}: {told}");
            let rows = other["trace"]["lanes"].as_array().expect("lanes");
            let computed: BTreeSet<&str> = rows.iter().filter_map(|lane| lane["worker"].as_str()).collect();
            assert_eq!(computed.len(), lanes, "{plan:?} on {count}: {rows:?}");
        }
    }
}

#[test]
fn lanes_are_spread_over_the_workers_and_the_trace_names_them_and_how_well_their_clocks_are_known() {
    let server = Server::start();
    let _workers = ["one", "two", "three"].map(|name| server.worker(name, 2));
    let (code, report, told) =
        server.run(&["mandelbrot", "--param=height=200", "--param=limit=10000", "--workers", "3", "--runs", "1"]);
    assert_eq!(code, Some(0), "{told}");
    let lanes = report["results"][0]["trace"]["lanes"].as_array().expect("lanes");
    let mut names: Vec<&str> = lanes.iter().filter_map(|lane| lane["worker"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["one", "three", "two"], "{lanes:?}");
    let known = |lane: &Value| lane["clock_uncertainty_ns"].as_u64().is_some_and(|off| off > 0 && off < 1_000_000_000);
    assert!(lanes.iter().skip(1).all(known), "{lanes:?}");
    let measured = |lane: &Value| lane["round_trip_ns"].as_u64().is_some_and(|trip| trip > 0 && trip < 1_000_000_000);
    assert!(lanes.iter().skip(1).all(measured), "{lanes:?}");
    let listed = report["results"][0]["processes"].as_array().expect("processes");
    for (entry, lane) in listed.iter().zip(lanes).skip(1) {
        let network = &entry["network"];
        assert_eq!((&network["worker"], &network["round_trip_ns"]), (&lane["worker"], &lane["round_trip_ns"]));
        // Rows of the picture come back; what goes there is only which.
        let bytes = |way: &str| network[way].as_u64().expect("a number of bytes");
        assert!(bytes("sent_bytes") > 100 && bytes("received_bytes") > bytes("sent_bytes"), "{network}");
    }
    let words = told.replace('\u{a0}', " ");
    let shown = words.lines().filter(|line| line.contains("round trip") && line.contains("clock aligned to within ±"));
    let shown: Vec<_> = shown.filter(|line| line.contains("KiB sent") && line.contains("KiB received")).collect();
    assert_eq!(shown.len(), 3, "{words}");
    let processes: BTreeSet<_> = lanes.iter().map(|lane| lane["process"].to_string()).collect();
    assert_eq!(processes.len(), 4, "main and three processes: {lanes:?}");
}

#[test]
fn fewer_lanes_than_were_asked_for_come_to_the_end_too_however_long_that_takes() {
    let server = Server::start();
    let _worker = server.worker("alone", 1);
    let waits =
        ["storm", "--param", "waits=30", "--param", "wait_ms=100", "--workers", "3", "--runs", "1", "--warmup", "0"];
    let (code, report, told) = server.run(&[&waits[..], &["--timeout", "1"]].concat());
    assert_eq!(code, Some(0), "{told}");
    let lasted_ns = report["results"][0]["trace"]["wall_ns"].as_u64().expect("a time");
    assert!(lasted_ns > 2_000_000_000, "the others were waited for longer than the limit: {lasted_ns} ns");
}

#[test]
fn messages_larger_than_the_server_carries_arrive_all_the_same() {
    let server = Server::start();
    let _worker = server.worker("one", 2);
    let plan = ["sort", "--param", "n=1000000", "--param", "parts=2", "--workers", "2", "--runs", "1", "--warmup", "0"];
    let (code, report, told) = server.run(&[&plan[..], &["--model", "sequential"]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
    let events = report["results"][1]["trace"]["events"].as_array().expect("events");
    let largest = events.iter().filter_map(|event| event["bytes"].as_u64()).max();
    assert!(largest > Some(2 << 20), "{largest:?}");
}
