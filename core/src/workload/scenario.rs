//! The user's own program: tasks and steps in a small text, played under any model.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::{Expectation, Observations, Sharing, TaskOutcome, Workload, expect};
use crate::cx::Cx;
use crate::error::Mistake;
use crate::parameter::{Parameter, Range, Values};
use crate::scenario::{self, Scenario, play, ready};

/// A program of one's own.
pub static WORKLOAD: Workload = Workload {
    id: "scenario",
    title: "Your own scenario",
    about: "A small text says what each task does: compute, wait, print, lock, send, share. Take one that comes along, or write your own, and run it under every model.",
    expect: EXPECT,
    parameters,
    check,
    sharing: Some(&Sharing { things: |values| of(values).things, observe }),
    tasks: |values| of(values).tasks.into_iter().map(|task| task.name).collect(),
    run,
    small: "{}",
    source: include_str!("../scenario/play.rs"),
};

const EXPECT: &[Expectation] = &[
    Expectation {
        model: "sequential",
        text: "The tasks in the order in which they are written, each to its end. Only a task that waits for something of a later one lets it go first.",
        differs: Some("Accidents that need two tasks under way at once do not happen."),
    },
    expect("time-slicing", "All tasks are under way, one computes at a time, each for a quantum."),
    expect(
        "threads",
        "A thread for each task; whoever computes does so at the same time as the others, as far as there are cores.",
    ),
    expect("gil", "A thread for each task, but computing takes the lock; waiting releases it."),
    Expectation {
        model: "processes",
        text: "A process for each task. Queues and locks are with the parent and cost a message there and back.",
        differs: Some("Cells are not shared: each process has its own, with the same first value."),
    },
    expect("async", "One event loop: waits overlap, and a task that computes holds all others up until it waits."),
];

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter {
            id: "ready",
            title: "A scenario that comes along",
            about: "Which one to run, unless there is a text of your own.",
            range: Range::Choice { options: ready::IDS, default: ready::IDS[0] },
        },
        Parameter {
            id: "text",
            title: "Your own text",
            about: "A scenario in TOML; empty means the one chosen above.",
            range: Range::Text { max_bytes: scenario::MAX_BYTES, default: "" },
        },
    ]
}

fn text(values: &Values) -> &str {
    match values.text("text") {
        "" => ready::text(values.text("ready")).unwrap_or_default(),
        own => own,
    }
}

fn check(values: &Values) -> Result<(), Mistake> {
    scenario::parse(text(values)).map(|_| ()).map_err(|fault| Mistake::new("text", fault.to_string()))
}

/// The scenario of values that [`check`] has accepted.
fn of(values: &Values) -> Scenario {
    scenario::parse(text(values)).unwrap_or_default()
}

fn observe(values: &Values, cells: &[i64]) -> Observations {
    of(values).things.cells.into_iter().map(|(name, _)| name).zip(cells.iter().copied()).collect()
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    async move {
        let scenario = of(cx.values());
        let script = scenario.tasks.get(cx.task() as usize).ok_or("The scenario has no such task.")?;
        play::play(cx, script).await
    }
    .boxed_local()
}
