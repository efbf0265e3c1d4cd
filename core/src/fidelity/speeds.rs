//! Behaviours about speed, in parallel or not: G8, G12, G13 and G17.

use super::machine::Kind;
use super::measurement::Measurement;
use super::rows::{Behaviour, over};

/// While a call computes without the lock (compression, checksums), other threads run on other cores.
pub(super) const RELEASED_CALLS: Behaviour = Behaviour {
    id: "G8",
    figure: "two calls that release the lock, speed-up",
    accepted: "at least 1.85 on two free cores",
    kind: Kind::Parallel,
    measurement: Measurement::Released,
    judge: |rounds| {
        let speed_up = over(|figures| figures.calls_in_turn_ms, |figures| figures.calls_at_once_ms);
        rounds.compare(speed_up, |ours, _| ours >= 1.85)
    },
};

/// Two threads that compute take about as long as the same work one after the other: switching costs little.
pub(super) const TWO_THREADS: Behaviour = Behaviour {
    id: "G12",
    figure: "two computing threads, as a multiple of one after the other",
    accepted: "0.97 to 1.05",
    kind: Kind::Time,
    measurement: Measurement::Computing,
    judge: |rounds| {
        let multiple = over(|figures| figures.two_threads_ms, |figures| figures.sequential_ms);
        rounds.compare(multiple, |ours, _| (0.97..=1.05).contains(&ours))
    },
};

/// Python 2 gives the lock up after every 100 instructions (ticks), not after a time, so two threads are slower than one.
pub(super) const PYTHON_2: Behaviour = Behaviour {
    id: "G13",
    figure: "two computing threads with Python 2's ticks, as a multiple of one after the other",
    accepted: "more than 1.2; ours has fewer ticks than Python 2 had",
    kind: Kind::Time,
    measurement: Measurement::Computing,
    judge: |rounds| {
        let multiple = over(|figures| figures.two_threads_python_2_ms, |figures| figures.sequential_ms);
        rounds.compare(multiple, |ours, _| ours > 1.2)
    },
};

/// Each process has a lock of its own, so two processes compute on two cores.
pub(super) const PROCESSES: Behaviour = Behaviour {
    id: "G17",
    figure: "two processes, speed-up with their start",
    accepted: "1.85 to 2.05 on two free cores",
    kind: Kind::Parallel,
    measurement: Measurement::Processes,
    judge: |rounds| {
        let speed_up = over(|figures| figures.long_sequential_ms, |figures| figures.two_processes_ms);
        rounds.compare(speed_up, |ours, _| (1.85..=2.05).contains(&ours))
    },
};
