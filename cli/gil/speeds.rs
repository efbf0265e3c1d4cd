//! Behaviours about speed, in parallel or not: G8, G12, G13 and G17.

use super::rows::{Judged, Kind, Rounds, over};

/// G8: while a call computes without the lock (compression, checksums), other threads run on other cores.
pub fn g8_calls_that_release_the_lock_run_in_parallel(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G8",
        "two calls that release the lock, speed-up",
        Kind::Time,
        over(|figures| figures.calls_in_turn_ms, |figures| figures.calls_at_once_ms),
        "at least 1.85 on two free cores",
        |ours, _| ours >= 1.85,
    )
}

/// G12: two threads that compute take about as long as the same work one after the other: switching costs little.
pub fn g12_two_threads_are_about_as_fast_as_one(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G12",
        "two computing threads, as a multiple of one after the other",
        Kind::Time,
        over(|figures| figures.two_threads_ms, |figures| figures.sequential_ms),
        "0.97 to 1.05",
        |ours, _| (0.97..=1.05).contains(&ours),
    )
}

/// G13: Python 2 gives the lock up after every 100 instructions (ticks), not after a time, so two threads are slower than
/// one.
pub fn g13_two_threads_are_slower_under_python_2(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G13",
        "two computing threads with Python 2's ticks, as a multiple of one after the other",
        Kind::Time,
        over(|figures| figures.two_threads_python_2_ms, |figures| figures.sequential_ms),
        "more than 1.2; ours has fewer ticks than Python 2 had",
        |ours, _| ours > 1.2,
    )
}

/// G17: each process has a lock of its own, so two processes compute on two cores.
pub fn g17_processes_ignore_the_lock(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G17",
        "two processes, speed-up with their start",
        Kind::Time,
        over(|figures| figures.long_sequential_ms, |figures| figures.two_processes_ms),
        "1.85 to 2.05 on two free cores",
        |ours, _| (1.85..=2.05).contains(&ours),
    )
}
