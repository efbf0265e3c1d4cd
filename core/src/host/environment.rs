//! What a reader must know to judge figures: where they were measured, and by which build.

use serde::{Deserialize, Serialize};

/// What kind of program measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What starting the pool of threads took, until all of them were ready. That happens once and is part of no run that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThreadStart {
    /// How many threads were started.
    pub threads: u64,
    /// How long that took, in microseconds.
    pub time_us: f64,
}

/// Who noticed for how long the page's main thread was busy with one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockWatch {
    /// The browser, which records tasks of 50 ms and more.
    LongTasks,
    /// The page, by a timer that should come back soon. It stands still while something is measured.
    Heartbeat,
}

/// For how long the page's main thread was blocked at the longest while a run went on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LongestBlock {
    /// Milliseconds; 0 where nothing was long enough to be noticed.
    pub time_ms: f64,
    /// Who noticed.
    pub seen_by: BlockWatch,
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
    /// The same for two lanes at most, which a machine of several cores has room for unless something else uses it: that tells whether it is
    /// busy. Absent with one core, and where lanes cannot share memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cores_of_two: Option<f64>,
    /// What starting threads took; absent where there are none yet, and in reports of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread_start: Option<ThreadStart>,
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
    /// In a browser: for how long the page's main thread was blocked; absent where nobody could notice, before a run's end, and in reports of
    /// earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_block: Option<LongestBlock>,
}
