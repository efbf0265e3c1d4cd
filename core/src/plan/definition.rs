//! What is to be run: one workload with its parameters, under some models, so many times.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::IgnoredAny;

use super::values::Values;
use crate::gil::GilProfile;
use crate::mistake::Mistake;

/// What is to be run, as the form, the command line and a teacher's notebook build it. Everything left out has a default.
// How it is read stands in `given.rs`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[serde(default)]
pub struct Plan {
    /// The workload's id.
    pub workload: String,
    /// Its parameters; those left out have their defaults.
    pub parameters: Values,
    /// The ids of the models; none means all.
    pub models: Vec<String>,
    /// Lanes asked for, 1 to 64. Models that have one lane only ignore it, and so do workloads whose tasks may wait for each other: they
    /// get a lane for each task.
    pub workers: u64,
    /// Measured executions of each model, 1 to 1000; 0: as many as it takes until the ratios are sure, within `time_s`.
    pub runs: u64,
    /// Seconds that a session without a fixed number of runs may take, warm-up included, 1 to 3600; half as much more, or
    /// in several places twice as much, where only that gives a verdict.
    pub time_s: u64,
    /// Executions of each model before the measured ones, 0 to 100; without a fixed number of runs, the least number, because then warming
    /// up goes on until the times are steady.
    pub warmup: u64,
    /// Decides the order of the models within each round, and every other choice that is made by chance.
    pub seed: u64,
    /// How long a task may compute under `time-slicing` before it is the next one's turn: 50 to 1 000 000 microseconds.
    pub quantum_us: u64,
    /// How long a thread waits for the GIL before it asks the holder to drop it: 1 to 1 000 000 microseconds, 5 000 in CPython.
    pub switch_interval_us: u64,
    /// Whose GIL `gil` has: `python-3`, or `python-2`, tick based.
    pub gil_profile: GilProfile,
    /// Names that were given and are no field: kept so that the check can refuse them by name.
    #[serde(skip)]
    pub unknown: BTreeMap<String, IgnoredAny>,
    /// The first setting that was given something it cannot be, kept for the check as well.
    #[serde(skip)]
    pub mistyped: Option<Box<Mistake>>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            workload: "count".to_owned(),
            parameters: Values::default(),
            models: Vec::new(),
            workers: 2,
            runs: 0,
            time_s: 5,
            warmup: 1,
            seed: 1,
            quantum_us: 1_000,
            switch_interval_us: 5_000,
            gil_profile: GilProfile::default(),
            unknown: BTreeMap::new(),
            mistyped: None,
        }
    }
}
