//! P8: what it costs to write an event down, beside a bare look at the clock and beside libraries made for it; and what all that is written down
//! costs a program that computes.

use std::hint::black_box;
use std::process::Command;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use anyhow::Result;
use interleave_core::host::Host as _;
use interleave_core::trace::{EventKind, LaneKind, Recorder, Room};

use super::asked::Asked;
use super::probe;
use super::workers::KERNELS;
use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns::{self, Side};

/// Tasks, each with its beginning and its end, that a sample writes down: what a lane has room for, which takes a millisecond.
const TASKS: u32 = 15_000;

/// Rows for the clock, for fastrace, puffin and tracing, and for each program that only computes.
///
/// # Errors
/// When a program cannot run, or answers differ.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let mut rows = beside_clock(bench)?;
    for kernel in KERNELS {
        // Nobody's tasks may wait for each other where one is performed after the other.
        if kernel.0 == "sort" {
            continue;
        }
        let (ours, peer) = probe::pairs(bench, kernel)?;
        let name = format!("all that is recorded of {}", kernel.0);
        let sides = [("recorded", ours), ("unrecorded", peer)];
        rows.push(row(&name, Unit::Ms, sides, Some(Reach::AtMost(1.005))));
    }
    Ok(rows)
}

fn beside_clock(bench: &Bench) -> Result<Vec<Measured>> {
    // See `bin/spans.rs`.
    let spans = bench.program.with_file_name(format!("spans{}", std::env::consts::EXE_SUFFIX));
    let mut fastrace = Asked::start(&mut Command::new(spans))?;
    puffin::set_scopes_on(true);
    let sides: &mut [Side<'_>] = &mut [
        &mut || ours(bench),
        &mut clock,
        &mut || fastrace.ask(&TASKS.to_string()),
        &mut by_puffin,
        &mut by_tracing,
    ];
    let figures = turns::all(bench.effort, bench.effort.rounds(), sides)?;
    let [ours, clock, fastrace, puffin, tracing] = figures.try_into().unwrap_or_default();
    let beside = |library: &'static str, theirs| {
        row(
            "beginning and end of a task, written down",
            Unit::Ns,
            [("our recorder", ours.clone()), (library, theirs)],
            None,
        )
    };
    let halved = ours.iter().map(|both| both / 2.0).collect();
    let sides = [("our recorder", halved), ("a bare look at the clock", clock)];
    Ok(vec![
        row("an event with its moment", Unit::Ns, sides, Some(Reach::AtMost(1.5))),
        beside("a span of fastrace", fastrace),
        beside("a scope of puffin", puffin),
        beside("two events of tracing, formatted", tracing),
    ])
}

/// Nanoseconds for each task that `write` writes down.
fn each(write: impl FnOnce()) -> Result<f64> {
    let began = Instant::now();
    write();
    Ok(began.elapsed().as_nanos() as f64 / f64::from(TASKS))
}

fn ours(bench: &Bench) -> Result<f64> {
    let seq = AtomicU64::new(0);
    let recorder = Recorder::new(0, bench.host.gauges().clock, &seq, Room::USUAL);
    let took = each(|| {
        for task in 0..TASKS {
            recorder.record(Some(task), EventKind::TaskStarted);
            recorder.record(Some(task), EventKind::TaskEnded);
        }
    });
    let record = recorder.seal(String::new(), LaneKind::Main, None);
    anyhow::ensure!(record.events.len() == 2 * TASKS as usize, "not every event was written down");
    took
}

fn clock() -> Result<f64> {
    each(|| (0..TASKS).for_each(|_| _ = black_box(Instant::now())))
}

fn by_puffin() -> Result<f64> {
    let took = {
        puffin::profile_scope!("run");
        each(|| {
            for _ in 0..TASKS {
                puffin::profile_scope!("task");
            }
        })
    };
    puffin::GlobalProfiler::lock().new_frame();
    took
}

fn by_tracing() -> Result<f64> {
    let subscriber =
        tracing_subscriber::fmt().with_writer(std::io::sink).with_max_level(tracing::Level::TRACE).finish();
    tracing::subscriber::with_default(subscriber, || {
        each(|| {
            for task in 0..TASKS {
                tracing::trace!(task, "started");
                tracing::trace!(task, "ended");
            }
        })
    })
}

fn row(name: &str, unit: Unit, [ours, peer]: [(&str, Vec<f64>); 2], reach: Option<Reach>) -> Measured {
    Measured::Pair(Pair {
        id: "P8".to_owned(),
        place: Place::Native,
        name: name.to_owned(),
        ours: ours.0.to_owned(),
        peer: peer.0.to_owned(),
        unit,
        ours_values: ours.1,
        peer_values: peer.1,
        reach,
        browser: None,
        note: None,
    })
}
