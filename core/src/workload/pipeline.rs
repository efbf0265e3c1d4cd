//! Producers and consumers over a bounded queue, the article's Queue: order, and back pressure when it is full.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Sharing, Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use super::waited::wait_ms;
use crate::checksum::{Checksum, fingerprint};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};
use crate::world::{Shared, Stuck};

/// A bounded queue between those who make and those who use.
pub static WORKLOAD: Workload = Workload {
    id: "pipeline",
    title: "Producers and consumers",
    section: Section::MultiProcessing,
    about: "Producers put items into a queue that holds only a few, consumers take them out. A full queue holds producers up, an empty one consumers: nobody can run ahead for long.",
    expect: EXPECT,
    parameters,
    check: anything,
    sharing: Some(&Sharing { shared, observe: |_, _| Vec::new() }),
    reaches: None,
    published: None,
    tasks,
    steps,
    run,
    small: r#"{"items": 12, "make_ms": 1, "use_ms": 1}"#,
    source: fingerprint(include_str!("pipeline.rs")),
};

const EXPECT: &[Expectation] = &[
    Expectation {
        model: "sequential",
        text: "One lane does everything: it makes items until the queue is full, then uses them until it is empty. Every single wait adds up.",
        differs: Some(
            "A producer that waits for room lets the consumer go first, or a program like this would stop there for ever.",
        ),
    },
    expect(
        "time-slicing",
        "While the producer waits for its next item, the consumer works on the last one: the slower of the two sets the pace.",
    ),
    expect(
        "threads",
        "Producer and consumer go on at the same time; the slower one sets the pace, and the queue evens out the rest.",
    ),
    expect("gil", "Making and using are waits here, and a waiting thread lets go of the lock: as fast as threads."),
    expect(
        "processes",
        "The queue lies with the parent: each item is a message to it and an answer. Slower than threads by that, and by the start of the processes.",
    ),
    expect(
        "async",
        "One lane: whoever waits, for time or for the queue, lets the others go on. As fast as threads, without any.",
    ),
];

const QUEUE: usize = 0;
/// The queue by which consumers hand their sums to the first one of them.
const SUMS: usize = 1;

fn shared(values: &Values) -> Shared {
    let capacity = usize::try_from(values.integer("capacity")).expect("its range is that of small numbers");
    let mut queues = vec![("queue".to_owned(), capacity)];
    if values.integer("consumers") > 1 {
        queues.push(("sums".to_owned(), 1));
    }
    Shared { queues, ..Shared::default() }
}

fn parameters() -> Vec<Parameter> {
    let small = |id, title, about, max, default, unit| Parameter::integer(id, title, about, (1, max), default, unit);
    vec![
        small("items", "Items", "How many items each producer makes.", 500, 20, ""),
        small("producers", "Producers", "How many tasks make items.", 16, 1, ""),
        small("consumers", "Consumers", "How many tasks use items.", 16, 1, ""),
        small("capacity", "Room in the queue", "How many items the queue can hold.", 1_000, 4, ""),
        small("make_ms", "Making takes", "How long a producer waits for each item.", 1_000, 3, "ms"),
        small("use_ms", "Using takes", "How long a consumer waits over each item.", 1_000, 5, "ms"),
    ]
}

fn tasks(values: &Values) -> Vec<String> {
    let named = |role: &'static str, count: &str| {
        (1..=values.integer(count)).map(move |number| format!("{role} {number}")).collect::<Vec<_>>()
    };
    [named("producer", "producers"), named("consumer", "consumers")].concat()
}

fn steps(values: &Values) -> Steps {
    let (producers, consumers) = (values.u64("producers"), values.u64("consumers"));
    let items = producers * values.u64("items");
    // Each item is made, sent, received and used; in the end the consumers' sums are sent and received.
    Steps { asks: 2 * items + 2 * consumers, sleeps: 2 * items, ..Steps::default() }.printing(producers + items)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    let producers = cx.values().integer("producers");
    async move {
        let number = i64::from(cx.task());
        let done = if number < producers { produce(cx, number).await } else { consume(cx).await };
        done.map_err(|stuck| stuck.to_string())
    }
    .boxed_local()
}

/// Makes items. Its answer adds up which they were, and the waits for them.
async fn produce(cx: Cx<'_>, number: i64) -> Result<u64, Stuck> {
    let items = cx.values().integer("items");
    let mut sum = 0_u64;
    for item in 1..=items {
        let item = number * items + item;
        let waited = wait_ms(cx, cx.values().u64("make_ms")).await;
        cx.send(QUEUE, item).await?;
        sum = sum.wrapping_add(mark(item, waited));
    }
    cx.print(format_args!("made {items} items")).await;
    Ok(sum)
}

/// Uses its share of all items. Which ones it gets is decided by who is faster; how many is not. So only the first consumer, who
/// adds up what all of them used, comes to a sum; the answer of any other is how many it used.
async fn consume(cx: Cx<'_>) -> Result<u64, Stuck> {
    let (producers, consumers) = (cx.values().integer("producers"), cx.values().integer("consumers"));
    let all = producers * cx.values().integer("items");
    let place = i64::from(cx.task()) - producers;
    let share = all / consumers + i64::from(place < all % consumers);
    let (mut used, mut sum) = (0, 0_u64);
    for _ in 0..share {
        let item = cx.receive(QUEUE).await?;
        let waited = wait_ms(cx, cx.values().u64("use_ms")).await;
        cx.print(format_args!("used item {item}")).await;
        used += 1;
        sum = sum.wrapping_add(mark(item, waited));
    }
    if place > 0 {
        cx.send(SUMS, sum.cast_signed()).await?;
        return Ok(used);
    }
    for _ in 1..consumers {
        sum = sum.wrapping_add(cx.receive(SUMS).await?.cast_unsigned());
    }
    Ok(sum)
}

/// What an item and the wait over it add to an answer. Two items never add up to what another two do, other than by chance.
fn mark(item: i64, waited: u64) -> u64 {
    let mut mark = Checksum::default();
    mark.add(item.cast_unsigned());
    mark.add(waited);
    mark.value()
}
