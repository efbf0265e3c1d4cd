//! A storm of waits: very many tasks that all sleep a moment, the case for which event loops were invented.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use super::waited::wait_ms;
use crate::checksum::fingerprint;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Very many tasks that only wait.
pub static WORKLOAD: Workload = Workload {
    id: "storm",
    title: "A storm of waits",
    section: Section::WithoutGil,
    about: "Very many tasks that each sleep once, as a server's connections do. Where a wait keeps a lane busy, they take as long as all waits one after another, divided by the lanes; an event loop needs one lane and about the time of one wait.",
    expect: &[
        expect(
            "sequential",
            "One wait after the other: their number times their length, and the lane does nothing for nearly all of that time.",
        ),
        expect(
            "time-slicing",
            "One lane lets all tasks fall asleep in turn and then sleeps itself: as long as one wait and the little that each task computes. In this it is like an event loop, only that it could also interrupt.",
        ),
        expect(
            "threads",
            "A thread that sleeps can do nothing else, so as many waits overlap as there are workers: two workers need half of the sequential time. A thread for every wait would help, but each takes memory and time to start.",
        ),
        expect("gil", "Sleeping threads let go of the lock, so it is no obstacle: as long as threads."),
        expect(
            "processes",
            "As many waits overlap as there are processes. Each task is a message to a process and an answer, and with so many of them that adds up, in a browser perhaps to more than is gained.",
        ),
        expect(
            "async",
            "One lane, and every wait is only an entry in a list of deadlines: all of them overlap, and it takes as long as a single one and the little that each task computes. More waits need no more lanes.",
        ),
    ],
    parameters,
    small: r#"{"waits": 40}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks: |values| (1..=values.u64("waits")).map(|wait| format!("wait {wait}")).collect(),
    steps,
    run,
    source: fingerprint(include_str!("storm.rs")),
};

fn parameters() -> Vec<Parameter> {
    let waits = "How many tasks wait. One after another, 10\u{202f}000 waits of 10 ms take 100 s.";
    vec![
        Parameter::integer("waits", "Waits", waits, (1, 100_000), 200, "waits"),
        Parameter::integer("wait_ms", "Length of a wait", "How long each task sleeps.", (1, 100), 1, "ms"),
    ]
}

fn steps(values: &Values) -> Steps {
    Steps { sleeps: values.u64("waits"), ..Steps::default() }.printing(2)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    wait(cx).boxed_local()
}

async fn wait(cx: Cx<'_>) -> TaskOutcome {
    let (number, waits) = (u64::from(cx.task()) + 1, cx.values().u64("waits"));
    if number == 1 {
        cx.print(format_args!("The first of {waits} waits begins")).await;
    }
    let waited = wait_ms(cx, cx.values().u64("wait_ms")).await;
    if number == waits {
        cx.print(format_args!("The last of {waits} waits is over")).await;
    }
    // Which wait it was, and how long.
    Ok(number * 1_000 + waited)
}
