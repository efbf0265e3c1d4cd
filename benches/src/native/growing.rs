//! P15: how time and memory grow with tasks, lanes and events, each amount measured in a process of its own.

use std::process::Command;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum as _;
use interleave_core::fold::spans;
use interleave_core::host::Host as _;
use interleave_core::random::Random;
use interleave_core::trace::{EventKind, LaneKind, Recorder, Room, merge};
use serde::{Deserialize, Serialize};

use super::own::{self, TINY, WAITS};
use super::program::Program;
use crate::measured::{Bound, Figure, Growth, Measured, Place, Point, Reach, Unit};
use crate::section::Bench;
use crate::turns::Effort;

/// What counts as linear: a logarithm on top of it, or caches that become too small, make a little more of it than 1.
const LINEAR: Reach = Reach::AtMost(1.1);

/// What there is more and more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Subject {
    /// Tasks that wait on one event loop.
    Waits,
    /// Tasks that threads take one by one.
    Tasks,
    /// Threads, each with a task.
    Lanes,
    /// Events of a run, written down, put in order and folded into spans.
    Events,
}

/// What an amount of something costs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Cost {
    ms: f64,
    /// Bytes that the process needs more at its peak than before; unknown but on Linux.
    memory: Option<u64>,
}

/// Two rows for each subject: time and memory.
///
/// # Errors
/// When a child process fails.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let mut rows = Vec::new();
    for subject in Subject::value_variants() {
        let costs = costs(bench, *subject)?;
        let points = |figure: fn(&Cost) -> Option<f64>| -> Option<Vec<Point>> {
            let point = |(amount, costs): &(usize, Vec<Cost>)| {
                Some(Point { amount: *amount as f64, values: costs.iter().map(figure).collect::<Option<_>>()? })
            };
            costs.iter().map(point).collect()
        };
        rows.extend(points(|cost| Some(cost.ms)).map(|points| row(*subject, "time", Unit::Ms, points)));
        rows.extend(
            points(|cost| Some(cost.memory? as f64)).map(|points| row(*subject, "memory", Unit::Memory, points)),
        );
    }
    Ok(rows)
}

/// A row of P9: the bytes that each of so many waits needs, at the peak of their process. None where the system does not tell.
///
/// # Errors
/// When a child process fails.
pub fn memory_of_a_wait(bench: &Bench, waits: usize) -> Result<Option<Measured>> {
    let costs: Vec<Cost> =
        (0..bench.effort.of(1, 3, 7)).map(|_| in_a_process(bench, Subject::Waits, waits)).collect::<Result<_>>()?;
    let values: Option<Vec<f64>> = costs.iter().map(|cost| Some(cost.memory? as f64 / waits as f64)).collect();
    let row = |values| {
        Measured::Bound(Bound {
            id: "P9".to_owned(),
            place: Place::Native,
            name: format!("memory of each of {waits} waits"),
            unit: Unit::Memory,
            values,
            figure: Figure::Median,
            reach: None,
            browser: None,
            note: None,
        })
    };
    Ok(values.map(row))
}

fn row(subject: Subject, what: &str, unit: Unit, points: Vec<Point>) -> Measured {
    let (name, against) = match subject {
        Subject::Waits => ("waits on one event loop", "tasks"),
        Subject::Tasks => ("tiny tasks on two threads", "tasks"),
        Subject::Lanes => ("threads with a task each", "lanes"),
        Subject::Events => ("events written down, put in order and folded", "events"),
    };
    Measured::Growth(Growth {
        id: "P15".to_owned(),
        place: Place::Native,
        name: format!("{name}: {what}"),
        against: against.to_owned(),
        unit,
        points,
        reach: Some(LINEAR),
        browser: None,
        note: None,
    })
}

fn amounts(subject: Subject, effort: Effort) -> Vec<usize> {
    let powers = |powers: std::ops::RangeInclusive<u32>| powers.map(|power| 10_usize.pow(power)).collect();
    match (subject, effort) {
        (_, Effort::Once) => vec![10, 20],
        (Subject::Waits | Subject::Tasks, _) => powers(1..=5),
        (Subject::Lanes, _) => vec![1, 2, 4, 8, 16, 32, 64],
        (Subject::Events, Effort::Quick) => powers(3..=6),
        (Subject::Events, Effort::Full) => powers(3..=7),
    }
}

/// The costs of all rounds, each round in an order that chance decides.
fn costs(bench: &Bench, subject: Subject) -> Result<Vec<(usize, Vec<Cost>)>> {
    let mut costs: Vec<(usize, Vec<Cost>)> =
        amounts(subject, bench.effort).into_iter().map(|amount| (amount, Vec::new())).collect();
    let mut random = Random::new(1);
    for _ in 0..bench.effort.of(1, 3, 7) {
        let mut order: Vec<usize> = (0..costs.len()).collect();
        random.shuffle(&mut order);
        for place in order {
            let (amount, of_amount) = &mut costs[place];
            of_amount.push(in_a_process(bench, subject, *amount)?);
        }
    }
    Ok(costs)
}

fn in_a_process(bench: &Bench, subject: Subject, amount: usize) -> Result<Cost> {
    let name = subject.to_possible_value().context("every subject has a name")?.get_name().to_owned();
    let output = Command::new(&bench.program).args(["cost", &name, &amount.to_string()]).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The life of such a process.
///
/// # Errors
/// When a program cannot run.
pub fn cost(bench: &Bench, subject: Subject, amount: usize) -> Result<Cost> {
    let before = peak_of_memory();
    let began = Instant::now();
    match subject {
        Subject::Waits => run(bench, &Program::new(&WAITS, own::values(amount, 0), 1)?, "async")?,
        Subject::Tasks => run(bench, &Program::new(&TINY, own::values(amount, 0), 2)?, "threads")?,
        Subject::Lanes => run(bench, &Program::new(&TINY, own::values(amount, 0), amount)?, "threads")?,
        Subject::Events => fold_events(bench, amount)?,
    }
    let ms = began.elapsed().as_secs_f64() * 1e3;
    // A page more than before is the least that can be seen.
    let memory = peak_of_memory().zip(before).map(|(after, before)| after.saturating_sub(before).max(PAGE));
    Ok(Cost { ms, memory })
}

const PAGE: u64 = 4096;

fn run(bench: &Bench, program: &Program, model: &str) -> Result<()> {
    let answers = program.under(bench, model)?;
    ensure!(answers.len() == program.tasks(), "a task has no answer");
    Ok(())
}

fn fold_events(bench: &Bench, amount: usize) -> Result<()> {
    let (seq, room) = (AtomicU64::new(0), Room { events: amount as u64 + 1, ..Room::USUAL });
    let recorder = Recorder::new(0, bench.host.gauges().clock, &seq, room);
    recorder.record(None, EventKind::LaneStarted);
    for _ in 1..amount / 2 {
        recorder.record(Some(0), EventKind::TaskStarted);
        recorder.record(Some(0), EventKind::TaskEnded);
    }
    recorder.record(None, EventKind::LaneEnded);
    let record = recorder.seal("main".to_owned(), LaneKind::Main, None);
    ensure!(record.events.len() == amount / 2 * 2, "not every event was written down");
    let trace = merge::trace(vec![record], &["task".to_owned()], Vec::new());
    ensure!(spans::fold(&trace).len() == 1, "one lane");
    Ok(())
}

/// The most memory that this process has had at once, in bytes.
fn peak_of_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kib: u64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib * 1024)
}
