//! An estimate with its uncertainty: what every ratio in a report is.

use serde::{Deserialize, Serialize};

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The median.
    pub median: f64,
    /// The 95 % bootstrap interval; absent with fewer than three samples.
    pub ci95: Option<[f64; 2]>,
}
