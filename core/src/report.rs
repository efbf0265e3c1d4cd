//! What is stored and shown: one workload under some models on one host, with everything needed to judge the figures.
//!
//! Layer: above `forecast`, below `fold`. Plain data: computes nothing; finds what belongs together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::host::{Environment, Platform};
use crate::plan::Plan;
use crate::run::SessionSummary;
use crate::statistics::{Estimate, OutlierClass, Verdict};
use crate::trace::{OutputLine, Trace};

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
    /// Where it ran; of a session that ran in several places, the first of them.
    pub environment: Environment,
    /// The other places, each of another kind of host.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_environments: Vec<Environment>,
    /// Whether every planned execution finished; `false` after a cancel or a failure.
    pub complete: bool,
    /// How the session went, when it finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionSummary>,
    /// One per model that was tried, in the order of the catalogue.
    pub results: Vec<ModelResult>,
    /// Libraries that did the same work in the same rounds: no models of this program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<ReferenceResult>,
    /// The largest difference that nothing at all made in this session, as a share (0.02: 2 %): each model against itself in
    /// neighbouring rounds. Absent with too few rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noise_floor: Option<f64>,
    /// What the figures say, in plain sentences derived from the data.
    pub insight: Vec<String>,
    /// What a reader should know before trusting the figures.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// Every place where it ran.
    pub fn environments(&self) -> impl Iterator<Item = &Environment> {
        std::iter::once(&self.environment).chain(&self.other_environments)
    }

    /// Where the results of a platform are from; those of CPython, from the host of the program that ran it.
    pub fn environment_of(&self, platform: Platform) -> &Environment {
        let host = if platform == Platform::Cpython { Platform::Native } else { platform };
        self.environments().find(|environment| environment.host == host).unwrap_or(&self.environment)
    }
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
    /// The class of each sample, in the same order; absent with fewer than four. They are shown, and kept in every figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outliers: Vec<OutlierClass>,
    /// Their median; absent when nothing finished.
    pub median_ms: Option<f64>,
    /// How long its first execution took, which only warmed up, in milliseconds; absent once something was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warmup_ms: Option<f64>,
    /// 95 % bootstrap interval of the median; absent with fewer than three samples.
    pub ci95_ms: Option<[f64; 2]>,
    /// Against `sequential` on the same host, paired by round; absent when `sequential` did not run, when either failed, or
    /// when their times are too short for the clock.
    pub speedup: Option<Estimate>,
    /// What may be said of that speed-up, given the report's noise floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
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

/// What a library took for the same work, in the same rounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReferenceResult {
    /// Its id, such as `rayon-sort`.
    pub reference: String,
    /// Where it ran.
    pub platform: Platform,
    /// The id of the model that it is set beside.
    pub beside: String,
    /// Threads it had: as many as that model has lanes that run tasks.
    pub threads: u64,
    /// Wall time of each measured execution in milliseconds, in the order they ran.
    pub samples_ms: Vec<f64>,
    /// Their median; absent when nothing finished.
    pub median_ms: Option<f64>,
    /// 95 % bootstrap interval of the median; absent with fewer than three samples.
    pub ci95_ms: Option<[f64; 2]>,
    /// Against that model, paired by round: above 1, the library is faster; absent when either failed, or they cannot be compared.
    pub speedup: Option<Estimate>,
    /// Whether it came to the answer of that model's first task, each time.
    pub same_answer: bool,
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
    /// Threads of this process, those of its host included; where the host cannot count them, one for each of its lanes.
    pub threads: u64,
    /// Bytes it used when the run ended, where the host knows.
    pub memory_bytes: Option<u64>,
    /// What lay between it and its parent, where a worker has lent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkUse>,
}

/// What lay between a parent and a process that a worker has lent, over one execution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NetworkUse {
    /// The name of the worker, which tells machines apart.
    pub worker: String,
    /// The shortest round trip in nanoseconds; absent where it was lost before that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_trip_ns: Option<u64>,
    /// How far its clock may be off, in nanoseconds; absent where that of the parent was used alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_uncertainty_ns: Option<u64>,
    /// Bytes of the messages to it.
    pub sent_bytes: u64,
    /// Bytes of the messages of it.
    pub received_bytes: u64,
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

/// Something a reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// Stable, for programs: `task-failed`, `too-short`, `wide-interval`, `checksum`, ...
    pub code: String,
    /// For people: what it is and what to do.
    pub text: String,
}

impl Warning {
    /// A warning of this code; `text` is a whole sentence.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }
}
