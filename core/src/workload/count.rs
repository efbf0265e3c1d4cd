//! The article's `count_up` and `count_down`: two loops that only compute.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, anything, expect};
use super::published::Published;
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::kernel::{SLICE, add_down, add_up};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Two loops that only compute.
pub static WORKLOAD: Workload = Workload {
    id: "count",
    title: "Count up, count down",
    section: Section::Gil,
    about: "The article's count_up and count_down: two loops that add numbers. There is nothing to wait for, so only computing at the same time helps.",
    expect: &[
        expect("sequential", "One loop after the other, on one core. Every other model is compared with this one."),
        expect(
            "time-slicing",
            "Both loops are under way at once, but on one core they share its time: they take as long as one after the other.",
        ),
        expect(
            "threads",
            "Two cores count at the same time, so it takes about half as long. With one free core there is nothing to gain.",
        ),
        expect(
            "gil",
            "Two threads, but only the one that holds the lock counts; every few milliseconds it is the other one's turn. About as long as one after the other.",
        ),
        expect(
            "processes",
            "Two cores count at the same time, but starting processes costs time first. It pays when the loops are much longer than the start.",
        ),
        expect(
            "async",
            "One lane, and nothing ever waits, so nothing can be done meanwhile. As long as one after the other.",
        ),
    ],
    parameters,
    small: r#"{"n": 2000000}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: Some(&ARTICLE),
    tasks: |_| vec!["count_up".to_owned(), "count_down".to_owned()],
    steps,
    run,
    source: fingerprint(include_str!("count.rs")),
};

/// What the article prints for its two loops: in two threads, in two processes.
static ARTICLE: Published = Published {
    values: r#"{"n": 100000000}"#,
    fewest_workers: 2,
    seconds: &[("sequential", 25.86), ("gil", 24.50), ("processes", 8.38)],
    measured: "The article's own figures, from CPython on another machine, for 100 000 000 iterations of each loop, one run each: 25.86 s sequential, 24.50 s with threads under the GIL, 8.38 s with processes.",
    why: "a Python interpreter spends some 130 ns on each iteration, to decode instructions and to make a new number object, where this compiled loop needs about one",
};

fn parameters() -> Vec<Parameter> {
    vec![Parameter::integer(
        "n",
        "Iterations of each loop",
        "How many numbers each loop adds; the article takes 100\u{202f}000\u{202f}000.",
        (1, 10_000_000_000),
        100_000_000,
        "iterations",
    )]
}

fn steps(values: &Values) -> Steps {
    Steps::computing(2 * values.u64("n").div_ceil(SLICE), 2)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    let n = cx.values().u64("n");
    match cx.task() {
        0 => count_up(cx, n).boxed_local(),
        _ => count_down(cx, n).boxed_local(),
    }
}

async fn count_up(cx: Cx<'_>, n: u64) -> TaskOutcome {
    let mut count = 0;
    let mut begin = 0;
    while begin < n {
        let end = n.min(begin + SLICE);
        count = add_up(count, begin, end);
        begin = end;
        cx.checkpoint().await;
    }
    cx.print(format_args!("count_up: {count}")).await;
    Ok(count)
}

/// The article's `count_down` counts up again; this one really counts down.
async fn count_down(cx: Cx<'_>, n: u64) -> TaskOutcome {
    let mut count = 0;
    let mut end = n;
    while end > 0 {
        let begin = end.saturating_sub(SLICE);
        count = add_down(count, begin, end);
        end = begin;
        cx.checkpoint().await;
    }
    cx.print(format_args!("count_down: {count}")).await;
    Ok(count)
}
