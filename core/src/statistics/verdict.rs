//! What may be said about two sets of samples: the one rule by which the page, tables, comparisons and sweeps speak.

use serde::{Deserialize, Serialize};

/// No noise floor is lower, however quiet the self-test was: where the linker happens to put a loop moves times by
/// as much, and no repetition of the same build shows it. Criterion's default threshold is the same 1 %.
pub const SMALLEST_FLOOR: f64 = 0.01;

/// Within a floor higher than this everything would be no difference: such a session says nothing. An interval that is wider than
/// this share of its median counts as too wide for the same reason.
pub const LARGEST_FLOOR: f64 = 0.2;

/// What may be said about one set of samples against another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The whole interval lies beyond the noise floor.
    Faster,
    /// The whole interval lies beyond the noise floor.
    Slower,
    /// The whole interval lies within the noise floor, and that is at most [`LARGEST_FLOOR`].
    NoDifference,
    /// The interval is wider than that, or there are too few samples for one.
    CannotTell,
}

impl Verdict {
    /// The verdict on a speed-up (above 1 is faster), given its 95 % interval and the noise floor, a share of at least 0: a
    /// difference is real only if the whole interval lies beyond the floor, and there is none only if the whole interval lies
    /// within. Slower by the floor is `1 / (1 + floor)`, so that exchanging the two sets exchanges the verdicts.
    pub fn on_speedup([low, high]: [f64; 2], noise_floor: f64) -> Self {
        let least = 1.0 + noise_floor.max(0.0);
        if low > least {
            Self::Faster
        } else if high < 1.0 / least {
            Self::Slower
        } else if noise_floor <= LARGEST_FLOOR && low >= 1.0 / least && high <= least {
            Self::NoDifference
        } else {
            Self::CannotTell
        }
    }

    /// In words, as tables show it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Faster => "faster",
            Self::Slower => "slower",
            Self::NoDifference => "no difference",
            Self::CannotTell => "cannot tell",
        }
    }

    /// The verdict on a ratio of times (above 1 is slower), given its 95 % interval; otherwise as [`Verdict::on_speedup`].
    pub fn on_time_ratio([low, high]: [f64; 2], noise_floor: f64) -> Self {
        Self::on_speedup([1.0 / high, 1.0 / low], noise_floor)
    }
}
