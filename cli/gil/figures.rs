//! What one side came to in one round: named figures, the same names on both sides.

use std::collections::BTreeMap;

/// Figures of one round. Times are milliseconds, everything else has no unit.
#[derive(Clone, Debug, Default)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub fn set(&mut self, name: impl Into<String>, value: f64) {
        self.0.insert(name.into(), value);
    }

    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }
}

/// The switch intervals that are tried, in microseconds.
pub const INTERVALS_US: [u64; 5] = [500, 1_000, 5_000, 10_000, 50_000];

/// How long the slices of one interval are watched, in seconds: longer intervals need longer.
pub fn watch_s(interval_us: u64) -> f64 {
    (interval_us as f64 * 14e-6).clamp(0.1, 0.7)
}

/// How long a call or a loop is that others wait for, in seconds.
pub const CALL_S: f64 = 0.25;

/// How long each of ten threads sleeps, in seconds.
pub const SLEEP_S: f64 = 0.2;

/// Threads that sleep at once.
pub const SLEEPERS: u64 = 10;

/// Naps of a millisecond beside computing threads.
pub const NAPS: u64 = 25;
