//! The figures of a CPython, as its own threads see them: one request to `lab.py` per round.

use anyhow::Result;
use interleave_core::cancel::Cancel;
use serde::Serialize;

use super::figures::Figures;
use super::settings::{CALL_S, Interval, NAPS, SLEEP_S, SLEEPERS};
use crate::python::process::PythonProcess;

/// What `lab.py` is asked to measure. It fails when one of these names is missing.
#[derive(Serialize)]
struct Request {
    /// Each switch interval in microseconds, and for how many seconds its slices are watched.
    intervals: [(u64, f64); Interval::ALL.len()],
    /// For how many seconds the slices of four threads are watched.
    four_threads_s: f64,
    sleepers: u64,
    sleep_s: f64,
    naps: u64,
    /// How long two tasks compute on two threads.
    computing_s: f64,
    /// How long two tasks compute in two processes.
    processes_s: f64,
    /// How many bytes a call that releases the lock computes the checksum of.
    released_bytes: u64,
    /// How long a call takes that keeps the lock.
    call_s: f64,
    /// How many times each of two threads adds to one number.
    updates: u64,
    /// How long a task computes on an event loop.
    loop_call_s: f64,
}

/// One round.
///
/// # Errors
/// When the Python ends, hangs or prints something unexpected.
pub fn measure(process: &mut PythonProcess, cancel: &Cancel) -> Result<Figures> {
    let request = Request {
        intervals: Interval::ALL.map(|interval| (interval.us(), interval.watch_s())),
        four_threads_s: 2.0 * Interval::Longest.watch_s(),
        sleepers: SLEEPERS,
        sleep_s: SLEEP_S,
        naps: NAPS,
        computing_s: CALL_S / 2.0,
        processes_s: 2.0 * CALL_S,
        released_bytes: 64 << 20,
        call_s: CALL_S,
        updates: 200_000,
        loop_call_s: CALL_S / 3.0,
    };
    process.ask(&request, cancel)
}
