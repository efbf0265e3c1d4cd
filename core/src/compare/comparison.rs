//! What a comparison consists of, as data.

use serde::{Deserialize, Serialize};

use crate::host::Platform;
use crate::plan::Values;
use crate::report::Warning;
use crate::statistics::{Estimate, Verdict};

/// The version of [`Comparison`]'s format.
pub const SCHEMA: &str = "interleave.comparison/1";

/// What several reports say about one plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The workload's id.
    pub workload: String,
    /// Its parameters.
    pub parameters: Values,
    /// What is compared. The first is what the others are measured by.
    pub sources: Vec<Source>,
    /// One per model that finished somewhere, in the order of the catalogue.
    pub models: Vec<Comparand>,
    /// What a reader should know before trusting the ratios.
    pub warnings: Vec<Warning>,
}

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The name of the file, or of what was published.
    pub name: String,
    /// How sentences call it: `native`, `the browser`, `the article`, or its name.
    pub label: String,
    /// What measured it; absent for published figures.
    pub platform: Option<Platform>,
    /// The version of CPython, if that measured it.
    pub interpreter: Option<String>,
    /// Where and when, in words.
    pub about: String,
}

/// One model's figures from all sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparand {
    /// The model's id.
    pub model: String,
    /// The model's name for people.
    pub title: String,
    /// One per source; `null` where the model did not run or not finish.
    pub cells: Vec<Option<Cell>>,
    /// What may be said, a sentence for each source after the first.
    pub verdicts: Vec<String>,
}

/// One model's figures from one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Every sample, in milliseconds.
    pub samples_ms: Vec<f64>,
    /// Their median.
    pub median_ms: f64,
    /// 95 % bootstrap interval of the median; absent with fewer than three samples.
    pub ci95_ms: Option<[f64; 2]>,
    /// How many times as fast as `sequential` of the same source; absent where the report has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speedup: Option<Estimate>,
    /// How many times the time of the first source it needs: above 1 is slower. Absent for the first source.
    pub ratio: Option<Estimate>,
    /// Whether that ratio is of rounds, in which both ran within one session, so that what disturbs a round disturbs both.
    #[serde(default)]
    pub paired: bool,
    /// By how much the two sessions waver by themselves, within and between them, as a share (0.02: 2 %); of one session, within it.
    /// Absent when that is not known, as for published figures.
    pub noise_floor: Option<f64>,
    /// What may be said of the ratio, given that floor. Absent for the first source.
    pub verdict: Option<Verdict>,
    /// The same figures as words.
    pub words: CellWords,
}

/// What is painted of a cell; empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellWords {
    /// `196 ms`
    pub median: String,
    /// `194 to 198 ms`
    pub interval: String,
    /// `1.94×`
    pub speedup: String,
    /// `1.90 to 1.97×`
    pub speedup_interval: String,
    /// `1.04×`
    pub ratio: String,
    /// `1.03 to 1.06×`
    pub ratio_interval: String,
    /// Whether the answer is that of `sequential` of the same source: `same`, or `same, in part`; empty for published figures.
    pub answer: String,
    /// What became of what the tasks share: `lost updates 0 to 5 120`; empty when they share nothing, and for published figures.
    #[serde(default)]
    pub observations: String,
    /// What may be said of the ratio: `faster`, `slower`, `no difference`, `cannot tell`.
    pub verdict: String,
}

/// Why reports cannot be compared: a whole sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Incomparable(pub String);
