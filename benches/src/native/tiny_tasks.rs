//! P7 and P9: what a task costs that does next to nothing, and how long very many waits take that all overlap.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Result;
use async_executor::LocalExecutor;
use futures::future::join_all;

use super::growing;
use super::own::{self, TINY, WAITS, tiny_answer};
use super::program::Program;
use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns;

/// Rows for rayon, tokio and smol, and for one wait.
///
/// # Errors
/// When a program cannot run, or answers differ.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let tasks = bench.effort.of(100, 10_000, 10_000);
    let mut rows = vec![by_rayon(bench, tasks)?, by_tokio(bench, tasks)?, by_smol(bench, tasks)?];
    let (few, wait_ms) = bench.effort.of((100, 1), (10_000, 100), (10_000, 100));
    rows.push(storm(bench, few, wait_ms)?);
    let (many, wait_ms) = bench.effort.of((200, 1), (20_000, 200), (100_000, 1_000));
    rows.push(storm(bench, many, wait_ms)?);
    rows.extend(growing::memory_of_a_wait(bench, many)?);
    Ok(rows)
}

fn by_rayon(bench: &Bench, tasks: usize) -> Result<Measured> {
    let program = Program::new(&TINY, own::values(tasks, 0), WORKERS)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(WORKERS).build()?;
    let scope = || {
        let answers: Vec<AtomicU64> = (0..tasks).map(|_| AtomicU64::new(0)).collect();
        pool.scope(|scope| {
            for (task, answer) in (0..).zip(&answers) {
                scope.spawn(move |_| answer.store(tiny_answer(task), Ordering::Relaxed));
            }
        });
        Ok(answers.into_iter().map(AtomicU64::into_inner).collect())
    };
    let row = Row { id: "P9", name: "tiny tasks on threads", peer: "rayon's scope", reach: Reach::AtMost(1.2) };
    row.measure(bench, &program, "threads", scope)
}

/// So many more rounds than of what takes longer: how fast two threads take tasks from each other depends on where each of them came to be.
const ROUNDS_OF_A_MILLISECOND: usize = 5;

/// Threads on either side.
const WORKERS: usize = 2;

/// What a task of an event loop may cost.
const EVENT_LOOP: Reach = Reach::AtMost(1.3);

fn by_tokio(bench: &Bench, tasks: usize) -> Result<Measured> {
    let program = Program::new(&TINY, own::values(tasks, 0), 1)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let spawned = || {
        runtime.block_on(async {
            let spawned: Vec<_> =
                (0..tasks as u64).map(|task| tokio::spawn(async move { tiny_answer(task) })).collect();
            join_all(spawned).await.into_iter().map(|answer| Ok(answer?)).collect()
        })
    };
    let row = Row {
        id: "P7",
        name: "tiny tasks on an event loop",
        peer: "tokio's current-thread runtime",
        reach: EVENT_LOOP,
    };
    row.measure(bench, &program, "async", spawned)
}

fn by_smol(bench: &Bench, tasks: usize) -> Result<Measured> {
    let program = Program::new(&TINY, own::values(tasks, 0), 1)?;
    let spawned = || {
        let executor = LocalExecutor::new();
        let spawned: Vec<_> = (0..tasks as u64).map(|task| executor.spawn(async move { tiny_answer(task) })).collect();
        Ok(futures::executor::block_on(executor.run(join_all(spawned))))
    };
    let row = Row { id: "P7", name: "tiny tasks on an event loop", peer: "smol's executor", reach: EVENT_LOOP };
    row.measure(bench, &program, "async", spawned)
}

struct Row {
    id: &'static str,
    name: &'static str,
    peer: &'static str,
    reach: Reach,
}

impl Row {
    /// Nanoseconds for each task.
    fn measure(
        self,
        bench: &Bench,
        program: &Program,
        model: &str,
        peer: impl Fn() -> Result<Vec<u64>>,
    ) -> Result<Measured> {
        let expected: Vec<u64> = (0..program.tasks() as u64).map(tiny_answer).collect();
        let each = |run: &dyn Fn() -> Result<Vec<u64>>| {
            Ok(program.milliseconds(&expected, run)? * 1e6 / program.tasks() as f64)
        };
        let (ours_values, peer_values) = turns::pairs(
            bench.effort,
            ROUNDS_OF_A_MILLISECOND * bench.effort.rounds(),
            || each(&|| program.under(bench, model)),
            || each(&peer),
        )?;
        Ok(Measured::Pair(Pair {
            id: self.id.to_owned(),
            place: Place::Native,
            name: format!("each of {} {}, beside {}", program.tasks(), self.name, self.peer),
            ours: format!("our {model}"),
            peer: self.peer.to_owned(),
            unit: Unit::Ns,
            ours_values,
            peer_values,
            reach: Some(self.reach),
            browser: None,
            note: (self.id == "P9").then(|| NOTE.to_owned()),
        }))
    }
}

/// What ours do that a scope's do not.
const NOTE: &str = "The beginning and the end of each of our tasks are written down, each with a look at the clock and a number that orders them among those \
                    of all threads; what that costs alone stands at P8.";

/// So many waits of this length at once, beside a single one.
fn storm(bench: &Bench, tasks: usize, wait_ms: u64) -> Result<Measured> {
    let program = Program::new(&WAITS, own::values(tasks, wait_ms), 1)?;
    let expected: Vec<u64> = (0..tasks as u64).collect();
    let all = || program.milliseconds(&expected, || program.under(bench, "async"));
    let one = || {
        turns::milliseconds(|| {
            std::thread::sleep(Duration::from_millis(wait_ms));
            Ok(())
        })
    };
    let (ours_values, peer_values) = turns::pairs(bench.effort, bench.effort.of(1, 6, 9), all, one)?;
    Ok(Measured::Pair(Pair {
        id: "P9".to_owned(),
        place: Place::Native,
        name: format!("{tasks} waits of {wait_ms} ms at once"),
        ours: "our async".to_owned(),
        peer: "one wait".to_owned(),
        unit: Unit::Ms,
        ours_values,
        peer_values,
        reach: Some(Reach::AtMost(1.1)),
        browser: None,
        note: None,
    }))
}
