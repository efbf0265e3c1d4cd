//! Programs that only the benchmark needs: very many tasks, each of which does next to nothing.

use std::time::Duration;

use futures::future::FutureExt as _;
use interleave_core::kernel::add_up;
use interleave_core::plan::Parameter;
use interleave_core::task::{Cx, TaskOutcome};
use interleave_core::workload::{Section, Steps, Workload, anything};

/// Tasks that add a few numbers each.
pub static TINY: Workload =
    Workload { id: "tiny", run: |cx| tiny(cx).boxed_local(), steps: |_| Steps::default(), ..WAITS };

/// Tasks that wait once each.
pub static WAITS: Workload = Workload {
    id: "waits",
    title: "Very many tasks",
    section: Section::Beyond,
    about: "Very many tasks that do next to nothing.",
    expect: &[],
    parameters,
    small: "{}",
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks: |values| (0..values.u64("tasks")).map(|task| task.to_string()).collect(),
    steps: |values| Steps { sleeps: values.u64("tasks"), ..Steps::default() },
    run: |cx| wait(cx).boxed_local(),
    source: 0,
};

/// Numbers that a tiny task adds: some tens of nanoseconds.
pub const ADDITIONS: u64 = 64;

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::integer("tasks", "Tasks", "How many tasks there are.", (1, 10_000_000), 1, "tasks"),
        Parameter::integer("wait_ms", "Wait", "How long each waits, if it waits.", (0, 100_000), 0, "ms"),
    ]
}

/// What a tiny task answers.
pub fn tiny_answer(task: u64) -> u64 {
    add_up(task, 0, ADDITIONS)
}

async fn tiny(cx: Cx<'_>) -> TaskOutcome {
    Ok(tiny_answer(cx.task().into()))
}

async fn wait(cx: Cx<'_>) -> TaskOutcome {
    cx.sleep(Duration::from_millis(cx.values().u64("wait_ms"))).await;
    Ok(cx.task().into())
}

/// The values of either program.
pub fn values(tasks: usize, wait_ms: u64) -> serde_json::Value {
    serde_json::json!({"tasks": tasks, "wait_ms": wait_ms})
}
