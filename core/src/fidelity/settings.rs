//! What both sides are measured with: switch intervals, durations and numbers of threads.

use serde::{Deserialize, Serialize};

/// A switch interval that is tried; lab.py calls it by its microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Interval {
    /// 0.5 ms.
    #[serde(rename = "500")]
    Shortest,
    /// 1 ms.
    #[serde(rename = "1000")]
    Short,
    /// CPython's default.
    #[serde(rename = "5000")]
    Default,
    /// 10 ms.
    #[serde(rename = "10000")]
    Long,
    /// 50 ms.
    #[serde(rename = "50000")]
    Longest,
}

impl Interval {
    /// From short to long.
    pub const ALL: [Self; 5] = [Self::Shortest, Self::Short, Self::Default, Self::Long, Self::Longest];

    /// Its length in microseconds.
    pub const fn us(self) -> u64 {
        match self {
            Self::Shortest => 500,
            Self::Short => 1_000,
            Self::Default => 5_000,
            Self::Long => 10_000,
            Self::Longest => 50_000,
        }
    }

    /// How long its slices are watched, in seconds: longer intervals need longer.
    pub fn watch_s(self) -> f64 {
        (self.us() as f64 * 14e-6).clamp(0.1, 0.7)
    }
}

/// How long a call or a loop is that others wait for, in seconds.
pub const CALL_S: f64 = 0.25;

/// How long each of ten threads sleeps, in seconds.
pub const SLEEP_S: f64 = 0.2;

/// Threads that sleep at once.
pub const SLEEPERS: u64 = 10;

/// Naps of a millisecond beside computing threads.
pub const NAPS: u64 = 25;

/// How long a task on an event loop sleeps, in seconds.
pub const LOOP_SLEEP_S: f64 = 0.05;

/// Additions in one slice of the workload `gil-lab`.
pub const SLICE: u64 = 1 << 15;
