//! What a measuring script or module hands over: series of figures that nobody has judged yet, and what they are to reach.
//!
//! A script of `benches/` prints a list of [`Measured`] as JSON on its standard output, and whatever it has to say to people on its standard
//! error; a Rust module in `native/` returns such a list.

use serde::{Deserialize, Serialize};

/// One row of the benchmark, before it is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Measured {
    Pair(Pair),
    Bound(Bound),
    Growth(Growth),
}

/// The same work done by us and by a peer, in turns: figure by figure of the same rounds.
///
/// `{"kind": "pair", "id": "P5", "place": "browser", "name": "a call to a process lane", "ours": "postMessage to a process lane",
/// "peer": "bare postMessage", "unit": "ms", "ours_values": [0.15, 0.14], "peer_values": [0.14, 0.14], "reach": {"at_most": 1.1}}`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The row's id in the list of what is to be reached: `P5`. Several rows may share it.
    pub id: String,
    pub place: Place,
    /// What is measured, as a few words: `a call to a process lane`.
    pub name: String,
    /// How we do it.
    pub ours: String,
    /// How the peer does it.
    pub peer: String,
    pub unit: Unit,
    /// Ours of each round; less is better.
    pub ours_values: Vec<f64>,
    /// The peer's of the same rounds.
    pub peer_values: Vec<f64>,
    /// What the ratio is to reach: see [`Reach`]. Left out where a row only stands beside others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// The browser's name and version, on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// What a reader must know, in a sentence: a physical limit, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A figure of its own, against an absolute bound.
///
/// `{"kind": "bound", "id": "P11", "place": "browser", "name": "to usable", "unit": "ms", "values": [480, 470], "figure": "median",
/// "reach": {"at_most": 500}}`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// As [`Pair::id`].
    pub id: String,
    pub place: Place,
    /// What is measured, as a few words.
    pub name: String,
    pub unit: Unit,
    /// Every single figure that was measured.
    pub values: Vec<f64>,
    /// What of them is held against the bound.
    pub figure: Figure,
    /// In `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// As [`Pair::browser`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// As [`Pair::note`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How something grows with the amount of what it is given: the exponent `e` of `amount^e`, which is 1 where twice as much costs twice as much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// As [`Pair::id`].
    pub id: String,
    pub place: Place,
    /// What is measured, as a few words.
    pub name: String,
    /// What there is more and more of: `tasks`.
    pub against: String,
    pub unit: Unit,
    /// In ascending order of their amounts.
    pub points: Vec<Point>,
    /// What the exponent is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// As [`Pair::browser`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// As [`Pair::note`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What so many cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub amount: f64,
    /// One figure of each round.
    pub values: Vec<f64>,
}

/// Where it was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Browser,
    Native,
}

/// The unit of all values of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Ms,
    Us,
    Ns,
    /// Counted, not measured: no machine is too busy for it.
    Bytes,
    /// Memory in bytes, as the system tells it.
    Memory,
}

/// Which figure of a series is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    Median,
    /// What 95 of 100 do not exceed.
    P95,
    /// What 99 of 100 do not exceed.
    P99,
    /// The largest of all.
    Largest,
}

/// What a figure is to reach. Of a pair, `at_most` bounds ours over the peer's, and `at_least` how many times as fast as the peer we are, which is
/// the peer's over ours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    AtMost(f64),
    AtLeast(f64),
}
