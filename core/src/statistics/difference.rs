//! Whether one is really faster than the other, or the machine only wavered.

use serde::{Deserialize, Serialize};

use super::bootstrap::interval_of_median;
use super::estimate::Estimate;
use super::quantile::median;
use super::ratio::ratios;
use super::verdict::Verdict;

/// Fewer pairs cannot contradict chance: five fall to the same side once in sixteen times by themselves.
pub const FEWEST_PAIRS: usize = 6;

/// A verdict with the figures it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// Whether it is real.
    pub verdict: Verdict,
    /// How many times as fast as `reference`: above 1 is faster.
    pub estimate: Estimate,
}

/// Compares two series of times (milliseconds), paired by round: the speed-up, and by [`Verdict::on_speedup`] what may be said
/// of it, so whoever sees the interval and the floor can check the verdict. With fewer than [`FEWEST_PAIRS`] pairs nobody can
/// tell. `None` as [`ratios`].
pub fn difference(reference: &[f64], other: &[f64], noise_floor: f64, seed: u64) -> Option<Difference> {
    let ratios = ratios(reference, other)?;
    let estimate = Estimate { median: median(&ratios)?, ci95: interval_of_median(&ratios, seed) };
    let interval = estimate.ci95.filter(|_| ratios.len() >= FEWEST_PAIRS);
    let verdict = interval.map_or(Verdict::CannotTell, |interval| Verdict::on_speedup(interval, noise_floor));
    Some(Difference { verdict, estimate })
}

/// What may be said of a ratio of times by rounds (above 1 is slower), by [`Verdict::on_time_ratio`]. With fewer than [`FEWEST_PAIRS`]
/// pairs nobody can tell.
pub fn paired_time_verdict(ratio: &Estimate, pairs: usize, noise_floor: f64) -> Verdict {
    let interval = ratio.ci95.filter(|_| pairs >= FEWEST_PAIRS);
    interval.map_or(Verdict::CannotTell, |interval| Verdict::on_time_ratio(interval, noise_floor))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Seven rounds around `ratio`, spread by 1 %.
    fn rounds(ratio: f64) -> (Vec<f64>, Vec<f64>) {
        let spread = [1.0, 0.995, 1.005, 1.002, 0.998, 1.001, 0.999];
        (spread.iter().map(|spread| 100.0 * ratio * spread).collect(), vec![100.0; 7])
    }

    fn verdict(ratio: f64, noise_floor: f64) -> Verdict {
        let (reference, other) = rounds(ratio);
        difference(&reference, &other, noise_floor, 1).unwrap().verdict
    }

    #[test]
    fn a_difference_is_real_only_beyond_the_noise_floor() {
        assert_eq!(verdict(1.05, 0.02), Verdict::Faster);
        assert_eq!(verdict(1.0 / 1.05, 0.02), Verdict::Slower);
        assert_eq!(verdict(1.05, 0.06), Verdict::NoDifference);
        assert_eq!(verdict(1.0 / 1.05, 0.06), Verdict::NoDifference);
        // Slower by the floor is 1 / 1.25, not 1 - 0.25.
        assert_eq!(verdict(0.77, 0.25), Verdict::Slower);
        // The median is beyond the floor, but not the whole interval.
        assert_eq!(verdict(1.05, 0.049), Verdict::CannotTell);
    }

    #[test]
    fn without_a_floor_nobody_can_tell_that_there_is_no_difference() {
        assert_eq!(verdict(1.001, 0.0), Verdict::CannotTell);
        assert_eq!(verdict(1.001, -1.0), Verdict::CannotTell);
        assert_eq!(verdict(1.001, 0.02), Verdict::NoDifference);
    }

    #[test]
    fn too_few_pairs_give_no_verdict() {
        let (reference, other) = rounds(2.0);
        let of = |rounds: usize| difference(&reference[..rounds], &other, 0.01, 1).unwrap().verdict;
        assert_eq!((of(1), of(5), of(6)), (Verdict::CannotTell, Verdict::CannotTell, Verdict::Faster));
        assert!(difference(&reference, &[100.0, 0.0, 100.0, 100.0, 100.0, 100.0, 100.0], 0.01, 1).is_none());
    }

    #[test]
    fn a_session_that_wavers_by_more_than_a_fifth_says_nothing() {
        assert_eq!(verdict(1.1, 0.19), Verdict::NoDifference);
        assert_eq!(verdict(1.1, 0.21), Verdict::CannotTell);
        assert_eq!(verdict(2.0, f64::INFINITY), Verdict::CannotTell);
    }

    proptest! {
        #[test]
        fn a_verdict_can_be_checked_from_its_interval_and_the_floor(
            pairs in prop::collection::vec((0.9..1.2_f64, 0.9..1.2_f64), 6..20), floor in 0.0..0.1_f64, seed: u64,
        ) {
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let Difference { verdict, estimate } = difference(&a, &b, floor, seed).unwrap();
            let [low, high] = estimate.ci95.unwrap();
            prop_assert_eq!(verdict == Verdict::Faster, low > 1.0 + floor);
            prop_assert_eq!(verdict == Verdict::Slower, high < 1.0 / (1.0 + floor));
            prop_assert_eq!(verdict == Verdict::NoDifference, low >= 1.0 / (1.0 + floor) && high <= 1.0 + floor && floor <= 0.2);
            prop_assert_eq!(crate::statistics::ratio::paired_ratio(&a, &b, seed), Some(estimate));
        }
    }
}
