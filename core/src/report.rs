//! What is stored and shown: one workload under some models on one host, with everything needed to judge the figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::Trace;
use crate::plan::Plan;
use crate::run::Outcome;
use crate::workload::TaskOutcome;

/// The version of [`Report`]'s format.
pub const SCHEMA: &str = "interleave.report/1";

/// The outcome of one plan. Both `interleave run --json` and `window.interleave.run` give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// When it was made: RFC 3339, UTC.
    pub created: String,
    /// What was asked for, with all defaults filled in.
    pub plan: Plan,
    /// Where it ran.
    pub environment: Environment,
    /// Whether every planned execution finished; `false` after a cancel or a failure.
    pub complete: bool,
    /// One per model that was tried, in the order of the catalogue.
    pub results: Vec<ModelResult>,
    /// What the figures say, in plain sentences derived from the data.
    pub insight: Vec<String>,
    /// What a reader should know before trusting the figures.
    pub warnings: Vec<Warning>,
}

/// One model's outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelResult {
    /// The model's id.
    pub model: String,
    /// Where it ran.
    pub platform: Platform,
    /// Which interpreter ran it, on the platform `cpython`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Interpreter>,
    /// Lanes that ran tasks.
    pub workers: u64,
    /// Wall time of each measured execution in milliseconds, in the order they ran.
    pub samples_ms: Vec<f64>,
    /// Their median; absent when nothing finished.
    pub median_ms: Option<f64>,
    /// 95 % bootstrap interval of the median; absent with fewer than three samples.
    pub ci95_ms: Option<[f64; 2]>,
    /// Against `sequential` on the same host, paired by round; absent when `sequential` did not run.
    pub speedup: Option<Estimate>,
    /// Milliseconds per state, added up over the lanes of the traced execution.
    pub states_ms: BTreeMap<String, f64>,
    /// Sixteen hexadecimal digits over all results of the tasks; the same for every model, or the comparison is refused.
    pub checksum: Option<String>,
    /// Every process there was in the traced execution, the parent first: for two tasks under `processes`, three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<ProcessEntry>,
    /// The result of each task of the traced execution.
    pub tasks: Vec<TaskResult>,
    /// What became of what the tasks share, by name, for each measured execution in order; may differ from run to run.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub observations: BTreeMap<String, Vec<i64>>,
    /// The lines the traced execution printed, in order.
    pub output: Vec<OutputLine>,
    /// What a reader should know about this model's figures.
    pub warnings: Vec<Warning>,
    /// The execution whose time is nearest to the median; absent when nothing finished.
    pub trace: Option<Trace>,
}

/// A Python that ran a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interpreter {
    /// Its version, such as `3.13.1`.
    pub version: String,
    /// The name of its executable.
    pub executable: String,
    /// Whether it has a global interpreter lock, and it is on.
    pub gil: bool,
    /// Milliseconds from asking for it to its first line, which no sample contains; absent when it never spoke.
    pub start_ms: Option<f64>,
    /// How `multiprocessing` starts processes, for the model `processes`: `fork`, `forkserver` or `spawn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_method: Option<String>,
}

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The median.
    pub median: f64,
    /// The 95 % bootstrap interval; absent with fewer than three samples.
    pub ci95: Option<[f64; 2]>,
}

/// What kind of program measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    Native,
    Browser,
    /// CPython programs, run by the native program.
    Cpython,
    /// The deterministic test host with its virtual clock.
    Simulated,
}

/// One process, as a task manager lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcessEntry {
    /// The operating system's id, or the number of the worker in a browser.
    pub id: u32,
    /// The id of the process that started it; none for the first.
    pub parent: Option<u32>,
    /// Its name.
    pub name: String,
    /// Lanes that were on a thread of this process.
    pub threads: u64,
    /// Bytes it used when the run ended, where the host knows.
    pub memory_bytes: Option<u64>,
}

/// One task's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskResult {
    /// Its name.
    pub name: String,
    /// Its value as a decimal number; text, because numbers above 2^53 do not survive JSON.
    pub value: Option<String>,
    /// Why it failed.
    pub failure: Option<String>,
}

/// One printed line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutputLine {
    /// Nanoseconds since the run began.
    pub at_ns: u64,
    /// The lane that printed it.
    pub lane: u16,
    /// The task that printed it.
    pub task: Option<u32>,
    /// The line, without its end.
    pub text: String,
}

/// Something a reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// Stable, for programs: `task-failed`, `too-short`, `wide-interval`, `checksum`, ...
    pub code: String,
    /// For people: what it is and what to do.
    pub text: String,
}

/// Everything that decides whether two figures may be compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Environment {
    /// What kind of host it is.
    pub host: Platform,
    /// The version of Interleave.
    pub version: String,
    /// Operating system.
    pub os: String,
    /// Processor architecture the code was compiled for.
    pub arch: String,
    /// The processor's or the browser's own name.
    pub machine: String,
    /// Cores the host claims to have.
    pub cores_claimed: u64,
    /// How many cores' worth of computing that many lanes really get at once; absent where lanes cannot share memory.
    pub cores_measured: Option<f64>,
    /// The smallest step of the clock seen, in nanoseconds.
    pub clock_step_ns: u64,
    /// In a browser: whether the page is cross-origin isolated, and so may use threads.
    pub isolated: Option<bool>,
    /// Target features the code was compiled with, such as `simd128`.
    pub target_features: Vec<String>,
    /// `release` or `debug`.
    pub profile: String,
    /// The compiler that built it.
    pub compiler: String,
    /// The operating system's id of the process that ran it; in a browser the engine's worker is number 0.
    #[serde(default)]
    pub process: u32,
    /// In a browser: `visible` or `hidden` while it ran.
    pub visibility: Option<String>,
}

/// One measured execution, as it is kept until the report is put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The model's id.
    pub model: String,
    /// Which measured round it belongs to; samples of one round are paired.
    pub round: u64,
    /// What each task came to.
    pub tasks: Vec<TaskOutcome>,
    /// What became of what the tasks share, by name.
    pub observations: Vec<(String, i64)>,
    /// Waits that could never have ended, explained.
    pub dead_ends: Vec<String>,
    /// What happened.
    pub trace: Trace,
}

impl Sample {
    /// The execution of one measured round.
    pub fn new(round: u64, outcome: Outcome) -> Self {
        Self {
            model: outcome.model.to_owned(),
            round,
            tasks: outcome.tasks,
            observations: outcome.observations,
            dead_ends: outcome.dead_ends,
            trace: outcome.trace,
        }
    }

    /// How long it took, in milliseconds.
    pub fn wall_ms(&self) -> f64 {
        self.trace.wall_ns as f64 / 1e6
    }
}
