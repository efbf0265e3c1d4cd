//! One shared number that every task increments: updates that are really lost, and the ways not to lose them.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Observations, Remains, Sharing, Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};
use crate::world::{Shared, Stuck};

/// A race on one number, and its fixes.
pub static WORKLOAD: Workload = Workload {
    id: "counter",
    title: "A shared counter",
    section: Section::Summary,
    about: "Every task adds 1 to the same number, many times. Reading it and writing it back are two steps, and another task can come between: its update is lost.",
    expect: EXPECT,
    parameters,
    check: anything,
    sharing: Some(&Sharing { shared, observe }),
    reaches: None,
    published: None,
    tasks: |values| (1..=values.integer("tasks")).map(|task| format!("adder {task}")).collect(),
    steps,
    run,
    small: r#"{"increments": 2000}"#,
    source: fingerprint(include_str!("counter.rs")),
};

const EXPECT: &[Expectation] = &[
    expect("sequential", "One task after the other: nobody comes between, nothing is lost, with or without a fix."),
    expect(
        "time-slicing",
        "A task loses its turn only at a checkpoint, and none lies between reading and writing back: nothing is lost. On a real core the timer can strike between the two.",
    ),
    expect(
        "threads",
        "Without a fix both threads read the same number, both add 1 and both write it back: one of the two updates is lost. How many are differs from run to run, and none is where one thread is done before the other begins. Every fix brings them all back, and each costs its own time.",
    ),
    expect(
        "gil",
        "Switches happen only at checkpoints, and none lies between reading and writing back, so nothing is lost here. CPython promises no such thing: a call within the statement is a checkpoint.",
    ),
    Expectation {
        model: "processes",
        text: "Nothing is shared, so nothing can be lost to others, and nothing is added up either: only with messages does the sum come together.",
        differs: Some(
            "Each process increments a copy of its own, and the parent's stays as it was. With messages the first process adds up what the others send.",
        ),
    },
    expect(
        "async",
        "A task lets go of the lane only where it waits, and it does not wait between reading and writing back: nothing is lost.",
    ),
];

/// Places in what is [`shared`].
const NUMBER: usize = 0;
const MUTEX: usize = 0;
const COUNTS: usize = 0;

/// The task that adds up what the others send.
const ADDS_UP: usize = 0;

fn shared(values: &Values) -> Shared {
    Shared {
        locks: if values.text("fix") == "mutex" { vec!["mutex".to_owned()] } else { Vec::new() },
        queues: if by_messages(values) { vec![("counts".to_owned(), 64)] } else { Vec::new() },
        cells: vec![("number".to_owned(), 0)],
    }
}

fn observe(values: &Values, remains: Remains<'_>) -> Observations {
    let expected = values.integer("tasks") * values.integer("increments");
    // With messages the sum is with the task that adds up, in whichever memory that is.
    let sum = remains.tasks[ADDS_UP].as_ref().ok().filter(|_| by_messages(values));
    let counted = sum.map_or(remains.cells[NUMBER], |sum| sum.cast_signed());
    let found = if sum.is_some() || remains.one_memory {
        vec![("counted".to_owned(), counted), ("lost updates".to_owned(), expected - counted)]
    } else {
        vec![(remains.called("number"), counted)]
    };
    [vec![("expected".to_owned(), expected)], found].concat()
}

fn by_messages(values: &Values) -> bool {
    values.text("fix") == "messages"
}

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::integer(
            "increments",
            "Increments of each task",
            "How often each task adds 1 to the number. With a mutex it begins with fewer: under processes each time costs two round trips.",
            (1, 10_000_000),
            2_000_000,
            "",
        )
        .default_where("fix", "mutex", 2_000),
        Parameter::integer("tasks", "Tasks", "How many tasks add to the number.", (1, 16), 2, ""),
        Parameter::choice(
            "fix",
            "How the number is protected",
            "Not at all, by a mutex around both steps, by adding in one atomic step, or by counting alone and sending the count at the end.",
            &[
                ("none", "Not at all"),
                ("mutex", "By a mutex"),
                ("atomic", "In one atomic step"),
                ("messages", "By messages"),
            ],
        ),
    ]
}

fn steps(values: &Values) -> Steps {
    let (tasks, increments) = (values.u64("tasks"), values.u64("increments"));
    let slices = Steps::computing(tasks * (increments / SLICE.unsigned_abs()), 1);
    match values.text("fix") {
        // Taken and given back each time, with nothing but an addition in between.
        "mutex" => Steps { brief: 2 * tasks * increments, ..slices },
        // Each number is sent and received.
        "messages" => Steps { asks: 2 * tasks, ..slices },
        _ => slices,
    }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    let increments = cx.values().integer("increments");
    async move {
        let done = match cx.values().text("fix") {
            "mutex" => with_mutex(cx, increments).await,
            "atomic" => Ok(atomically(cx, increments).await),
            "messages" => with_messages(cx, increments).await,
            _ => Ok(unprotected(cx, increments).await),
        };
        // What the task has done is the same in every model; what has become of the number is not.
        done.map(i64::cast_unsigned).map_err(|stuck| stuck.to_string())
    }
    .boxed_local()
}

/// Increments between two checkpoints.
const SLICE: i64 = 1_000;

async fn unprotected(cx: Cx<'_>, increments: i64) -> i64 {
    let mut done = 0;
    for i in 1..=increments {
        let number = cx.load(NUMBER);
        cx.store(NUMBER, number + 1);
        done += 1;
        if i % SLICE == 0 {
            cx.checkpoint().await;
        }
    }
    done
}

async fn with_mutex(cx: Cx<'_>, increments: i64) -> Result<i64, Stuck> {
    let mut done = 0;
    for i in 1..=increments {
        cx.lock(MUTEX).await?;
        let number = cx.load(NUMBER);
        cx.store(NUMBER, number + 1);
        done += 1;
        cx.unlock(MUTEX).await?;
        if i % SLICE == 0 {
            cx.checkpoint().await;
        }
    }
    Ok(done)
}

async fn atomically(cx: Cx<'_>, increments: i64) -> i64 {
    let mut done = 0;
    for i in 1..=increments {
        cx.add(NUMBER, 1);
        done += 1;
        if i % SLICE == 0 {
            cx.checkpoint().await;
        }
    }
    done
}

/// Every task counts alone; one adds up what the others send, and comes to the sum.
async fn with_messages(cx: Cx<'_>, increments: i64) -> Result<i64, Stuck> {
    let mut own = 0;
    for i in 1..=increments {
        own += 1;
        if i % SLICE == 0 {
            cx.checkpoint().await;
        }
    }
    if cx.task() as usize != ADDS_UP {
        cx.send(COUNTS, own).await?;
        return Ok(own);
    }
    let mut sum = own;
    for _ in 1..cx.values().integer("tasks") {
        sum += cx.receive(COUNTS).await?;
    }
    cx.store(NUMBER, sum);
    cx.print(format_args!("counted: {sum}")).await;
    Ok(sum)
}
