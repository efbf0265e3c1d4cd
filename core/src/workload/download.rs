//! Downloads: files by real HTTP, a few at once, and what to do when one fails.

use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::mistake::Mistake;
use crate::outside::{Fault, Get, LONGEST_MS, Refusal, Request, Service};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Files from a server.
pub static WORKLOAD: Workload = Workload {
    id: "download",
    title: "Downloads",
    section: Section::Gil,
    about: "Files by real HTTP from a server on this machine, which takes its time to answer. Each task is a connection that fetches its share of the files, one after the other, and tries again where that can help.",
    expect: &[
        expect(
            "sequential",
            "One file after the other, and nobody does anything while the server thinks: the delays of all files add up.",
        ),
        expect(
            "time-slicing",
            "While one connection waits for its answer, it is another one's turn: all connections wait at the same time, as long as the delays of one of them.",
        ),
        expect(
            "threads",
            "As many connections wait at the same time as there are workers, each on a thread of its own: with two workers, half of the sequential time.",
        ),
        expect("gil", "Whoever waits for the network lets go of the lock, so it is no obstacle: as long as threads."),
        expect(
            "processes",
            "As many connections as there are processes. The files arrive in the parent, which has the way outside, and each is a message from there: every byte is copied once more.",
        ),
        expect(
            "async",
            "All connections wait at the same time on one lane: as long as the delays of one connection. That is why servers and browsers have event loops.",
        ),
    ],
    parameters,
    small: r#"{"files": 6, "kib": 4, "delay_ms": 4}"#,
    check,
    sharing: None,
    reaches: Some(Service::Download),
    published: None,
    tasks: |values| (1..=connections(values)).map(|number| format!("connection {number}")).collect(),
    steps,
    run,
    source: fingerprint(include_str!("download.rs")),
};

fn parameters() -> Vec<Parameter> {
    let at_once = "How many connections there are, each of them a task; browsers open no more than six to one server.";
    let failures = "What goes wrong with every third file: it is not there (404), or its first attempt breaks off or gets no answer.";
    let timeout = "How long a connection waits for a file until it gives that attempt up.";
    vec![
        Parameter::integer("files", "Files", "How many files there are.", (1, 60), 12, "files"),
        Parameter::integer("kib", "Size of a file", "How long each file is.", (1, 1_024), 64, "KiB"),
        Parameter::integer("delay_ms", "Delay", "How long the server takes to answer.", (0, 2_000), 10, "ms"),
        Parameter::integer("at_once", "At once", at_once, (1, 6), 6, "connections"),
        Parameter::choice(
            "failures",
            "Failures",
            failures,
            &[
                ("none", "None"),
                ("404", "File not there (404)"),
                ("reset", "First attempt breaks off"),
                ("timeout", "First attempt gets no answer"),
            ],
        ),
        Parameter::integer("timeout_ms", "Patience", timeout, (50, LONGEST_MS.cast_signed()), 1_000, "ms"),
    ]
}

fn check(values: &Values) -> Result<(), Mistake> {
    if values.u64("delay_ms") < values.u64("timeout_ms") {
        return Ok(());
    }
    let sentence = "Every file would come too late: make timeout_ms longer than delay_ms.";
    Err(Mistake::new("timeout_ms", sentence.to_owned()))
}

fn connections(values: &Values) -> u64 {
    values.u64("at_once").min(values.u64("files"))
}

fn steps(values: &Values) -> Steps {
    let files = values.u64("files");
    let slices = files * (values.u64("kib") * 1024).div_ceil(SLICE as u64);
    let failed = files * (ATTEMPTS - 1);
    Steps { asks: files * ATTEMPTS, sleeps: failed, ..Steps::computing(slices, files + failed) }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    connection(cx).boxed_local()
}

async fn connection(cx: Cx<'_>) -> TaskOutcome {
    let values = cx.values();
    let mut checksum = Checksum::default();
    let mut file = u64::from(cx.task()) + 1;
    while file <= values.u64("files") {
        checksum.add(file);
        match fetch(cx, file).await {
            Ok(body) => {
                for slice in body.chunks(SLICE) {
                    checksum.add_bytes(slice);
                    cx.checkpoint().await;
                }
                cx.print(format_args!("file {file}: {} KiB", body.len() / 1024)).await;
            }
            Err(refusal) if refusal.lasting => cx.print(format_args!("file {file}: {refusal}")).await,
            Err(refusal) => return Err(format!("File {file}: {refusal}, {ATTEMPTS} times.")),
        }
        file += connections(values);
    }
    Ok(checksum.value())
}

/// The file, after as many attempts as it takes and as make sense.
async fn fetch(cx: Cx<'_>, file: u64) -> Result<Vec<u8>, Refusal> {
    let mut attempt = 1;
    loop {
        let refusal = match cx.request(Request::Get(get(cx.values(), file, attempt)), Duration::ZERO).await {
            Err(refusal) if !refusal.lasting && attempt < ATTEMPTS => refusal,
            answer => return answer,
        };
        cx.print(format_args!("file {file}: {refusal}; once more")).await;
        // Longer each time: a server that is overloaded is not helped by haste.
        cx.sleep(PAUSE * (1 << (attempt - 1))).await;
        attempt += 1;
    }
}

fn get(values: &Values, file: u64, attempt: u64) -> Get {
    let chosen = values.text("failures");
    let fault = Fault::ALL.into_iter().find(|fault| fault.name() == chosen).unwrap_or(Fault::None);
    let fails = file.is_multiple_of(3) && (attempt == 1 || fault == Fault::Missing);
    let fault = if fails { fault } else { Fault::None };
    let (delay_ms, timeout_ms) = (values.u64("delay_ms"), values.u64("timeout_ms"));
    Get { file, bytes: values.u64("kib") * 1024, delay_ms, fault, timeout_ms }
}

const ATTEMPTS: u64 = 3;

/// The pause before the second attempt.
const PAUSE: Duration = Duration::from_millis(5);

/// Bytes between two checkpoints: some tens of microseconds.
const SLICE: usize = 16 * 1024;
