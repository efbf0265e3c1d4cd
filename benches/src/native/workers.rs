//! P2: threads and processes of ours beside bare ones, over the same task functions; some of them ask for memory all the time.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use interleave_core::trace::TaskId;
use interleave_core::workload;
use serde_json::json;

use super::program::Program;
use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns::{self, Effort};

/// How fast we are to be beside bare threads.
const REACH: Reach = Reach::AtLeast(0.97);

/// Threads or processes on either side.
const WORKERS: usize = 2;

/// A workload's id, and its values for each effort: for next to nothing, for some tens of milliseconds of one core, and for some hundred.
pub type Kernel = (&'static str, fn(Effort) -> serde_json::Value);

/// All that only computes. `compress` and `compile` ask for memory all the time, `sort` for large pieces of it, and `count` and `mandelbrot` for none.
pub const KERNELS: [Kernel; 5] = [
    ("count", |effort| json!({"n": effort.of(100_000, 60_000_000, 200_000_000)})),
    (
        "mandelbrot",
        |effort| json!({"width": effort.of(48, 1_920, 1_920), "height": effort.of(12, 40, 80), "limit": 1_500}),
    ),
    ("compress", |effort| json!({"blocks": effort.of(2, 10, 32), "block_kib": effort.of(4, 128, 128)})),
    ("compile", |effort| json!({"programs": 8, "modules": effort.of(1, 60, 200)})),
    ("sort", |effort| json!({"n": effort.of(1_000, 600_000, 2_000_000), "parts": 2})),
];

/// The same for some hundreds of milliseconds: jobs that are worth processes. Of shorter ones starting is
/// most, and that has rows of its own.
const LONGER: [Kernel; 5] = [
    ("count", |effort| json!({"n": effort.of(100_000, 125_000_000, 500_000_000)})),
    (
        "mandelbrot",
        // Few long rows: each is a message to a process, and an answer.
        |effort| json!({"width": effort.of(48, 1_920, 1_920), "height": effort.of(12, 160, 160), "limit": effort.of(1_500, 1_000, 4_000)}),
    ),
    ("compress", |effort| json!({"blocks": effort.of(2, 16, 64), "block_kib": effort.of(4, 192, 192)})),
    // One program each, as for a bare process.
    ("compile", |effort| json!({"programs": WORKERS, "modules": effort.of(1, 1_200, 4_800)})),
    // The same in tasks that are handed out one at a time.
    ("compile", |effort| json!({"programs": effort.of(8, 64, 64), "modules": effort.of(1, 20, 150)})),
];
/// The place of the last one, which stands beside the others for comparison.
const MANY_TASKS: usize = LONGER.len() - 1;
const HANDED_OUT: &str = "In 64 tasks, which are handed out one at a time, while bare processes know all theirs from the start: messages, and the wait for the other process’s last task, are a part of the difference.";

/// The program of a kernel, for as many workers as there are cores to be sure of.
///
/// # Errors
/// None: the values are in range.
pub fn program(effort: Effort, (id, values): Kernel) -> Result<Program> {
    Program::new(workload::find(id)?, values(effort), WORKERS)
}

/// Rows for `std::thread`, rayon and bare child processes.
///
/// # Errors
/// When a program cannot run, or answers differ.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let mut rows = Vec::new();
    // It stays warm, as ours does.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(WORKERS).build()?;
    for kernel in KERNELS {
        let (id, program) = (kernel.0, program(bench.effort, kernel)?);
        let threads = || program.under(bench, "threads");
        rows.push(row(bench, &program, ("threads", "std::thread"), threads, || program.by_std(bench, WORKERS))?);
        // Tasks of `sort` wait for each other, which rayon's threads must not, and which bare processes cannot.
        if id == "sort" {
            continue;
        }
        rows.push(row(bench, &program, ("threads", "rayon"), threads, || program.by_rayon(bench, &pool))?);
    }
    for (place, kernel) in LONGER.into_iter().enumerate() {
        let program = program(bench.effort, kernel)?;
        let processes = || program.under(bench, "processes");
        let mut row = row(bench, &program, ("processes", "bare processes"), processes, || by_processes(bench, place))?;
        if place == MANY_TASKS {
            let name = "compile in many tasks, beside bare processes".to_owned();
            row = Pair { name, reach: None, note: Some(HANDED_OUT.to_owned()), ..row };
        }
        rows.push(row);
    }
    Ok(rows.into_iter().map(Measured::Pair).collect())
}

fn row(
    bench: &Bench,
    program: &Program,
    (model, library): (&str, &str),
    ours: impl Fn() -> Result<Vec<u64>>,
    peer: impl Fn() -> Result<Vec<u64>>,
) -> Result<Pair> {
    let expected = ours()?;
    // Jobs of threads are shorter, and waver more.
    let rounds = bench.effort.of(1, 6, if model == "threads" { 20 } else { 15 });
    let ours = || program.milliseconds(&expected, &ours);
    let peer = || program.milliseconds(&expected, &peer);
    let (ours_values, peer_values) = turns::pairs(bench.effort, rounds, ours, peer)?;
    Ok(Pair {
        id: "P2".to_owned(),
        place: Place::Native,
        name: format!("{}, beside {library}", program.workload.id),
        ours: format!("our {model}"),
        peer: library.to_owned(),
        unit: Unit::Ms,
        ours_values,
        peer_values,
        reach: Some(REACH),
        browser: None,
        note: None,
    })
}

/// Two children of this very program, each of which computes every second task and prints the answers.
fn by_processes(bench: &Bench, kernel: usize) -> Result<Vec<u64>> {
    let start = |share: usize| {
        let mut child = Command::new(&bench.program);
        child.args(["share", &kernel.to_string(), &share.to_string()]).stdin(Stdio::null()).stdout(Stdio::piped());
        child.args(bench.effort.flag());
        child.spawn()
    };
    let children: Vec<_> = (0..WORKERS).map(start).collect::<Result<_, _>>()?;
    let mut answers = Vec::new();
    for (share, child) in children.into_iter().enumerate() {
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "a bare process failed ({})", output.status);
        let own: Vec<u64> = serde_json::from_slice(&output.stdout)?;
        answers.resize(own.len(), 0);
        (share..own.len()).step_by(WORKERS).for_each(|task| answers[task] = own[task]);
    }
    Ok(answers)
}

/// The life of such a child: gives its share of the answers of the kernel at this place in [`LONGER`].
///
/// # Errors
/// When there is none at this place, or a task fails.
pub fn share(bench: &Bench, kernel: usize, share: usize) -> Result<Vec<u64>> {
    let kernel = LONGER.get(kernel).context("there is no such kernel")?;
    program(bench.effort, *kernel)?.by_hand(bench, |task: TaskId| task as usize % WORKERS == share)
}
