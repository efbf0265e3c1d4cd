//! Native runs for the page: the sample comes back, one at a time, and whoever goes away or cancels ends it with all its children.

use std::io::Write as _;
use std::thread;

use interleave_core::model;
use interleave_core::run::Sample;

use crate::http::{connect, exchange, read_answer};
use crate::server::{SMALL, Server, eventually};

/// A job that would take minutes.
fn long(model: &str) -> String {
    format!(r#"{{"plan":{{"workload":"count","parameters":{{"n":10000000000}}}},"model":"{model}","round":0}}"#)
}

/// The living child processes of the server.
#[cfg(target_os = "linux")]
fn children(server: &Server) -> usize {
    let processes = std::fs::read_dir("/proc").expect("a Linux").filter_map(Result::ok);
    let parent = server.process.id().to_string();
    processes
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok())
        .filter(|stat| {
            let mut words = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
            words.next().is_some_and(|state| !matches!(state, "Z" | "X")) && words.next() == Some(&parent)
        })
        .count()
}

#[test]
fn every_model_runs_and_its_sample_says_which_round_it_was() {
    let server = Server::start();
    for (round, model) in (3..).zip(model::usual()) {
        let body = SMALL.replace("sequential", model.id).replace("\"round\":0", &format!("\"round\":{round}"));
        let answer = server.ask(&server.call("execute", &body));
        assert_eq!(answer.status, 200, "{}: {answer:?}", model.id);
        let sample: Sample = serde_json::from_slice(&answer.body).expect("a sample");
        assert_eq!((&*sample.model, sample.round), (model.id, round));
        assert_eq!(sample.tasks, [Ok(499_500), Ok(499_500)], "{}", model.id);
    }
}

#[test]
fn the_host_says_what_it_is_and_the_environment_has_its_cores_measured() {
    let server = Server::start();
    let host = server.ask(&server.call("host", "{}")).json();
    assert_eq!(host["schema"], interleave_core::report::SCHEMA);
    assert_eq!(host["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(host["environment"]["host"], "native");
    let environment = server.ask(&server.call("environment", "{}")).json();
    assert!(environment["cores_measured"].as_f64().is_some_and(|cores| cores > 0.0), "{environment}");
}

#[test]
fn a_mistake_is_answered_with_its_field_and_a_sentence() {
    let server = Server::start();
    let body = r#"{"plan":{"workload":"count","parameters":{"n":0}},"model":"sequential","round":0}"#;
    let answer = server.ask(&server.call("execute", body));
    assert_eq!((answer.status, &answer.json()["field"]), (400, &"n".into()), "{answer:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn who_goes_away_ends_the_job_and_its_children() {
    let server = Server::start();
    for model in model::usual() {
        let mut stream = connect(server.port);
        stream.write_all(&server.call("execute", &long(model.id)).bytes()).expect("it is sent");
        if model.id == "processes" {
            eventually("two children", || children(&server) == 2);
        } else {
            eventually("the job", || server.ask(&server.call("execute", SMALL)).status == 409);
        }
        drop(stream);
        eventually("the end of the job", || server.ask(&server.call("execute", SMALL)).status == 200);
        assert_eq!(children(&server), 0, "{}", model.id);
    }
}

#[test]
fn a_cancel_ends_the_job_which_says_so_and_a_second_job_at_once_is_refused() {
    let server = Server::start();
    let mut stream = connect(server.port);
    stream.write_all(&server.call("execute", &long("threads")).bytes()).expect("it is sent");
    eventually("the job", || server.ask(&server.call("environment", "{}")).status == 409);
    assert_eq!(server.ask(&server.call("cancel", "{}")).status, 200);
    assert_eq!(read_answer(&mut stream).status, 410);
    assert_eq!(server.ask(&server.call("execute", SMALL)).status, 200);
}

#[test]
fn a_storm_of_cancels_stops_nothing_but_the_job() {
    let server = Server::start();
    let cancel = server.call("cancel", "{}").bytes();
    let job = server.call("execute", &long("gil")).bytes();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert_eq!(exchange(server.port, &cancel).status, 200);
                }
            });
        }
        let mut stream = connect(server.port);
        stream.write_all(&job).expect("it is sent");
    });
    server.assert_works("a storm of cancels");
    eventually("the next job", || server.ask(&server.call("execute", SMALL)).status == 200);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_the_server_and_the_children_of_its_job() {
    let mut server = Server::start();
    let mut stream = connect(server.port);
    stream.write_all(&server.call("execute", &long("processes")).bytes()).expect("it is sent");
    eventually("two children", || children(&server) == 2);
    let line = format!("kill -INT {}", server.process.id());
    assert!(std::process::Command::new("sh").args(["-c", &line]).status().expect("a shell").success());
    eventually("the end", || server.process.try_wait().expect("it can be waited for").is_some());
    assert_eq!(server.process.wait().expect("it has ended").code(), Some(0));
    assert_eq!(children(&server), 0);
}
