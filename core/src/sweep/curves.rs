//! What a sweep consists of, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::plan::Value;
use crate::report::{Report, Warning};
use crate::statistics::{Amdahl, Estimate, Usl};

/// The version of [`Sweep`]'s format.
pub const SCHEMA: &str = "interleave.sweep/1";

/// What a sweep found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sweep {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What was varied.
    pub axis: Axis,
    /// One per value of the axis, in its order; what happened in their lanes is left out.
    pub reports: Vec<Report>,
    /// One per model.
    pub curves: Vec<Curve>,
    /// By model, Amdahl's law fitted to its speed-ups over worker counts, up to the cores measured and the tasks there are. A law
    /// that misses a point by more than its interval is left out; empty when no worker counts were varied.
    pub amdahl: BTreeMap<String, Amdahl>,
    /// As `amdahl`, the Universal Scalability Law.
    pub usl: BTreeMap<String, Usl>,
    /// What the curves say, in plain sentences.
    pub insight: Vec<String>,
    /// What a reader should know before trusting them.
    pub warnings: Vec<Warning>,
}

/// What was varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Axis {
    /// [`WORKERS`], or the id of a parameter.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// The values tried, in order.
    pub values: Vec<Value>,
    /// As people read them.
    pub labels: Vec<String>,
}

/// One model over the values of the axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Curve {
    /// The model's id.
    pub model: String,
    /// The model's name for people.
    pub title: String,
    /// One per value of the axis, in its order.
    pub points: Vec<Point>,
    /// The laws that describe its speed-ups over worker counts, to be drawn; those of [`Sweep::amdahl`] and [`Sweep::usl`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub laws: Vec<LawCurve>,
}

/// A law's curve, from one worker to the most that it was fitted to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LawCurve {
    /// Which law it is.
    pub law: Law,
    /// Its name for people.
    pub title: String,
    /// Places on the curve by worker count, near enough to each other for straight lines between them.
    pub line: Vec<LawPoint>,
}

/// A law of scaling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    Amdahl,
    Usl,
}

impl Law {
    /// Its name for people, in the middle of a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::Amdahl => "Amdahl's law",
            Self::Usl => "the Universal Scalability Law",
        }
    }
}

/// One place on a law's curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LawPoint {
    /// How many workers, at least 1; not only whole ones.
    pub workers: f64,
    /// The speed-up there against one worker.
    pub speedup: f64,
    /// The 95 % band around it, by a bootstrap over the rounds; absent with too few. It says how well the curve is known if the law holds.
    pub ci95: Option<[f64; 2]>,
}

/// One model at one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// The value of the axis.
    pub value: Value,
    /// The median time in milliseconds; absent when nothing finished.
    pub median_ms: Option<f64>,
    /// Its 95 % interval; absent with fewer than three samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ci95_ms: Option<[f64; 2]>,
    /// Over worker counts: against the same model with one worker. Over a parameter: against `sequential` at the same value.
    /// Paired by round.
    pub speedup: Option<Estimate>,
    /// Speed-up by worker; absent when no worker counts were varied.
    pub efficiency: Option<f64>,
    /// What the fitted Universal Scalability Law, or else Amdahl's, says the speed-up is here; absent beyond the cores measured.
    pub fitted: Option<f64>,
    /// The same figures as words.
    pub words: PointWords,
}

/// What is painted of a point; empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointWords {
    pub median: String,
    pub interval: String,
    pub speedup: String,
    pub speedup_interval: String,
    pub efficiency: String,
    pub fitted: String,
}
