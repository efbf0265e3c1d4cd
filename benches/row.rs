//! One row: the same thing measured with and without something, round by round, and what may be said of the ratio.

use interleave_core::fold::text;
use interleave_core::statistics::{self, Difference, Estimate, Verdict, aa_ratios};
use serde::{Deserialize, Serialize};

/// Times of one model in milliseconds, one of each kind for each round.
#[derive(Debug, Deserialize)]
pub struct Series {
    /// The model's id.
    pub model: String,
    /// With what the row is about.
    pub with_ms: Vec<f64>,
    /// Without it.
    pub without_ms: Vec<f64>,
}

/// Where it was measured.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Browser,
    Native,
}

/// What was found.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What the row is about.
    pub id: &'static str,
    pub place: Place,
    pub model: String,
    pub rounds: usize,
    /// Time with it over time without it, paired by round: above 1, it costs time.
    pub ratio: Option<Estimate>,
    /// What nothing at all changes, as a share: each side against itself in neighbouring rounds.
    pub noise_floor: Option<f64>,
    /// `slower` where it costs time.
    pub verdict: Verdict,
}

/// Decides the resamples of intervals.
const SEED: u64 = 1;

impl Row {
    /// Judges a series. On a busy machine nobody can tell.
    pub fn new(id: &'static str, place: Place, series: &Series, busy: bool) -> Self {
        let Series { model, with_ms, without_ms } = series;
        let noise_floor = statistics::noise_floor(&aa_ratios(&[with_ms, without_ms]), SEED);
        // Asked the other way round it is a ratio of times, and so is its verdict.
        let difference = statistics::difference(with_ms, without_ms, noise_floor.unwrap_or(f64::INFINITY), SEED);
        let verdict = match difference {
            Some(Difference { verdict: Verdict::Faster, .. }) if !busy => Verdict::Slower,
            Some(Difference { verdict: Verdict::Slower, .. }) if !busy => Verdict::Faster,
            Some(Difference { verdict, .. }) if !busy => verdict,
            _ => Verdict::CannotTell,
        };
        let ratio = difference.map(|difference| difference.estimate);
        Self { id, place, model: model.clone(), rounds: with_ms.len(), ratio, noise_floor, verdict }
    }

    /// The row in one line.
    pub fn words(&self) -> String {
        let ratio = match self.ratio {
            Some(Estimate { median, ci95: Some(interval) }) => {
                format!("{} ({})", text::times(median), text::times_between(interval))
            }
            Some(Estimate { median, ci95: None }) => text::times(median),
            None => "no ratio".to_owned(),
        };
        let floor = self.noise_floor.map_or_else(|| "unknown".to_owned(), text::percent);
        let verdict = match self.verdict {
            Verdict::NoDifference => "within the noise floor",
            Verdict::Slower => "it costs time",
            Verdict::Faster => "it saves time",
            Verdict::CannotTell => "cannot tell",
        };
        let place = match self.place {
            Place::Browser => "page",
            Place::Native => "native",
        };
        format!("{place:<7} {:<11} {ratio}, noise floor {floor}: {verdict}", self.model)
    }
}
