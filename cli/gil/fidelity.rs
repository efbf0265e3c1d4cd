//! What `interleave gil` measured, as data.

use serde::Serialize;

use super::rows::Row;

/// The version of [`Fidelity`]'s format.
pub const SCHEMA: &str = "interleave.gil/1";

/// The whole table.
#[derive(Debug, Serialize)]
pub struct Fidelity {
    pub schema: &'static str,
    pub created: String,
    pub version: String,
    pub machine: String,
    pub os: String,
    pub profile: String,
    pub cores_claimed: u64,
    /// The smaller of two measurements, before and after.
    pub cores_measured: Option<f64>,
    /// The version of the CPython; absent when none was found.
    pub cpython: Option<String>,
    pub rounds: usize,
    /// One for each of the eighteen behaviours.
    pub rows: Vec<Row>,
    /// Rows within tolerance.
    pub within: usize,
    /// Rows for which that is decided: not those without figures, nor those of times on a busy machine.
    #[serde(rename = "told")]
    pub decided: usize,
}
