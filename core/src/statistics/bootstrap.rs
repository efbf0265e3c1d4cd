//! How far a median could have fallen elsewhere: Efron's percentile bootstrap, which assumes no shape of the noise.

use super::quantile::{quantile_of_sorted, sorted};
use crate::random::Random;

/// Fewer samples say nothing about their own spread.
const FEWEST: usize = 3;

/// Efron and Tibshirani (1993) ask for at least 1000 for an interval; one more than an even 2000 puts both
/// ends on a resample instead of between two.
pub(super) const RESAMPLES: usize = 2001;

/// The 95 % interval of the median of `values`, in their unit, by the percentile bootstrap (Efron, 1979).
/// `None` for fewer than three values, or one that is not finite.
///
/// Under six values it is about their whole range and holds less often than 95 % (three: 75 %), because no
/// statement about a median can do better from so few.
pub fn interval_of_median(values: &[f64], seed: u64) -> Option<[f64; 2]> {
    let mut random = Random::new(seed);
    let mut resampler = Resampler::new(values)?;
    interval(|| Some(resampler.median(&mut random)))
}

/// The middle 95 % of the figures that `resample` gives; `None` as soon as one resample has no figure.
pub(super) fn interval(resample: impl FnMut() -> Option<f64>) -> Option<[f64; 2]> {
    let figures: Option<Vec<f64>> = std::iter::repeat_with(resample).take(RESAMPLES).collect();
    middle(&figures?)
}

/// The middle 95 % of `figures`.
pub(super) fn middle(figures: &[f64]) -> Option<[f64; 2]> {
    let sorted = sorted(figures)?;
    Some([quantile_of_sorted(&sorted, 0.025)?, quantile_of_sorted(&sorted, 0.975)?])
}

/// Draws medians of one series.
pub(super) struct Resampler {
    sorted: Vec<f64>,
    counts: Vec<usize>,
}

impl Resampler {
    /// `None` for fewer than three values, or one that is not finite.
    pub(super) fn new(values: &[f64]) -> Option<Self> {
        let sorted = sorted(values).filter(|sorted| sorted.len() >= FEWEST)?;
        Some(Self { counts: vec![0; sorted.len()], sorted })
    }

    /// The median of the next resample. Drawing ranks and counting them finds it without sorting again.
    pub(super) fn median(&mut self, random: &mut Random) -> f64 {
        let Self { sorted, counts } = self;
        counts.fill(0);
        for _ in 0..sorted.len() {
            counts[random.below(sorted.len() as u64) as usize] += 1;
        }
        let lower = value_at(sorted, counts, (sorted.len() - 1) / 2);
        let upper = value_at(sorted, counts, sorted.len() / 2);
        // Halved first: the sum of two finite values can overflow.
        lower / 2.0 + upper / 2.0
    }
}

/// The value at `position` of the resample in ascending order.
fn value_at(sorted: &[f64], counts: &[usize], position: usize) -> f64 {
    let mut passed = 0;
    let rank = counts.iter().position(|count| {
        passed += count;
        passed > position
    });
    rank.map_or(f64::NAN, |rank| sorted[rank])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::quantile::median;

    #[test]
    fn fewer_than_three_samples_or_nonsense_have_no_interval() {
        assert_eq!(interval_of_median(&[1.0, 2.0], 1), None);
        assert_eq!(interval_of_median(&[1.0, 2.0, f64::NAN], 1), None);
        assert_eq!(interval_of_median(&[1.0, 2.0, f64::INFINITY], 1), None);
        assert_eq!(interval_of_median(&[2.0, 2.0, 2.0], 1), Some([2.0, 2.0]));
    }

    proptest! {
        #[test]
        fn an_interval_holds_the_median_and_stays_within_the_samples(
            values in prop::collection::vec(-1e300..1e300_f64, 3..40), seed: u64,
        ) {
            let [low, high] = interval_of_median(&values, seed).unwrap();
            let median = median(&values).unwrap();
            prop_assert!(low <= median && median <= high);
            prop_assert!(values.iter().any(|value| *value <= low) && values.iter().any(|value| *value >= high));
        }

        #[test]
        fn an_interval_follows_the_unit_of_its_samples(
            values in prop::collection::vec(0.1..1e3_f64, 3..30), seed: u64,
        ) {
            // A power of two, so that scaling is exact.
            let scaled: Vec<f64> = values.iter().map(|value| value * 1024.0).collect();
            let interval = interval_of_median(&values, seed).unwrap();
            prop_assert_eq!(interval_of_median(&scaled, seed).unwrap(), interval.map(|end| end * 1024.0));
        }
    }
}
