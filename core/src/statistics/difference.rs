//! Whether one is really faster than the other, or the machine only wavered.

use serde::{Deserialize, Serialize};

use super::bootstrap::interval_of_median;
use super::estimate::Estimate;
use super::quantile::median;
use super::ratio::ratios;
use super::verdict::{SMALLEST_FLOOR, Verdict};

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

/// Compares two series of times (milliseconds), paired by round. The difference is real only if the 95 % interval
/// of the speed-up excludes 1 and all of it lies beyond `noise_floor`, so whoever sees the interval and the floor can
/// check the verdict. `None` as [`ratios`], and with fewer than [`FEWEST_PAIRS`] pairs.
pub fn difference(reference: &[f64], other: &[f64], noise_floor: f64, seed: u64) -> Option<Difference> {
    let ratios = ratios(reference, other).filter(|ratios| ratios.len() >= FEWEST_PAIRS)?;
    let interval = interval_of_median(&ratios, seed)?;
    let estimate = Estimate { median: median(&ratios)?, ci95: Some(interval) };
    Some(Difference { verdict: Verdict::on_speedup(interval, noise_floor), estimate })
}

/// The largest difference that nothing at all can make on this machine, as a share (0.02: 2 %): the end farther from 1
/// of the 95 % interval of `aa_ratios`, the ratios of rounds that ran the same model twice (an A/A test); at least
/// [`SMALLEST_FLOOR`]. `None` with fewer than three ratios, or one that is not finite and positive.
pub fn noise_floor(aa_ratios: &[f64], seed: u64) -> Option<f64> {
    let [low, high] = interval_of_median(aa_ratios, seed)?;
    let positive = aa_ratios.iter().all(|ratio| *ratio > 0.0);
    positive.then(|| (high - 1.0).max(1.0 / low - 1.0).max(SMALLEST_FLOOR))
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
        assert_eq!(verdict(1.05, 0.049), Verdict::NoDifference);
    }

    #[test]
    fn an_interval_around_one_is_no_difference_even_without_a_floor() {
        assert_eq!(verdict(1.001, 0.0), Verdict::NoDifference);
        assert_eq!(verdict(1.001, -1.0), Verdict::NoDifference);
    }

    #[test]
    fn too_few_pairs_give_no_verdict() {
        let (reference, other) = rounds(2.0);
        assert!(difference(&reference[..5], &other, 0.01, 1).is_none());
        assert!(difference(&reference[..6], &other, 0.01, 1).is_some());
        assert!(difference(&reference, &[100.0, 0.0, 100.0, 100.0, 100.0, 100.0, 100.0], 0.01, 1).is_none());
    }

    #[test]
    fn a_floor_that_is_no_number_hides_every_difference() {
        assert_eq!(verdict(2.0, f64::INFINITY), Verdict::NoDifference);
    }

    #[test]
    fn the_noise_floor_is_the_far_end_of_what_equals_showed_and_never_below_one_per_cent() {
        assert_eq!(noise_floor(&[1.0; 8], 1), Some(SMALLEST_FLOOR));
        assert_eq!(noise_floor(&[1.0, 1.0, 1.25], 1), Some(0.25));
        // Slower by a fifth and faster by a quarter are the same distance.
        assert_eq!(noise_floor(&[1.0, 1.0, 0.8], 1), Some(0.25));
        assert_eq!(noise_floor(&[1.0, 1.0], 1), None);
        assert_eq!(noise_floor(&[1.0, 1.0, 0.0], 1), None);
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
            prop_assert_eq!(crate::statistics::ratio::paired_ratio(&a, &b, seed), Some(estimate));
        }
    }
}
