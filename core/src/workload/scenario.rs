//! The user's own program: tasks and steps in a small text, played under any model.

use std::sync::Arc;
use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Observations, Sharing, Workload, expect};
use crate::kernel::{SLICE, add_up};
use crate::mistake::Mistake;
use crate::plan::{Parameter, Range, Values};
use crate::scenario::{self, MAX_BYTES, Scenario, Script, Step, builtin};
use crate::task::{Cx, TaskOutcome};

/// A program of one's own.
pub static WORKLOAD: Workload = Workload {
    id: "scenario",
    title: "Your own scenario",
    about: "A small text says what each task does: compute, wait, print, lock, send, share. Take a built-in one, or write your own, and run it under every model.",
    expect: EXPECT,
    parameters,
    check,
    sharing: Some(&Sharing { shared: |values| of(values).shared.clone(), observe }),
    tasks: |values| of(values).tasks.iter().map(|task| task.name.clone()).collect(),
    run,
    small: "{}",
    source: include_str!("scenario.rs"),
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
        Parameter::choice(
            "builtin",
            "Built-in scenario",
            "Which one to run if you write no text of your own.",
            builtin::IDS,
        ),
        Parameter {
            id: "text",
            title: "Your own text",
            about: "A scenario in TOML; empty means the one chosen above.",
            range: Range::Text { max_bytes: MAX_BYTES, default: "" },
        },
    ]
}

fn text(values: &Values) -> &str {
    match values.text("text") {
        "" => builtin::text(values.text("builtin")).unwrap_or_default(),
        own => own,
    }
}

fn check(values: &Values) -> Result<(), Mistake> {
    scenario::read(text(values)).map(|_| ()).map_err(|fault| Mistake::new("text", fault.to_string()))
}

/// The scenario of values that [`check`] has accepted.
fn of(values: &Values) -> Arc<Scenario> {
    scenario::read(text(values)).unwrap_or_default()
}

fn observe(values: &Values, cells: &[i64]) -> Observations {
    of(values).shared.cells.iter().map(|(name, _)| name.clone()).zip(cells.iter().copied()).collect()
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    async move {
        let scenario = of(cx.values());
        let script = scenario.tasks.get(cx.task() as usize).ok_or("The scenario has no such task.")?;
        play(cx, script).await
    }
    .boxed_local()
}

/// Runs every step of a task. Its result adds up what its `cpu` steps computed: the same under every model.
///
/// # Errors
/// The step that failed, or the wait that could never have ended.
async fn play(cx: Cx<'_>, script: &Script) -> Result<u64, String> {
    if let Some(queue) = script.starts_by {
        cx.receive(queue).await.map_err(|stuck| stuck.to_string())?;
    }
    let mut hand = Hand { value: 0, computed: 0 };
    let played = steps(cx, &script.steps, &mut hand).await;
    // Whoever joins this task waits for its end, however it ended.
    for queue in &script.ends_to {
        cx.send(*queue, 0).await.map_err(|stuck| stuck.to_string())?;
    }
    played.map(|()| hand.computed)
}

/// What a task has at hand.
struct Hand {
    /// The number it last loaded or received.
    value: i64,
    computed: u64,
}

fn steps<'a>(cx: Cx<'a>, list: &'a [Step], hand: &'a mut Hand) -> LocalBoxFuture<'a, Result<(), String>> {
    async move {
        for step in list {
            one(cx, step, hand).await?;
        }
        Ok(())
    }
    .boxed_local()
}

async fn one(cx: Cx<'_>, step: &Step, hand: &mut Hand) -> Result<(), String> {
    let asked = match step {
        Step::Cpu(iterations) => {
            hand.computed = hand.computed.wrapping_add(compute(cx, *iterations).await);
            Ok(())
        }
        Step::Wait(ms) => {
            cx.sleep(Duration::from_millis(*ms)).await;
            Ok(())
        }
        Step::Print(line) => {
            cx.print(format_args!("{line}")).await;
            Ok(())
        }
        Step::Lock(lock) => cx.lock(*lock).await,
        Step::Unlock(lock) => cx.unlock(*lock).await,
        Step::Send { queue, item } => cx.send(*queue, item.unwrap_or(hand.value)).await,
        Step::Receive(queue) => cx.receive(*queue).await.map(|item| hand.value = item),
        Step::Load(cell) => {
            hand.value = cx.load(*cell);
            Ok(())
        }
        Step::Store { cell, plus } => {
            cx.store(*cell, hand.value.wrapping_add(*plus));
            Ok(())
        }
        Step::Add { cell, by } => {
            cx.add(*cell, *by);
            Ok(())
        }
        Step::Fail(why) => return Err(why.clone()),
        Step::Repeat { times, steps: list } => {
            for _ in 0..*times {
                steps(cx, list, hand).await?;
                cx.checkpoint().await;
            }
            Ok(())
        }
    };
    asked.map_err(|stuck| stuck.to_string())
}

/// The same loop as in `count`, so that scenarios can be compared with it.
async fn compute(cx: Cx<'_>, iterations: u64) -> u64 {
    let mut sum = 0;
    let mut begin = 0;
    while begin < iterations {
        let end = iterations.min(begin + SLICE);
        sum = add_up(sum, begin, end);
        begin = end;
        cx.checkpoint().await;
    }
    sum
}
