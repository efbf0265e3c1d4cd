//! Five philosophers, five forks: a deadlock that really happens, is found and named, and the ways to avoid it.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Sharing, Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use super::waited::wait_ms;
use crate::checksum::{Checksum, fingerprint};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};
use crate::world::{Shared, Stuck};

/// Dinner.
pub static WORKLOAD: Workload = Workload {
    id: "philosophers",
    title: "Dining philosophers",
    section: Section::Beyond,
    about: "Five philosophers share five forks and each needs both neighbouring ones to eat. If everybody takes the left fork first and waits for the right one, nobody ever eats.",
    expect: EXPECT,
    parameters,
    check: anything,
    sharing: Some(&Sharing { shared, observe: |_, _| Vec::new() }),
    reaches: None,
    published: None,
    tasks: |_| NAMES.map(str::to_owned).to_vec(),
    steps,
    run,
    small: r#"{"meals": 2, "think_ms": 1}"#,
    source: fingerprint(include_str!("philosophers.rs")),
};

const EXPECT: &[Expectation] = &[
    Expectation {
        model: "sequential",
        text: "Each eats all meals before the next one sits down: no fork is ever wanted by two.",
        differs: Some("Only one philosopher is at the table at a time, so there can be no deadlock."),
    },
    expect(
        "time-slicing",
        "While one holds a fork and reaches for the next, it is the others' turn: they take theirs, and the circle closes. The deadlock needs no second core.",
    ),
    expect(
        "threads",
        "All five take their left fork at about the same time, and then each waits for a neighbour. The circle is found, named, and broken by the one who closed it.",
    ),
    expect(
        "gil",
        "The GIL does not help: it is released while one waits for a fork, and the circle of forks closes as before.",
    ),
    expect(
        "processes",
        "The forks lie with the parent, and taking one is a message there and back. The circle closes all the same.",
    ),
    expect(
        "async",
        "One lane, and still a deadlock: whoever waits lets the others go on, up to the one who closes the circle.",
    ),
];

const NAMES: [&str; SEATS] = ["Plato", "Hypatia", "Confucius", "Arendt", "Kant"];
const SEATS: usize = 5;
/// The lock of the waiter, after the forks.
const WAITER: usize = SEATS;

fn shared(values: &Values) -> Shared {
    let mut locks: Vec<String> = (1..=SEATS).map(|fork| format!("fork {fork}")).collect();
    if values.text("fix") == "waiter" {
        locks.push("the waiter".to_owned());
    }
    Shared { locks, queues: Vec::new(), cells: Vec::new() }
}

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::choice(
            "fix",
            "How the deadlock is avoided",
            "Not at all; by taking the fork with the lower number first; by putting the first fork back when the second is taken; or by asking a waiter before reaching for forks.",
            &[
                ("none", "Not at all"),
                ("order", "Lower fork first"),
                ("try-lock", "Fork put back if the other is taken"),
                ("waiter", "A waiter is asked"),
            ],
        ),
        Parameter::integer("meals", "Meals", "How often each philosopher eats.", (1, 100), 3, ""),
        Parameter::integer(
            "think_ms",
            "Thinking time",
            "How long each holds the first fork and thinks before reaching for the second, and how long each then eats.",
            (1, 1_000),
            5,
            "ms",
        ),
    ]
}

/// Attempts to eat that a meal takes. Nobody can know; with more than a few of them a philosopher has very bad luck.
const ATTEMPTS: u64 = 4;

/// The longest sentence about a deadlock, in bytes.
const SENTENCE: u64 = 500;

fn steps(values: &Values) -> Steps {
    let attempts = SEATS as u64 * values.u64("meals") * ATTEMPTS;
    let deadlocks = if values.text("fix") == "none" { attempts } else { 0 };
    // Two forks and perhaps the waiter, taken and given back; two thoughts, and one more after an attempt in vain.
    Steps {
        asks: 6 * attempts,
        sleeps: 3 * attempts,
        lines: deadlocks,
        bytes: deadlocks * SENTENCE,
        ..Steps::default()
    }
    .printing(SEATS as u64)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    async move {
        let meals = cx.values().u64("meals");
        let (mut eaten, mut answer) = (0, Checksum::default());
        while eaten < meals {
            match dine(cx).await.map_err(|stuck| stuck.to_string())? {
                Some(meal) => {
                    eaten += 1;
                    answer.add(meal.first as u64);
                    answer.add(meal.second as u64);
                    answer.add(meal.waited_ms);
                }
                // Whoever could not eat lets a neighbour finish first.
                None => {
                    think(cx).await;
                }
            }
        }
        cx.print(format_args!("{} has eaten {eaten} times", NAMES[cx.task() as usize])).await;
        Ok(answer.value())
    }
    .boxed_local()
}

/// A meal that was eaten: which forks were held, in the order in which they were taken, and the time over it.
struct Meal {
    first: usize,
    second: usize,
    waited_ms: u64,
}

/// One attempt to eat, and the meal if it came to one.
async fn dine(cx: Cx<'_>) -> Result<Option<Meal>, Stuck> {
    let left = cx.task() as usize;
    let right = (left + 1) % SEATS;
    match cx.values().text("fix") {
        "order" => eat(cx, left.min(right), left.max(right)).await,
        "try-lock" => eat_or_put_back(cx, left, right).await,
        "waiter" => eat_with_waiter(cx, left, right).await.map(Some),
        _ => eat(cx, left, right).await,
    }
}

/// Takes one fork, thinks, and waits for the other one.
async fn eat(cx: Cx<'_>, first: usize, second: usize) -> Result<Option<Meal>, Stuck> {
    cx.lock(first).await?;
    let mut waited_ms = think(cx).await;
    match cx.lock(second).await {
        Ok(()) => {
            waited_ms += think(cx).await;
            cx.unlock(second).await?;
            cx.unlock(first).await?;
            Ok(Some(Meal { first, second, waited_ms }))
        }
        Err(deadlock @ Stuck::Deadlock(_)) => {
            cx.print(format_args!("{deadlock} {} puts the fork back", NAMES[cx.task() as usize])).await;
            cx.unlock(first).await?;
            Ok(None)
        }
        Err(stuck) => Err(stuck),
    }
}

/// Takes the second fork only if it is free.
async fn eat_or_put_back(cx: Cx<'_>, first: usize, second: usize) -> Result<Option<Meal>, Stuck> {
    cx.lock(first).await?;
    let mut waited_ms = think(cx).await;
    let mut meal = None;
    if cx.try_lock(second).await? {
        waited_ms += think(cx).await;
        cx.unlock(second).await?;
        meal = Some(Meal { first, second, waited_ms });
    }
    cx.unlock(first).await?;
    Ok(meal)
}

/// Reaches for forks only while the waiter looks at nobody else: of those who hold one fork, one gets the second.
async fn eat_with_waiter(cx: Cx<'_>, first: usize, second: usize) -> Result<Meal, Stuck> {
    cx.lock(WAITER).await?;
    cx.lock(first).await?;
    let mut waited_ms = think(cx).await;
    cx.lock(second).await?;
    cx.unlock(WAITER).await?;
    waited_ms += think(cx).await;
    cx.unlock(second).await?;
    cx.unlock(first).await?;
    Ok(Meal { first, second, waited_ms })
}

async fn think(cx: Cx<'_>) -> u64 {
    wait_ms(cx, cx.values().u64("think_ms")).await
}
