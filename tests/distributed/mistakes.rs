//! What is said when there is no server, or nobody who lends anything: one sentence, exit 2.

use async_nats::service::ServiceExt as _;
use futures::StreamExt as _;
use serde_json::json;

use crate::machines::{Server, output, program};

/// Runs the model on `url`; the one sentence that is said.
fn refused(url: &str) -> String {
    let output = output(&["run", "count", "--model", "distributed", "--timeout", "1", "--nats", url]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    let errors: Vec<&str> = told.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 1, "{told}");
    errors[0].to_owned()
}

#[test]
fn a_server_that_is_not_there_or_refuses_the_credentials_is_said() {
    let server = Server::start();
    assert!(refused("nats://127.0.0.1:1").contains("cannot be reached"));
    assert!(refused("http://127.0.0.1").contains("an address such as"));
    assert!(refused("nats://").contains("an address such as"));
    assert!(refused("nats://no-such-host.invalid").contains("nats://no-such-host.invalid:4222"));
    let address = format!("127.0.0.1:{}", server.port);
    for wrong in ["", "another-token@", "user:password@"] {
        let said = refused(&format!("nats://{wrong}{address}"));
        assert!(said.contains("refuses these credentials") && !said.contains("another-token"), "{said}");
    }
    let worker = output(&["worker", "--nats", "nats://127.0.0.1:1"]);
    assert_eq!(worker.status.code(), Some(2), "{worker:?}");
    let nowhere = output(&["run", "count", "--model", "distributed"]);
    assert_eq!(nowhere.status.code(), Some(2), "{nowhere:?}");
}

#[test]
fn when_nobody_lends_a_lane_it_is_said_how_to_add_one() {
    let server = Server::start();
    assert!(refused(&server.url()).contains("interleave worker --nats nats://127.0.0.1:"));
    let _worker = server.worker("alone", 1);
    let philosophers = ["run", "philosophers", "--model", "distributed", "--timeout", "1", "--nats", &server.url()];
    let output = output(&philosophers);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("need 5 lanes at the same time; 1 are free"),
        "{output:?}"
    );
}

#[test]
fn a_worker_of_another_version_is_refused_with_both_versions() {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url: async_nats::ServerAddr = server.url().parse().expect("an address");
    let token = url.username().expect("a token").to_owned();
    let (told, ready) = std::sync::mpsc::channel();
    let (end, ended) = futures::channel::oneshot::channel::<()>();
    let other = std::thread::spawn(move || {
        runtime.block_on(async {
            let connecting = async_nats::ConnectOptions::with_token(token).connect(url);
            let client = connecting.await.expect("it connects");
            let versions = json!({ "version": "99.0.0", "schema": "interleave.report/9", "protocol": 1 });
            let offer = json!({ "name": "from the future", "versions": versions, "lanes": 4, "free": 4 });
            let service = client.service_builder().stats_handler(move |_, _| offer.clone());
            let service = service.start("interleave", "99.0.0").await.expect("a service");
            let mut asked = service.endpoint("interleave.future.lane").await.expect("an endpoint");
            client.flush().await.expect("it is there");
            told.send(()).expect("the test waits");
            futures::future::select(asked.next(), ended).await;
        });
    });
    ready.recv().expect("it is there");
    let said = refused(&server.url());
    assert!(said.contains("'from the future' is of version 99.0.0") && said.contains("must be the same"), "{said}");
    drop(end);
    other.join().expect("it ends");
}

#[test]
fn a_cluster_says_how_to_install_the_server_where_there_is_none() {
    let output = program(&["cluster"]).env("PATH", "").output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("apt-get install nats-server"), "{told}");
}
