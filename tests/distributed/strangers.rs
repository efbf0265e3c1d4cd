//! Workers of this version whose lanes say what no lane says, and a parent that sends what no parent sends.

use std::sync::mpsc;
use std::thread;

use async_nats::service::ServiceExt as _;
use futures::StreamExt as _;
use futures::channel::oneshot;
use futures::future::{Either, select};
use interleave_core::model::protocol::{self, Request, Work};
use interleave_core::trace::Room;
use interleave_core::workload;
use serde_json::{Value, json};

use crate::kills::lost;
use crate::machines::{Server, TIMEOUT};

const PLAN: [&str; 8] = [
    "storm",
    "--param=waits=40",
    "--param=wait_ms=50",
    "--model=sequential",
    "--workers=2",
    "--runs=1",
    "--warmup=0",
    "--seed=1",
];
/// No frame: it is too short for one.
const NO_FRAME: &[u8] = b"strange";
/// A frame of this version, the first and last of a message, which is none.
const NO_MESSAGE: &[u8] = b"\x02\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0strange";

/// A worker with one lane; it ends when this is dropped.
struct Stranger {
    end: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Stranger {
    /// Whoever has a lane of it is told `says`.
    fn start(server: &Server, says: &'static [u8]) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let url: async_nats::ServerAddr = server.url().parse().expect("an address");
        let token = url.username().expect("a token").to_owned();
        let (told, ready) = mpsc::channel();
        let (end, mut ended) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let client = async_nats::ConnectOptions::with_token(token).connect(url).await.expect("it connects");
                // It is of the same version as the honest one.
                let honest = client.request("$SRV.STATS.interleave", "".into()).await.expect("a worker is there");
                let honest: Value = serde_json::from_slice(&honest.payload).expect("JSON");
                let versions = &honest["endpoints"][0]["data"]["versions"];
                let offer = json!({ "name": "strange", "versions": versions, "lanes": 9, "free": 9 });
                let service = client.service_builder().stats_handler(move |_, _| offer.clone());
                let service = service.start("interleave", "0.0.0").await.expect("a service");
                let mut asked = service.endpoint("interleave.strange.lane").await.expect("an endpoint");
                client.flush().await.expect("it is there");
                told.send(()).expect("the test waits");
                while let Either::Left((Some(request), _)) = select(asked.next(), &mut ended).await {
                    let ask: Value = serde_json::from_slice(&request.message.payload).expect("JSON");
                    let lent = json!({ "inbox": client.new_inbox(), "process": 1 });
                    request.respond(Ok(lent.to_string().into())).await.expect("it is sent");
                    let inbox = ask["inbox"].as_str().expect("an inbox").to_owned();
                    client.publish(inbox, says.into()).await.expect("it is sent");
                }
            });
        });
        ready.recv().expect("it is there");
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.end = None;
        let ended = self.thread.take().expect("it was started").join();
        assert!(ended.is_ok() || thread::panicking(), "the stranger failed itself");
    }
}

/// That a run comes to the answer although a stranger says this.
fn others_answer(says: &'static [u8]) {
    let server = Server::start();
    let _honest = server.worker("honest", 1);
    let _stranger = Stranger::start(&server, says);
    let (code, report, told) = server.run(&PLAN);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(report["results"][0]["checksum"], report["results"][1]["checksum"]);
    assert!(lost(&report["results"][1]) > 0, "{}", report["results"][1]["trace"]["lanes"]);
}

#[test]
fn a_lane_that_speaks_another_language_is_lost_and_others_come_to_the_answer() {
    others_answer(NO_FRAME);
}

#[test]
fn results_that_do_not_fit_are_believed_by_nobody_and_others_come_to_the_answer() {
    others_answer(NO_MESSAGE);
}

#[test]
fn where_nobody_says_what_fits_one_sentence_says_so() {
    let server = Server::start();
    let honest = server.worker("honest", 1);
    let _stranger = Stranger::start(&server, NO_MESSAGE);
    drop(honest);
    // One lane, so that one task is lost as often as any may be: each time its worker rests a little longer.
    let (code, report, told) = server.run(&PLAN.map(|word| if word == "--workers=2" { "--workers=1" } else { word }));
    assert_eq!(code, Some(2), "{told}");
    assert!(report["results"][1]["checksum"].is_null(), "{report}");
    let warnings = report["results"][1]["warnings"].as_array().expect("warnings");
    let texts: Vec<&str> = warnings.iter().filter_map(|warning| warning["text"].as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("not understood")), "{texts:?}");
}

/// What a worker's lane says to a parent that sends it this work.
fn answer(server: &Server, work: Work) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url: async_nats::ServerAddr = server.url().parse().expect("an address");
    let token = url.username().expect("a token").to_owned();
    let said = async {
        let client = async_nats::ConnectOptions::with_token(token).connect(url).await.expect("it connects");
        let stats = client.request("$SRV.STATS.interleave", "".into()).await.expect("a worker is there");
        let stats: Value = serde_json::from_slice(&stats.payload).expect("JSON");
        let endpoint = &stats["endpoints"][0];
        let inbox = client.new_inbox();
        let mut answers = client.subscribe(inbox.clone()).await.expect("it subscribes");
        let ask = json!({ "versions": endpoint["data"]["versions"], "inbox": inbox }).to_string();
        let subject = endpoint["subject"].as_str().expect("a subject").to_owned();
        let lent = client.request(subject, ask.into()).await.expect("a lane");
        let lent: Value = serde_json::from_slice(&lent.payload).expect("JSON");
        let head = protocol::pack(&Request::Perform { work: Some(Box::new(work)), task: 0 }).head;
        // The first and last frame of a message, and the lengths of its head and payload.
        let length = u32::try_from(head.len()).expect("it is short").to_le_bytes();
        let frame = [&NO_MESSAGE[..18], &length, &[0; 8], &head].concat();
        let theirs = lent["inbox"].as_str().expect("an inbox").to_owned();
        client.publish(theirs, frame.into()).await.expect("it is sent");
        loop {
            let frame = answers.next().await.expect("an answer").payload;
            // Other frames only say that the lane is there.
            if frame.len() > 18 {
                return String::from_utf8_lossy(&frame[18..]).into_owned();
            }
        }
    };
    runtime.block_on(async { tokio::time::timeout(TIMEOUT, said).await.expect("it answers") })
}

#[test]
fn a_worker_checks_work_as_a_plan_and_says_what_is_wrong_with_it() {
    let server = Server::start();
    let _worker = server.worker("one", 1);
    let work = |id: &str| {
        let workload = workload::find(id).expect("it is there");
        let values = workload.complete(workload.small()).expect("small values are right");
        Work::new(1, Room::USUAL, workload, &values)
    };
    let beyond = Work { parameters: r#"{"n": -1}"#.to_owned(), ..work("count") };
    let said = answer(&server, beyond);
    assert!(said.starts_with("its worker refuses that work: ") && said.contains("'-1' is not possible"), "{said}");
    let mut altered = work("scenario");
    altered.scenario.as_mut().expect("it was read").tasks.pop();
    let said = answer(&server, altered);
    assert!(said.starts_with("its worker refuses that work: The scenario is not what its text says."), "{said}");
    assert!(!answer(&server, work("count")).contains("refuses"), "it is done");
}
