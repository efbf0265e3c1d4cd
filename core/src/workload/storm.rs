//! A storm of waits: very many tasks that all sleep a moment, the case for which event loops were invented.

use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::data::number;
use super::{TaskOutcome, Workload, expect};
use crate::cx::Cx;
use crate::parameter::Parameter;

/// Very many tasks that only wait.
pub static WORKLOAD: Workload = Workload {
    id: "storm",
    title: "A storm of waits",
    about: "Very many tasks that each sleep once, as a server's connections do. With one lane for each wait they take as long as all waits one after another, divided by the lanes; an event loop needs one lane and about the time of one wait.",
    expect: &[
        expect("sequential", ""),
        expect("time-slicing", ""),
        expect("threads", ""),
        expect("gil", ""),
        expect("processes", ""),
        expect("async", ""),
    ],
    parameters,
    small: r#"{"waits": 40}"#,
    sharing: None,
    tasks: |values| (1..=values.size("waits")).map(|wait| format!("wait {wait}")).collect(),
    run,
    source: include_str!("storm.rs"),
};

fn parameters() -> Vec<Parameter> {
    let waits = "How many tasks wait. One after another, 10 000 waits of 10 ms take 100 s.";
    vec![
        number("waits", "Waits", waits, (1, 10_000), 1_000, "waits"),
        number("wait_ms", "Length of a wait", "How long each task sleeps.", (1, 100), 1, "ms"),
    ]
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    wait(cx).boxed_local()
}

async fn wait(cx: Cx<'_>) -> TaskOutcome {
    let (number, waits) = (u64::from(cx.task()) + 1, cx.values().size("waits"));
    if number == 1 {
        cx.print(format_args!("The first of {waits} waits begins")).await;
    }
    cx.sleep(Duration::from_millis(cx.values().size("wait_ms"))).await;
    if number == waits {
        cx.print(format_args!("The last of {waits} waits is over")).await;
    }
    Ok(number)
}
