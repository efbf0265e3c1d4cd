//! P10: whole jobs of a tenth of a second and more, ours as the command line runs them, beside programs written by hand for nothing else.

use std::thread;
use std::time::Duration;

use anyhow::Result;
use interleave_core::checksum::Checksum;
use interleave_core::kernel::{add_down, add_up};
use interleave_core::plan::Values;
use interleave_core::workload::mandelbrot;
use rayon::prelude::*;
use serde_json::json;

use super::job::{Job, peer_milliseconds};
use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns;

/// What an executor may add to such a job.
const REACH: Reach = Reach::AtMost(1.02);

/// Threads on either side.
const WORKERS: usize = 2;

/// A row for each of `std::thread`, rayon and tokio.
///
/// # Errors
/// When a job cannot run, or answers differ.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    Ok(vec![by_std(bench)?, by_rayon(bench)?, by_tokio(bench)?])
}

/// Two loops on two threads.
fn by_std(bench: &Bench) -> Result<Measured> {
    let n: u64 = bench.effort.of(1_000_000, 200_000_000, 200_000_000);
    let plan = json!({"workload": "count", "parameters": {"n": n}, "models": ["threads"], "workers": WORKERS});
    row(bench, "two loops that only compute", "std::thread", &Job::new(plan)?, || {
        thread::scope(|scope| {
            let loops = [scope.spawn(|| add_up(0, 0, n)), scope.spawn(|| add_down(0, 0, n))];
            loops.map(|done| done.join().expect("it does not panic")).into()
        })
    })
}

/// Rows of a picture on a pool of two threads, which stays warm as ours does.
fn by_rayon(bench: &Bench) -> Result<Measured> {
    let limit = bench.effort.of(100, 3_000, 3_000);
    let plan =
        json!({"workload": "mandelbrot", "parameters": {"limit": limit}, "models": ["threads"], "workers": WORKERS});
    let job = Job::new(plan)?;
    let values = job.plan.values().clone();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(WORKERS).build()?;
    row(bench, "the rows of a picture", "rayon", &job, || {
        pool.install(|| (0..values.u64("height")).into_par_iter().map(|number| picture_row(&values, number)).collect())
    })
}

fn picture_row(values: &Values, number: u64) -> u64 {
    let mut checksum = Checksum::default();
    mandelbrot::counts(values, number).for_each(|count| checksum.add(count));
    checksum.value()
}

/// A thousand waits of a tenth of a second at once.
fn by_tokio(bench: &Bench) -> Result<Measured> {
    let (waits, wait_ms): (u64, u64) = bench.effort.of((10, 1), (1_000, 100), (1_000, 100));
    let plan = json!({"workload": "storm", "parameters": {"waits": waits, "wait_ms": wait_ms}, "models": ["async"]});
    row(bench, "waits at once", "tokio", &Job::new(plan)?, || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let wait = move |number: u64| async move {
            tokio::time::sleep(Duration::from_millis(wait_ms)).await;
            number * 1_000 + wait_ms
        };
        runtime.block_on(async {
            let waiting: Vec<_> = (1..=waits).map(|number| tokio::spawn(wait(number))).collect();
            let mut answers = Vec::new();
            for one in waiting {
                answers.push(one.await.expect("it does not panic"));
            }
            answers
        })
    })
}

fn row(bench: &Bench, name: &str, library: &str, job: &Job, program: impl Fn() -> Vec<u64>) -> Result<Measured> {
    let expected = program();
    let ours = || job.milliseconds(bench, &expected);
    let peer = || peer_milliseconds(&expected, &program);
    let (ours_values, peer_values) = turns::pairs(bench.effort, bench.effort.of(1, 6, 21), ours, peer)?;
    Ok(Measured::Pair(Pair {
        id: "P10".to_owned(),
        place: Place::Native,
        name: format!("a whole job: {name}"),
        ours: format!("our {}", job.plan.models[0].id),
        peer: format!("{library}, by hand"),
        unit: Unit::Ms,
        ours_values,
        peer_values,
        reach: Some(REACH),
        browser: None,
        note: None,
    }))
}
