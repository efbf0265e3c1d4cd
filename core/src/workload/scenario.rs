//! The user's own program: tasks and steps in a small text, played under any model.

use std::sync::Arc;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Observations, Remains, Sharing, Workload, expect};
use super::section::Section;
use super::steps::Steps;
use super::waited::wait_ms;
use crate::checksum::{Checksum, fingerprint};
use crate::kernel::{SLICE, add_up};
use crate::mistake::Mistake;
use crate::plan::{Parameter, Values};
use crate::scenario::{self, Computing, MAX_BYTES, Scenario, Script, Step, Written, builtin};
use crate::task::{Cx, TaskOutcome};

/// A program of one's own.
pub static WORKLOAD: Workload = Workload {
    id: "scenario",
    title: "Your own scenario",
    section: Section::Beyond,
    about: "A small text says what each task does: compute, wait, print, lock, send, share. Take a built-in one, or write your own, and run it under every model.",
    expect: EXPECT,
    parameters,
    check,
    sharing: Some(&Sharing { shared: |values| of(values).shared.clone(), observe }),
    reaches: None,
    published: None,
    tasks: |values| of(values).tasks.iter().map(|task| task.name.clone()).collect(),
    steps: of_all_tasks,
    run,
    small: "{}",
    source: fingerprint(include_str!("scenario.rs")),
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
            &builtin::titles(),
        ),
        Parameter::text("text", "Your own text", "A scenario in TOML; empty means the one chosen above.", MAX_BYTES),
    ]
}

fn text(values: &Values) -> &str {
    match values.text("text") {
        "" => builtin::text(values.text("builtin")).unwrap_or_default(),
        own => own,
    }
}

fn check(values: &Values) -> Result<(), Mistake> {
    scenario::read(text(values)).map(|_| ()).map_err(Mistake::from)
}

/// The scenario of values that [`check`] has accepted.
fn of(values: &Values) -> Arc<Scenario> {
    scenario::read(text(values)).unwrap_or_default()
}

/// What the text of these values says, if they are those of a scenario: a process is sent it, and need not read the text.
pub fn read_from(workload: &Workload, values: &Values) -> Option<Arc<Scenario>> {
    (workload.id == WORKLOAD.id).then(|| of(values))
}

/// The fingerprint of the text whose lines the events of a run name: a scenario's own, or the source of any other workload.
pub fn source(workload: &Workload, values: &Values) -> u32 {
    if workload.id == WORKLOAD.id { fingerprint(text(values)) } else { workload.source }
}

/// Where each task computes, by the text of these values, if they are those of a scenario whose text has this fingerprint.
pub fn computing(workload: &Workload, values: &Values, fingerprint: u32) -> Vec<Vec<Computing>> {
    if workload.id != WORKLOAD.id || source(workload, values) != fingerprint {
        return Vec::new();
    }
    of(values).tasks.iter().map(Script::computing).collect()
}

/// Takes what another process has read from the text of these values.
///
/// # Errors
/// As [`Values::complete`].
pub fn keep(values: &Values, scenario: Scenario) -> Result<(), Mistake> {
    let values = values.clone().complete(&parameters())?;
    scenario::keep(text(&values).to_owned(), scenario);
    Ok(())
}

fn observe(values: &Values, remains: Remains<'_>) -> Observations {
    let scenario = of(values);
    let names = scenario.shared.cells.iter().map(|(name, _)| remains.called(name));
    names.zip(remains.cells.iter().copied()).collect()
}

fn of_all_tasks(values: &Values) -> Steps {
    let scenario = of(values);
    let mut sum = Steps::default();
    for script in &scenario.tasks {
        // It may be spawned, and others may join it.
        sum.asks += 1 + script.ends_to.len() as u64;
        add(&mut sum, &script.steps, 1);
    }
    sum
}

/// Adds what `steps` do when they are done so many times. The limits of a scenario keep the sums small.
fn add(sum: &mut Steps, steps: &[Written], times: u64) {
    for Written { step, .. } in steps {
        match step {
            Step::Cpu(iterations) => sum.slices += times * iterations.div_ceil(SLICE),
            Step::Wait(_) => sum.sleeps += times,
            Step::Print(line) => {
                sum.lines += times;
                sum.bytes += times * line.len() as u64;
            }
            Step::Lock(_) | Step::Unlock(_) | Step::Send { .. } | Step::Receive(_) => sum.asks += times,
            Step::Repeat { times: again, steps } => {
                sum.slices += times * again;
                add(sum, steps, times * again);
            }
            Step::Load(_) | Step::Store { .. } | Step::Add { .. } | Step::Fail(_) => {}
        }
    }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    async move {
        let scenario = of(cx.values());
        let script = scenario.tasks.get(cx.task() as usize).ok_or("The scenario has no such task.")?;
        play(cx, script).await
    }
    .boxed_local()
}

/// Runs every step of a task. Its answer is made from all that were done.
///
/// # Errors
/// The step that failed, or the wait that could never have ended.
async fn play(cx: Cx<'_>, script: &Script) -> Result<u64, String> {
    let around = cx.on(script.line);
    if let Some(queue) = script.starts_by {
        around.receive(queue).await.map_err(|stuck| stuck.to_string())?;
    }
    let mut hand = Hand::default();
    let played = steps(cx, &script.steps, &mut hand).await;
    // Whoever joins this task waits for its end, however it ended.
    for queue in &script.ends_to {
        around.send(*queue, 0).await.map_err(|stuck| stuck.to_string())?;
    }
    played.map(|()| hand.done.value())
}

/// What a task has at hand.
#[derive(Default)]
struct Hand {
    /// The number it last loaded or received. Under some models that depends on who came first, so it is no part of the answer.
    value: i64,
    /// The steps that it has done.
    done: Checksum,
}

fn steps<'a>(cx: Cx<'a>, list: &'a [Written], hand: &'a mut Hand) -> LocalBoxFuture<'a, Result<(), String>> {
    async move {
        for step in list {
            one(cx, step, hand).await?;
        }
        Ok(())
    }
    .boxed_local()
}

/// What it asks, it asks on the line of the scenario's text on which it is written.
async fn one(cx: Cx<'_>, Written { line, step }: &Written, hand: &mut Hand) -> Result<(), String> {
    let here = cx.on(*line);
    let done = match step {
        Step::Cpu(iterations) => Ok(compute(here, *iterations).await),
        Step::Wait(ms) => Ok(wait_ms(here, *ms).await),
        Step::Print(line) => {
            here.print(format_args!("{line}")).await;
            hand.done.add_bytes(line.as_bytes());
            Ok(0)
        }
        Step::Lock(lock) => here.lock(*lock).await.map(|()| *lock as u64),
        Step::Unlock(lock) => here.unlock(*lock).await.map(|()| *lock as u64),
        Step::Send { queue, item } => here.send(*queue, item.unwrap_or(hand.value)).await.map(|()| *queue as u64),
        Step::Receive(queue) => {
            let received = here.receive(*queue).await;
            received.map(|item| hand.value = item).map(|()| *queue as u64)
        }
        Step::Load(cell) => {
            hand.value = here.load(*cell);
            Ok(*cell as u64)
        }
        Step::Store { cell, plus } => {
            here.store(*cell, hand.value.wrapping_add(*plus));
            Ok(*cell as u64)
        }
        Step::Add { cell, by } => {
            here.add(*cell, *by);
            Ok(by.cast_unsigned())
        }
        Step::Fail(why) => return Err(why.clone()),
        Step::Repeat { times, steps: list } => {
            let mut repeated = 0;
            for _ in 0..*times {
                steps(cx, list, hand).await?;
                here.checkpoint().await;
                repeated += 1;
            }
            Ok(repeated)
        }
    };
    let done = done.map_err(|stuck| stuck.to_string())?;
    hand.done.add_bytes(step.word().as_bytes());
    hand.done.add(done);
    Ok(())
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
