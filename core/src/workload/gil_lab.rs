//! A laboratory for the GIL: threads that compute beside threads that wait, and three ways to compute.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Observations, Remains, Sharing, Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use super::waited::wait_ms;
use crate::checksum::fingerprint;
use crate::kernel::add_up;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome, released};
use crate::world::Shared;

/// Threads that want the lock for long, and threads that want it often.
pub static WORKLOAD: Workload = Workload {
    id: "gil-lab",
    title: "GIL laboratory",
    section: Section::Gil,
    about: "Some tasks compute, others wake up every millisecond and want a moment of computing. Under the GIL each wake-up beside a computing thread costs a switch interval: the convoy. Take as many workers as tasks.",
    expect: EXPECT,
    parameters,
    small: r#"{"slices": 400, "naps": 4}"#,
    check: anything,
    sharing: Some(&Sharing { shared, observe }),
    reaches: None,
    published: None,
    tasks,
    steps,
    run,
    source: fingerprint(include_str!("gil_lab.rs")),
};

const EXPECT: &[Expectation] = &[
    expect("sequential", "Computing first, napping afterwards: the times add up."),
    expect(
        "time-slicing",
        "A napping task waits for the end of a quantum each time it wakes up; the naps pass beside the computing.",
    ),
    expect("threads", "As in free-threaded Python: with a core for each thread, nobody waits for anybody."),
    expect(
        "gil",
        "A napping thread that wakes up waits a whole switch interval until the computing thread gives way, each time. Shorter intervals help it, and computing threads gain nothing from each other.",
    ),
    Expectation {
        model: "processes",
        text: "Each process has a lock of its own, so nobody waits for anybody; only their start takes time.",
        differs: Some("Each process counts updates in a copy of its own, and the parent's stays as it was."),
    },
    expect(
        "async",
        "The event loop is blocked while a task computes: all naps that end meanwhile are noticed when it is done.",
    ),
];

/// How long a nap is.
const NAP_MS: u64 = 1;

/// Additions in one slice: some twenty microseconds.
const SLICE: u64 = 1 << 15;

fn parameters() -> Vec<Parameter> {
    let number = |id, title, about, range, default| Parameter::integer(id, title, about, range, default, "");
    vec![
        number("computing", "Computing tasks", "How many tasks compute.", (1, 16), 1),
        number("waiting", "Napping tasks", "How many tasks nap for a millisecond, again and again.", (0, 16), 1),
        number("slices", "Slices of computing", "How much each computing task computes.", (1, 10_000_000), 5_000),
        number("naps", "Naps", "How often each napping task naps.", (0, 100_000), 20),
        Parameter::choice(
            "checkpoint",
            "Checkpoints",
            "After each slice, as Python code has them; after each within the update of a shared number, as in x += f(); none, as in a C function that keeps the GIL; or the GIL released until all is computed, as C functions can.",
            &[
                ("each-slice", "After each slice"),
                ("within-update", "Within each update"),
                ("none", "None: the GIL is kept"),
                ("released", "None: the GIL is released"),
            ],
        ),
    ]
}

/// The number that every slice adds 1 to.
const NUMBER: usize = 0;

fn shared(_: &Values) -> Shared {
    Shared { cells: vec![("number".to_owned(), 0)], ..Shared::default() }
}

fn observe(values: &Values, remains: Remains<'_>) -> Observations {
    if matches!(values.text("checkpoint"), "none" | "released") {
        return Vec::new();
    }
    let updates = values.integer("computing") * values.integer("slices");
    let number = remains.cells[NUMBER];
    let found = if remains.one_memory {
        ("lost updates".to_owned(), updates - number)
    } else {
        (remains.called("number"), number)
    };
    vec![("updates".to_owned(), updates), found]
}

fn tasks(values: &Values) -> Vec<String> {
    let named = |kind: &'static str, id| (1..=values.integer(id)).map(move |number| format!("{kind} {number}"));
    named("computing", "computing").chain(named("napping", "waiting")).collect()
}

fn steps(values: &Values) -> Steps {
    let (computing, naps) = (values.u64("computing"), values.u64("waiting") * values.u64("naps"));
    let (slices, released) = match values.text("checkpoint") {
        "none" => (0, 0),
        "released" => (0, computing),
        _ => (computing * values.u64("slices"), 0),
    };
    Steps { sleeps: naps + released, slices: slices + naps, ..Steps::default() }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    if u64::from(cx.task()) < cx.values().u64("computing") {
        compute(cx).map(Ok).boxed_local()
    } else {
        nap(cx).map(Ok).boxed_local()
    }
}

async fn compute(cx: Cx<'_>) -> u64 {
    let count = cx.values().u64("slices");
    let slices = 0..count;
    // No model can come between these slices, but a cancel must.
    let at_once = |slices: std::ops::Range<u64>| slices.take_while(|_| !cx.is_cancelled()).fold(0, add_slice);
    match cx.values().text("checkpoint") {
        "none" => {
            let sum = at_once(slices);
            cx.computed(count).await;
            sum
        }
        "released" => released(cx, count, || at_once(slices)).await,
        "within-update" => {
            let mut sum = 0;
            for slice in slices {
                let number = cx.load(NUMBER);
                sum = add_slice(sum, slice);
                cx.checkpoint().await;
                cx.store(NUMBER, number + 1);
            }
            sum
        }
        _ => {
            let mut sum = 0;
            for slice in slices {
                sum = add_slice(sum, slice);
                cx.store(NUMBER, cx.load(NUMBER) + 1);
                cx.checkpoint().await;
            }
            sum
        }
    }
}

fn add_slice(sum: u64, slice: u64) -> u64 {
    add_up(sum, slice * SLICE, (slice + 1) * SLICE)
}

async fn nap(cx: Cx<'_>) -> u64 {
    let mut waited = 0;
    for _ in 0..cx.values().u64("naps") {
        waited += wait_ms(cx, NAP_MS).await;
        cx.checkpoint().await;
    }
    waited
}
