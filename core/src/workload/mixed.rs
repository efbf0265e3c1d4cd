//! Tasks between all computing and all waiting: where one model begins to be better than another.

use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::kernel::add_up;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Tasks that compute and wait in turn.
pub static WORKLOAD: Workload = Workload {
    id: "mixed",
    title: "Computing and waiting",
    section: Section::Gil,
    about: "Equal tasks that compute and wait in turn, with a slider from all computing to all waiting. What helps the one does not help the other: cores help computing, overlapping helps waiting. A hog, if you let it in, computes without ever waiting.",
    expect: &[
        expect(
            "sequential",
            "Computing and waiting add up, task after task, so the share of waiting hardly matters: the number of tasks times the work of each.",
        ),
        expect(
            "time-slicing",
            "While one task waits, others compute: the computing adds up, the waits overlap. The hog loses its turn at the end of each quantum, so it holds nobody up for long.",
        ),
        expect(
            "threads",
            "Each worker does one task after another: as many tasks compute, on free cores, or wait at a time as there are workers. With a worker for each task everything overlaps, and a hog disturbs nobody while there are free cores.",
        ),
        expect(
            "gil",
            "For waiting as good as threads, because a waiting thread lets go of the lock; for computing as slow as one after the other. A thread whose wait is over may have to wait for the lock again, most of all beside a hog.",
        ),
        expect(
            "processes",
            "As with threads, as many tasks compute or wait at a time as there are workers; the start of the processes comes on top.",
        ),
        expect(
            "async",
            "All waits overlap, however many there are, and all computing adds up: best when nearly everything is waiting, no gain at all without. While the hog computes nobody else gets the lane, even if their waits are long over.",
        ),
    ],
    parameters,
    small: r#"{"tasks": 3, "work_ms": 5, "hog": "yes"}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks,
    steps,
    run,
    source: fingerprint(include_str!("mixed.rs")),
};

fn parameters() -> Vec<Parameter> {
    let work = "How long a task takes by itself. A microsecond of computing is a fixed number of additions.";
    let hog = "One more task that computes all the time and never waits.";
    vec![
        Parameter::integer("tasks", "Tasks", "How many tasks there are, not counting the hog.", (1, 64), 4, "tasks"),
        Parameter::integer("waiting", "Share of waiting", "0 is all computing, 100 is all waiting.", (0, 100), 50, "%"),
        Parameter::integer("work_ms", "Work of a task", work, (1, 10_000), 50, "ms"),
        Parameter::choice("hog", "Hog", hog, &[("no", "No"), ("yes", "Yes")]),
    ]
}

fn tasks(values: &Values) -> Vec<String> {
    let mut names: Vec<String> = (1..=values.u64("tasks")).map(|task| format!("task {task}")).collect();
    if values.text("hog") == "yes" {
        names.push("hog".to_owned());
    }
    names
}

fn steps(values: &Values) -> Steps {
    let tasks = tasks(values).len() as u64;
    let turns = tasks * TURNS;
    // A turn's last slice may be a short one.
    let slices = tasks * values.u64("work_ms") * 1_000 * ADDITIONS_PER_US / SLICE + turns;
    Steps { sleeps: turns, ..Steps::computing(slices, tasks) }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    if u64::from(cx.task()) < cx.values().u64("tasks") { task(cx).boxed_local() } else { hog(cx).boxed_local() }
}

async fn task(cx: Cx<'_>) -> TaskOutcome {
    let count = compute_and_wait(cx, cx.values().u64("waiting")).await;
    cx.print(format_args!("task {} is done", cx.task() + 1)).await;
    Ok(count)
}

async fn hog(cx: Cx<'_>) -> TaskOutcome {
    let count = compute_and_wait(cx, 0).await;
    cx.print(format_args!("the hog is done")).await;
    Ok(count)
}

async fn compute_and_wait(cx: Cx<'_>, waiting: u64) -> u64 {
    let work_us = cx.values().u64("work_ms") * 1_000;
    let wait_us = work_us * waiting / 100;
    let additions = (work_us - wait_us) * ADDITIONS_PER_US;
    let mut count = 0;
    for turn in 0..TURNS {
        count = compute(cx, count, additions * turn / TURNS, additions * (turn + 1) / TURNS).await;
        if wait_us > 0 {
            let turn_us = wait_us / TURNS;
            cx.sleep(Duration::from_micros(turn_us)).await;
            // A wait that is left out is one that shows.
            count = count.wrapping_add(turn_us);
        }
    }
    count
}

async fn compute(cx: Cx<'_>, mut count: u64, mut begin: u64, end: u64) -> u64 {
    while begin < end {
        let next = end.min(begin + SLICE);
        count = add_up(count, begin, next);
        begin = next;
        cx.checkpoint().await;
    }
    count
}

/// How often a task computes and then waits.
const TURNS: u64 = 5;

/// What counts as a microsecond of computing. A fixed number, so that every host computes the same.
const ADDITIONS_PER_US: u64 = 1_000;

/// Additions between two checkpoints: some tens of microseconds.
const SLICE: u64 = 1 << 16;
