//! What each workload says that is to be expected under each model, held against runs on an ideal machine in virtual time, where every
//! duration is exact: each sentence has a row here, with a piece of its wording and what must be seen for it to be true.
//!
//! Long because there are many workloads with six sentences each, and whoever changes a sentence looks for its row here.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these tests use only a part of it")]
mod suite;

use std::collections::{BTreeMap, BTreeSet};

use futures::executor::block_on;
use interleave_core::fold::spans::{self, State};
use interleave_core::run::Outcome;
use interleave_core::trace::{EventKind, LaneKind, OutputLine, Trace, output};
use interleave_core::{model, workload};
use serde_json::{Value, json};
use suite::{check_all, overlap, plan};

/// Slices of computing take a little more or less by chance, and lanes take a little to start.
const TOLERANCE: f64 = 0.1;

/// One plan under every model.
struct Runs(BTreeMap<&'static str, Outcome>);

fn runs(workload: &str, parameters: &Value, workers: u64) -> Runs {
    let plan = plan(&json!({ "workload": workload, "parameters": parameters, "workers": workers }).to_string());
    Runs(block_on(check_all(&suite::simulated(1), &plan, &[])))
}

impl Runs {
    fn trace(&self, model: &str) -> &Trace {
        &self.0[model].trace
    }

    fn ms(&self, model: &str) -> f64 {
        self.trace(model).wall_ns as f64 / 1e6
    }

    fn takes(&self, model: &str, expected_ms: f64) {
        let ms = self.ms(model);
        assert!((ms / expected_ms - 1.0).abs() < TOLERANCE, "{model} takes {ms} ms, not about {expected_ms} ms");
    }

    fn as_long_as(&self, model: &str, other: &str) {
        self.takes(model, self.ms(other));
    }

    /// Each task ends before the next one starts.
    fn one_after_the_other(&self, model: &str) {
        assert_eq!(most_under_way(self.trace(model)), 1, "{model}");
    }

    fn all_under_way_at_once(&self, model: &str) {
        let trace = self.trace(model);
        assert_eq!(most_under_way(trace), trace.tasks.len(), "{model}");
    }

    fn computes_at_the_same_time(&self, model: &str) {
        assert!(overlap(self.trace(model), State::Running), "{model}");
    }

    fn computes_one_at_a_time(&self, model: &str) {
        assert!(!overlap(self.trace(model), State::Running), "{model}");
    }

    fn milliseconds_in(&self, model: &str, state: State) -> f64 {
        spans::states_ms(&spans::fold(self.trace(model))).get(state.name()).copied().unwrap_or_default()
    }

    fn never(&self, model: &str, state: State) {
        assert_eq!(self.milliseconds_in(model, state), 0.0, "{model} is never {}", state.name());
    }

    fn starting_processes_takes_time(&self) {
        assert!(self.milliseconds_in("processes", State::Starting) > self.milliseconds_in("threads", State::Starting));
        assert!(self.ms("processes") > self.ms("threads"), "on an ideal machine the start is all that differs");
    }

    fn one_lane(&self, model: &str) {
        assert_eq!(self.trace(model).lanes.len(), 1, "{model}");
    }

    fn lanes_for_tasks(&self, model: &str, kind: LaneKind) {
        let trace = self.trace(model);
        assert_eq!(trace.lanes.iter().filter(|lane| lane.kind == kind).count(), trace.tasks.len(), "{model}");
    }

    /// The bytes of each message to and from the parent, which writes both down.
    fn messages(&self, model: &str) -> Vec<u64> {
        let bytes = |kind: EventKind| match kind {
            EventKind::Sent { bytes, .. } | EventKind::Received { bytes, .. } => Some(bytes),
            _ => None,
        };
        self.trace(model).events.iter().filter_map(|event| bytes(event.kind)).collect()
    }

    fn observed(&self, model: &str, name: &str) -> i64 {
        let found = self.0[model].observations.iter().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("{name} under {model}: {:?}", self.0[model].observations)).1
    }

    fn deadlocks(&self, model: &str) -> bool {
        !self.0[model].dead_ends.is_empty()
    }
}

/// The most tasks that had started and not ended at any moment.
fn most_under_way(trace: &Trace) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for event in trace.events.iter().filter(|event| event.task.is_some()) {
        match event.kind {
            EventKind::TaskStarted => now += 1,
            EventKind::TaskEnded | EventKind::TaskFailed => now -= 1,
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// A model, a piece of its sentence, and what must be seen.
type Row = (&'static str, &'static str, fn(&Runs));

/// Every model of the workload has a row, and each row quotes its sentence.
fn hold(workload: &str, runs: &Runs, rows: &[Row]) {
    let workload = workload::find(workload).expect("the test names a workload");
    for (id, quoted, claim) in rows {
        let said = workload.expect.iter().find(|expectation| expectation.model == *id).expect("every model has one");
        let all = [said.text, said.differs.unwrap_or_default()].join(" ");
        assert!(all.contains(quoted), "{}, {id}: '{quoted}' does not stand in '{all}'", workload.id);
        claim(runs);
    }
    let held: BTreeSet<&str> = rows.iter().map(|(id, ..)| *id).collect();
    assert_eq!(held, model::usual().map(|model| model.id).collect(), "{}: every model has a row", workload.id);
}

/// What only computes gains by cores and by nothing else. `quoted` are pieces of the six sentences, in the order of the models.
fn hold_computing(workload: &str, parameters: &Value, quoted: [&'static str; 6]) {
    let [sequential, time_slicing, threads, gil, processes, one_loop] = quoted;
    let rows: [Row; 6] = [
        ("sequential", sequential, |runs| runs.one_after_the_other("sequential")),
        ("time-slicing", time_slicing, |runs| runs.as_long_as("time-slicing", "sequential")),
        ("threads", threads, |runs| {
            runs.computes_at_the_same_time("threads");
            runs.takes("threads", runs.ms("sequential") / 2.0);
        }),
        ("gil", gil, |runs| {
            runs.computes_one_at_a_time("gil");
            runs.as_long_as("gil", "sequential");
        }),
        ("processes", processes, |runs| {
            runs.computes_at_the_same_time("processes");
            runs.starting_processes_takes_time();
        }),
        ("async", one_loop, |runs| {
            runs.never("async", State::Waiting);
            runs.as_long_as("async", "sequential");
        }),
    ];
    hold(workload, &runs(workload, parameters, 2), &rows);
}

#[test]
fn programs_that_only_compute_do_what_they_say() {
    let count = json!({ "n": 40_000_000 });
    hold_computing(
        "count",
        &count,
        [
            "One loop after the other",
            "as long as one after the other",
            "about half as long",
            "About as long as one after the other",
            "starting processes costs time first",
            "As long as one after the other",
        ],
    );
    hold_computing(
        "compress",
        &json!({ "blocks": 8 }),
        [
            "One block after the other",
            "no faster than one after the other",
            "about half as long",
            "threads gain nothing",
            "the start of the processes is all it costs",
            "As long as one block after the other",
        ],
    );
    hold_computing(
        "compile",
        &json!({ "programs": 8 }),
        [
            "One program after the other",
            "no faster than one after the other",
            "about half as long",
            "About as long as one program after the other",
            "starting them takes time first",
            "As long as one program after the other",
        ],
    );
    hold_computing(
        "mandelbrot",
        &json!({ "height": 80 }),
        [
            "One row after the other",
            "as long as one row after the other",
            "about half the time",
            "as long as one row after the other",
            "starting the processes costs",
            "As long as one row after the other",
        ],
    );
    for (workload, parameters) in [("count", count), ("compress", json!({})), ("compile", json!({}))] {
        let rows = runs(workload, &parameters, 2);
        let said = workload::find(workload).expect("it is one").expect[1].text;
        assert!(said.contains("under way at once"), "{said}");
        rows.all_under_way_at_once("time-slicing");
    }
}

#[test]
fn sort_does_what_it_says() {
    const NUMBERS: u64 = 400_000;
    hold(
        "sort",
        &runs("sort", &json!({ "n": NUMBERS, "parts": 4 }), 2),
        &[
            ("sequential", "One part after the other, then the merges", |runs| {
                runs.one_lane("sequential");
                runs.never("sequential", State::Waiting);
                runs.computes_one_at_a_time("sequential");
            }),
            ("sequential", "lets that one go first", |runs| assert!(most_under_way(runs.trace("sequential")) > 1)),
            ("time-slicing", "All parts are under way at once", |runs| runs.all_under_way_at_once("time-slicing")),
            ("time-slicing", "as long as one after the other", |runs| runs.as_long_as("time-slicing", "sequential")),
            ("threads", "Free cores sort parts at the same time", |runs| {
                runs.lanes_for_tasks("threads", LaneKind::Thread);
                runs.computes_at_the_same_time("threads");
            }),
            ("threads", "the last one has one core at work, however many there are", |runs| {
                // Each of four cores sorts a quarter; half of the list, then all of it is merged by one core while others wait.
                assert!(runs.ms("threads") > 1.2 * runs.ms("sequential") / 4.0, "{}", runs.ms("threads"));
                assert!(runs.ms("threads") < runs.ms("sequential") / 2.0, "{}", runs.ms("threads"));
                assert!(runs.milliseconds_in("threads", State::Blocked) > 0.0);
            }),
            ("gil", "About as long as one part after the other", |runs| {
                runs.computes_one_at_a_time("gil");
                runs.as_long_as("gil", "sequential");
            }),
            ("processes", "each is copied into a message to the parent, and from there", |runs| {
                runs.computes_at_the_same_time("processes");
                // Half of the numbers in the first round and half in the second; each is sent and received twice.
                let numbers: u64 = runs.messages("processes").into_iter().sum();
                assert!((8 * NUMBERS * 2..8 * NUMBERS * 3).contains(&numbers), "{numbers} bytes");
            }),
            ("async", "As long as one part after the other", |runs| {
                runs.one_lane("async");
                runs.never("async", State::Waiting);
                runs.as_long_as("async", "sequential");
            }),
        ],
    );
}

#[test]
fn with_one_worker_threads_gain_nothing() {
    let runs = runs("count", &json!({ "n": 40_000_000 }), 1);
    runs.as_long_as("threads", "sequential");
}

#[test]
fn arithmetic_does_what_it_says() {
    // An article's second is 10 ms.
    let parameters = json!({ "time_scale": 10 });
    hold(
        "arithmetic",
        &runs("arithmetic", &parameters, 2),
        &[
            ("sequential", "30 in all", |runs| {
                runs.one_after_the_other("sequential");
                runs.takes("sequential", 300.0);
            }),
            ("sequential", "nothing for nearly all of that time", |runs| {
                assert!(runs.milliseconds_in("sequential", State::Waiting) > 0.9 * runs.ms("sequential"));
            }),
            ("time-slicing", "both sleep at the same time: 20", |runs| runs.takes("time-slicing", 200.0)),
            ("threads", "the sleeps overlap: 20", |runs| runs.takes("threads", 200.0)),
            ("gil", "the sleeps overlap: 20", |runs| runs.takes("gil", 200.0)),
            ("processes", "the start of two processes", |runs| {
                assert!(overlap(runs.trace("processes"), State::Waiting));
                runs.starting_processes_takes_time();
            }),
            ("async", "20 article seconds", |runs| {
                runs.one_lane("async");
                runs.takes("async", 200.0);
            }),
        ],
    );
}

#[test]
fn counter_does_what_it_says() {
    const LOST: &str = "lost updates";
    let own_copy: Row = ("processes", "the parent's stays as it was", |runs| {
        assert_eq!(runs.observed("processes", "the parent's copy of number"), 0);
    });
    hold(
        "counter",
        &runs("counter", &json!({ "increments": 400_000 }), 2),
        &[
            ("sequential", "nothing is lost", |runs| {
                runs.one_after_the_other("sequential");
                assert_eq!(runs.observed("sequential", LOST), 0);
            }),
            ("time-slicing", "nothing is lost", |runs| {
                runs.all_under_way_at_once("time-slicing");
                assert_eq!(runs.observed("time-slicing", LOST), 0);
            }),
            // That updates are lost takes two cores: tests/native.rs and tests/web.rs look at it.
            ("threads", "none is where one thread is done before the other begins", |runs| {
                assert_eq!(runs.observed("threads", LOST), 0);
            }),
            ("gil", "nothing is lost here", |runs| assert_eq!(runs.observed("gil", LOST), 0)),
            own_copy,
            ("async", "nothing is lost", |runs| assert_eq!(runs.observed("async", LOST), 0)),
        ],
    );
    for fix in ["mutex", "atomic", "messages"] {
        let runs = runs("counter", &json!({ "increments": 500, "fix": fix }), 2);
        for model in ["threads", "gil", "time-slicing", "async", "sequential"] {
            assert_eq!(runs.observed(model, LOST), 0, "{fix} brings them all back under {model}");
        }
        match fix {
            "messages" => assert_eq!(runs.observed("processes", LOST), 0, "with messages the sum comes together"),
            _ => (own_copy.2)(&runs),
        }
    }
}

#[test]
fn philosophers_do_what_they_say() {
    hold(
        "philosophers",
        &runs("philosophers", &json!({}), 2),
        &[
            ("sequential", "no deadlock", |runs| {
                runs.one_after_the_other("sequential");
                runs.never("sequential", State::Blocked);
                assert!(!runs.deadlocks("sequential"));
            }),
            ("time-slicing", "needs no second core", |runs| {
                runs.one_lane("time-slicing");
                assert!(runs.deadlocks("time-slicing"));
            }),
            ("threads", "found, named, and broken by the one who closed it", |runs| {
                let run = &runs.0["threads"];
                assert!(run.dead_ends[0].contains("fork"), "{:?}", run.dead_ends);
                assert!(run.tasks.iter().all(Result::is_ok), "all go on: {:?}", run.tasks);
                let put_back = |line: &&OutputLine| line.text.ends_with("puts the fork back");
                assert_eq!(output(&run.trace).iter().filter(put_back).count(), run.dead_ends.len());
            }),
            ("gil", "the circle of forks closes as before", |runs| assert!(runs.deadlocks("gil"))),
            ("processes", "closes all the same", |runs| assert!(runs.deadlocks("processes"))),
            ("processes", "a message there and back", |runs| {
                let asked = runs.trace("processes").tasks.len();
                assert!(runs.messages("processes").len() > 4 * asked, "the task, its end, and what it asks for");
            }),
            ("async", "One lane, and still a deadlock", |runs| {
                runs.one_lane("async");
                assert!(runs.deadlocks("async"));
            }),
        ],
    );
}

#[test]
fn pipeline_does_what_it_says() {
    // Making takes 2 ms, using 3 ms: twenty times, and the first is made before it can be used.
    const PACE_MS: f64 = 20.0 * 3.0 + 2.0;
    let parameters = json!({ "items": 20, "make_ms": 2, "use_ms": 3, "capacity": 4 });
    hold(
        "pipeline",
        &runs("pipeline", &parameters, 2),
        &[
            ("sequential", "Every single wait adds up", |runs| runs.takes("sequential", 20.0 * (2.0 + 3.0))),
            ("time-slicing", "the slower of the two sets the pace", |runs| runs.takes("time-slicing", PACE_MS)),
            ("threads", "the slower one sets the pace", |runs| runs.takes("threads", PACE_MS)),
            ("gil", "as fast as threads", |runs| runs.as_long_as("gil", "threads")),
            ("processes", "each item is a message to it and an answer", |runs| {
                assert!(
                    runs.messages("processes").len() >= 2 * 2 * 20,
                    "it is sent and received, and each asks and is answered"
                );
            }),
            ("processes", "Slower than threads by that, and by the start", |runs| runs.starting_processes_takes_time()),
            ("async", "As fast as threads, without any", |runs| {
                runs.one_lane("async");
                runs.as_long_as("async", "threads");
            }),
        ],
    );
}

#[test]
fn storm_does_what_it_says() {
    hold(
        "storm",
        &runs("storm", &json!({ "waits": 40, "wait_ms": 10 }), 2),
        &[
            ("sequential", "their number times their length", |runs| {
                runs.one_after_the_other("sequential");
                runs.takes("sequential", 400.0);
            }),
            ("time-slicing", "as long as one wait", |runs| {
                runs.one_lane("time-slicing");
                runs.takes("time-slicing", 10.0);
            }),
            ("threads", "two workers need half of the sequential time", |runs| runs.takes("threads", 200.0)),
            ("gil", "as long as threads", |runs| runs.as_long_as("gil", "threads")),
            ("processes", "As many waits overlap as there are processes", |runs| {
                assert_eq!(most_under_way(runs.trace("processes")), 2);
            }),
            ("processes", "Each task is a message to a process and an answer", |runs| {
                assert!(runs.messages("processes").len() >= 2 * 40);
            }),
            ("async", "as long as a single one", |runs| {
                runs.one_lane("async");
                runs.takes("async", 10.0);
            }),
        ],
    );
    let with_a_worker_each = runs("storm", &json!({ "waits": 40, "wait_ms": 10 }), 40);
    with_a_worker_each.takes("threads", 10.0);
}

#[test]
fn transfer_does_what_it_says() {
    const PAYLOAD: u64 = 256 * 1024;
    hold(
        "transfer",
        &runs("transfer", &json!({ "kib": PAYLOAD / 1024, "trips": 3 }), 2),
        &[
            ("sequential", "Both tasks are on one lane", |runs| runs.one_lane("sequential")),
            ("sequential", "lets the reader go first", |runs| assert_eq!(most_under_way(runs.trace("sequential")), 2)),
            ("time-slicing", "handing over costs an address", |runs| runs.as_long_as("time-slicing", "sequential")),
            ("threads", "take turns by themselves, so a second core does not help", |runs| {
                runs.computes_one_at_a_time("threads");
                assert!(runs.ms("threads") >= runs.ms("sequential"));
            }),
            ("gil", "As with threads", |runs| runs.as_long_as("gil", "threads")),
            ("processes", "every byte is copied several times", |runs| {
                let there_and_back = 3 * 2 * PAYLOAD;
                let sent: u64 = runs.messages("processes").into_iter().sum();
                assert!(sent >= 2 * there_and_back, "to the parent, and from it: {sent}");
            }),
            ("async", "One lane, one memory", |runs| {
                runs.one_lane("async");
                runs.as_long_as("async", "sequential");
            }),
        ],
    );
}

#[test]
fn mixed_does_what_it_says() {
    let with =
        |waiting: u64, workers| runs("mixed", &json!({ "tasks": 4, "work_ms": 50, "waiting": waiting }), workers);
    let (computes, half, waits) = (with(0, 4), with(50, 4), with(100, 4));
    hold(
        "mixed",
        &half,
        &[
            ("sequential", "the number of tasks times the work of each", |runs| runs.one_after_the_other("sequential")),
            ("time-slicing", "the waits overlap", |runs| assert!(runs.ms("time-slicing") < runs.ms("sequential"))),
            ("threads", "With a worker for each task everything overlaps", |runs| {
                runs.takes("threads", runs.ms("sequential") / 4.0);
            }),
            ("gil", "may have to wait for the lock again", |runs| {
                assert!(runs.milliseconds_in("gil", State::Ready) + runs.milliseconds_in("gil", State::Blocked) > 0.0);
            }),
            ("processes", "the start of the processes comes on top", |runs| runs.starting_processes_takes_time()),
            ("async", "All waits overlap, however many there are, and all computing adds up", |runs| {
                runs.one_lane("async");
                runs.computes_one_at_a_time("async");
            }),
        ],
    );
    waits.as_long_as("gil", "threads");
    computes.as_long_as("gil", "sequential");
    computes.as_long_as("async", "sequential");
    waits.takes("async", 50.0);
    waits.takes("time-slicing", 50.0);
    assert_eq!(most_under_way(with(50, 2).trace("threads")), 2, "as many at a time as there are workers");
    assert_eq!(most_under_way(with(50, 2).trace("processes")), 2, "as many at a time as there are workers");

    let hog = runs("mixed", &json!({ "tasks": 4, "work_ms": 50, "waiting": 90, "hog": "yes" }), 5);
    let ended = |model, task: usize| {
        let trace = hog.trace(model);
        let end = trace
            .events
            .iter()
            .find(|event| event.task.is_some_and(|own| own as usize == task) && event.kind == EventKind::TaskEnded);
        end.expect("it ends").at_ns
    };
    let last = hog.trace("async").tasks.len() - 1;
    assert!(
        (0..last).all(|task| ended("async", task) > ended("async", last)),
        "the hog holds everybody up under async"
    );
    let without = runs("mixed", &json!({ "tasks": 4, "work_ms": 50, "waiting": 90 }), 5);
    hog.takes("threads", without.ms("threads"));
}

#[test]
fn the_gil_laboratory_does_what_it_says() {
    let parameters = json!({ "slices": 2_000, "naps": 10 });
    hold(
        "gil-lab",
        &runs("gil-lab", &parameters, 2),
        &[
            ("sequential", "Computing first, napping afterwards", |runs| runs.one_after_the_other("sequential")),
            ("time-slicing", "the naps pass beside the computing", |runs| {
                assert!(runs.ms("time-slicing") < runs.ms("sequential"));
            }),
            ("threads", "nobody waits for anybody", |runs| {
                runs.never("threads", State::Ready);
                runs.never("threads", State::Blocked);
            }),
            ("gil", "waits a whole switch interval", |runs| {
                // Ten naps, five milliseconds after each.
                let waited = runs.milliseconds_in("gil", State::Ready) + runs.milliseconds_in("gil", State::Blocked);
                assert!(waited > 9.0 * 5.0, "{waited} ms");
            }),
            ("processes", "nobody waits for anybody", |runs| {
                runs.never("processes", State::Ready);
                runs.never("processes", State::Blocked);
            }),
            ("processes", "the parent's stays as it was", |runs| {
                assert_eq!(runs.observed("processes", "the parent's copy of number"), 0);
            }),
            ("async", "noticed when it is done", |runs| {
                let ends = |name: &str| {
                    let trace = runs.trace("async");
                    let task = trace.tasks.iter().position(|task| task == name).expect("it is one");
                    let own = trace.events.iter().filter(|event| event.task.is_some_and(|own| own as usize == task));
                    own.map(|event| event.seq).max()
                };
                assert!(ends("napping 1") > ends("computing 1"));
            }),
        ],
    );
    let computing = |tasks: u64| runs("gil-lab", &json!({ "computing": tasks, "waiting": 0, "slices": 1_000 }), 2);
    let (one, two) = (computing(1), computing(2));
    two.takes("gil", 2.0 * one.ms("gil"));
}

#[test]
fn scenarios_do_what_they_say() {
    let of = |id: &str| runs("scenario", &json!({ "builtin": id }), 2);
    hold(
        "scenario",
        &of("driving-and-phoning"),
        &[
            ("sequential", "each to its end", |runs| runs.one_after_the_other("sequential")),
            ("time-slicing", "one computes at a time", |runs| {
                runs.all_under_way_at_once("time-slicing");
                runs.computes_one_at_a_time("time-slicing");
            }),
            ("threads", "A thread for each task", |runs| {
                runs.lanes_for_tasks("threads", LaneKind::Thread);
                runs.computes_at_the_same_time("threads");
            }),
            ("gil", "computing takes the lock", |runs| {
                runs.lanes_for_tasks("gil", LaneKind::Thread);
                runs.computes_one_at_a_time("gil");
            }),
            ("processes", "A process for each task", |runs| runs.lanes_for_tasks("processes", LaneKind::Process)),
            ("async", "holds all others up until it waits", |runs| runs.one_after_the_other("async")),
        ],
    );
    let deadlock = of("deadlock");
    assert!(!deadlock.deadlocks("sequential"), "accidents that need two tasks under way at once do not happen");
    assert!(deadlock.deadlocks("gil"), "waiting releases the lock of the interpreter, so that both can be under way");
    let producer = of("producer-and-consumer");
    assert!(most_under_way(producer.trace("sequential")) == 2, "a task that waits for a later one lets it go first");
    assert!(producer.messages("processes").len() > 12, "queues are with the parent");
    let lost = of("lost-update");
    assert_eq!(lost.observed("processes", "the parent's copy of balance"), 100, "each process has its own");
    assert_eq!(lost.observed("sequential", "balance"), 180);
    assert_ne!(lost.observed("async", "balance"), 180);
}

#[test]
fn company_does_what_it_says() {
    let runs = runs("company", &json!({ "time_scale": 100 }), 2);
    hold(
        "company",
        &runs,
        &[
            ("sequential", "the round trips add up, 4 article seconds", |runs| {
                runs.one_after_the_other("sequential");
                runs.takes("sequential", 400.0);
            }),
            ("time-slicing", "both round trips overlap, 2 article seconds", |runs| {
                runs.all_under_way_at_once("time-slicing");
                runs.takes("time-slicing", 200.0);
            }),
            ("threads", "Each query waits on a thread of its own", |runs| {
                runs.lanes_for_tasks("threads", LaneKind::Thread);
                runs.takes("threads", 200.0);
            }),
            ("gil", "lets go of the lock, so the round trips overlap", |runs| {
                assert!(overlap(runs.trace("gil"), State::Waiting));
                runs.takes("gil", 200.0);
            }),
            ("processes", "The round trips overlap, each in a process of its own", |runs| {
                assert!(overlap(runs.trace("processes"), State::Waiting));
                runs.starting_processes_takes_time();
            }),
            ("async", "overlap on one lane, 2 article seconds and no thread", |runs| {
                runs.one_lane("async");
                runs.all_under_way_at_once("async");
                runs.takes("async", 200.0);
            }),
        ],
    );
}

#[test]
fn download_does_what_it_says() {
    // Twelve files of 10 ms each, over six connections.
    let runs = runs("download", &json!({ "files": 12, "kib": 1, "delay_ms": 10, "at_once": 6 }), 2);
    hold(
        "download",
        &runs,
        &[
            ("sequential", "the delays of all files add up", |runs| {
                runs.one_after_the_other("sequential");
                runs.takes("sequential", 120.0);
            }),
            ("time-slicing", "as long as the delays of one of them", |runs| {
                runs.all_under_way_at_once("time-slicing");
                runs.takes("time-slicing", 20.0);
            }),
            ("threads", "half of the sequential time", |runs| runs.takes("threads", 60.0)),
            ("gil", "as long as threads", |runs| runs.as_long_as("gil", "threads")),
            ("processes", "every byte is copied once more", |runs| {
                assert!(runs.messages("processes").iter().sum::<u64>() > 12 * 1024);
                runs.starting_processes_takes_time();
            }),
            ("async", "wait at the same time on one lane", |runs| {
                runs.one_lane("async");
                runs.all_under_way_at_once("async");
                runs.takes("async", 20.0);
            }),
        ],
    );
}

#[test]
fn files_does_what_it_says() {
    let runs = runs("files", &json!({ "files": 4, "kib": 1024 }), 2);
    hold(
        "files",
        &runs,
        &[
            ("sequential", "one file after the other", |runs| runs.one_after_the_other("sequential")),
            ("time-slicing", "one core computes for all", |runs| {
                runs.all_under_way_at_once("time-slicing");
                runs.computes_one_at_a_time("time-slicing");
            }),
            ("threads", "two compute at the same time", |runs| runs.computes_at_the_same_time("threads")),
            ("gil", "and computing with nothing", |runs| runs.computes_one_at_a_time("gil")),
            ("processes", "each piece is a message from there", |runs| {
                runs.computes_at_the_same_time("processes");
                assert!(runs.messages("processes").iter().sum::<u64>() > 4 << 20);
            }),
            ("async", "nothing for computing", |runs| {
                runs.one_lane("async");
                runs.all_under_way_at_once("async");
                runs.computes_one_at_a_time("async");
            }),
        ],
    );
}

#[test]
fn every_workload_has_its_rows_here() {
    let here = include_str!("expectations.rs");
    for workload in workload::ALL {
        assert!(here.contains(&format!("\"{}\",", workload.id)), "what {} says is held against no run", workload.id);
    }
}
