//! The article's `add` and `sub` (a = 25, b = 30), with the waits of its asynchronous example 1.

use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::article::{article_second, time_scale};
use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Two tasks that mostly wait.
pub static WORKLOAD: Workload = Workload {
    id: "arithmetic",
    title: "Add and subtract",
    section: Section::Sequential,
    about: "The article's add and sub, which compute next to nothing and wait 20 and 10 article seconds: whoever lets waits overlap is done when the longer one ends.",
    expect: &[
        expect(
            "sequential",
            "sub begins only when add has slept its 20 article seconds: 30 in all. The lane does nothing for nearly all of that time.",
        ),
        expect(
            "time-slicing",
            "While one task sleeps it is the other's turn, so both sleep at the same time: 20 article seconds.",
        ),
        expect(
            "threads",
            "Each task sleeps on a thread of its own, so the sleeps overlap: 20 article seconds. No second core is needed for that.",
        ),
        expect(
            "gil",
            "A sleeping thread lets go of the lock, so the sleeps overlap: 20 article seconds. For waiting, the lock is no obstacle.",
        ),
        expect(
            "processes",
            "The sleeps overlap, each in a process of its own. What it takes longer than threads is the start of two processes.",
        ),
        expect(
            "async",
            "One lane: whoever sleeps lets the other go on, so the sleeps overlap without any thread: 20 article seconds.",
        ),
    ],
    parameters,
    small: r#"{"time_scale": 1}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks: |_| vec!["add".to_owned(), "sub".to_owned()],
    steps,
    run,
    source: fingerprint(include_str!("arithmetic.rs")),
};

fn parameters() -> Vec<Parameter> {
    let operand = |id, about, default| Parameter::integer(id, id, about, (-1_000_000, 1_000_000), default, "");
    vec![
        operand("a", "The first number; 25 in the article.", 25),
        operand("b", "The second number; 30 in the article.", 30),
        time_scale(),
    ]
}

fn steps(_: &Values) -> Steps {
    Steps { sleeps: 2, ..Steps::default() }.printing(6)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    let (a, b) = (cx.values().integer("a"), cx.values().integer("b"));
    let result = match cx.task() {
        0 => add(cx, a, b).boxed_local(),
        _ => sub(cx, a, b).boxed_local(),
    };
    // A task's outcome is a bit pattern; -5 is as good as any.
    result.map(|value| Ok(value.cast_unsigned())).boxed_local()
}

async fn add(cx: Cx<'_>, a: i64, b: i64) -> i64 {
    cx.print(format_args!("Inside add function")).await;
    cx.print(format_args!("Waiting for 20 seconds in add")).await;
    cx.sleep(article_seconds(cx, 20)).await;
    cx.print(format_args!("Addition value: {}", a + b)).await;
    a + b
}

async fn sub(cx: Cx<'_>, a: i64, b: i64) -> i64 {
    cx.print(format_args!("Inside sub function")).await;
    cx.print(format_args!("Subtraction value: {}", a - b)).await;
    cx.print(format_args!("Waiting for 10 seconds in sub")).await;
    cx.sleep(article_seconds(cx, 10)).await;
    a - b
}

fn article_seconds(cx: Cx<'_>, seconds: u32) -> Duration {
    article_second(cx) * seconds
}
