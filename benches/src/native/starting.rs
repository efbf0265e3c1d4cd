//! P3: how long it takes until the first instruction of a job runs on a lane, beside a thread that is woken and one that is started.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::future::FutureExt as _;
use interleave_core::host::{Host as _, SendStart};
use interleave_core::statistics::median;

use crate::measured::{Measured, Pair, Place, Reach, Unit};
use crate::section::Bench;
use crate::turns;

/// A row for a thread that waits at a condition variable, and one for a bare thread.
///
/// # Errors
/// When there are no threads.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let starts = bench.effort.of(2, 100, 200);
    let sides: &mut [turns::Side<'_>] =
        &mut [&mut || typical(starts, || of_lane(bench)), &mut || wakes(starts), &mut || typical(starts, of_thread)];
    let figures = turns::all(bench.effort, bench.effort.rounds(), sides)?;
    let [ours, woken, started] = figures.try_into().unwrap_or_default();
    let row = |peer: &str, peer_values| {
        Measured::Pair(Pair {
            id: "P3".to_owned(),
            place: Place::Native,
            name: format!("a job's first instruction, beside {peer}"),
            ours: "our threads".to_owned(),
            peer: peer.to_owned(),
            unit: Unit::Us,
            ours_values: ours.clone(),
            peer_values,
            reach: Some(Reach::AtMost(1.2)),
            browser: None,
            note: None,
        })
    };
    Ok(vec![row("a condition variable's wake", woken), row("a bare std::thread", started)])
}

/// The median of so many.
fn typical(count: usize, mut one: impl FnMut() -> Result<f64>) -> Result<f64> {
    let all: Vec<f64> = (0..count).map(|_| one()).collect::<Result<_>>()?;
    Ok(median(&all).unwrap_or_default())
}

fn microseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e6
}

/// As long as a thread needs at the most to fall asleep again: it looks for more to do at first.
const UNTIL_ASLEEP: Duration = Duration::from_micros(500);

/// Microseconds until a lane runs.
fn of_lane(bench: &Bench) -> Result<f64> {
    let ran_at = AtomicU64::new(0);
    let clock = bench.host.gauges().clock;
    thread::sleep(UNTIL_ASLEEP);
    let lane = |_| async { ran_at.store(clock(), Ordering::Relaxed) }.boxed_local();
    let began = clock();
    bench.host.parallel(&bench.cancel, vec![Box::new(lane) as SendStart<'_>])?;
    Ok((ran_at.into_inner() - began) as f64 / 1e3)
}

/// Microseconds until a bare thread runs.
fn of_thread() -> Result<f64> {
    let began = Instant::now();
    Ok(thread::scope(|scope| scope.spawn(|| microseconds(began)).join()).unwrap_or_default())
}

/// What the one who wakes and the one who is woken share.
#[derive(Default)]
struct Bell {
    rung: Mutex<Ring>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
enum Ring {
    #[default]
    Silent,
    Since(Instant),
    Over,
}

/// Microseconds until a thread that waits has been woken, the median of so many times.
fn wakes(count: usize) -> Result<f64> {
    let bell = Bell::default();
    let (say, heard) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut ring = bell.rung.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                match std::mem::take(&mut *ring) {
                    Ring::Silent => ring = bell.changed.wait(ring).unwrap_or_else(PoisonError::into_inner),
                    Ring::Since(began) => _ = say.send(microseconds(began)),
                    Ring::Over => return,
                }
            }
        });
        let ring = |ring| {
            *bell.rung.lock().unwrap_or_else(PoisonError::into_inner) = ring;
            bell.changed.notify_one();
        };
        let times = typical(count, || {
            thread::sleep(UNTIL_ASLEEP);
            ring(Ring::Since(Instant::now()));
            Ok(heard.recv()?)
        });
        ring(Ring::Over);
        times
    })
}
