//! Speed-up by rounds: what disturbs a whole round disturbs both sides of its ratio and cancels.

use super::bootstrap::interval_of_median;
use super::estimate::Estimate;
use super::quantile::median;

/// `reference / other` of each round: above 1 where `other` was faster. Rounds that only one side has (after a
/// cancel) have no ratio. `None` when no round has both, or a time is not finite and positive: such a clock
/// cannot be trusted in the other rounds either.
pub fn ratios(reference: &[f64], other: &[f64]) -> Option<Vec<f64>> {
    let rounds: Option<Vec<f64>> = reference
        .iter()
        .zip(other)
        .map(|(reference, other)| {
            let ratio = reference / other;
            (*reference > 0.0 && *other > 0.0 && ratio > 0.0 && ratio.is_finite()).then_some(ratio)
        })
        .collect();
    rounds.filter(|rounds| !rounds.is_empty())
}

/// How many times as fast as `reference` (milliseconds of each round) `other` is: the median of the rounds'
/// [`ratios`] with its 95 % bootstrap interval. `None` as `ratios`.
pub fn paired_ratio(reference: &[f64], other: &[f64], seed: u64) -> Option<Estimate> {
    let ratios = ratios(reference, other)?;
    Some(Estimate { median: median(&ratios)?, ci95: interval_of_median(&ratios, seed) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn speed_up_is_the_median_of_the_rounds_not_the_ratio_of_the_medians() {
        // Medians are 20 and 10, a ratio of 2; by rounds it was 1, 2, 4.
        let estimate = paired_ratio(&[10.0, 20.0, 40.0], &[10.0, 10.0, 10.0], 1).unwrap();
        assert_eq!(estimate.median, 2.0);
        assert_eq!(estimate.ci95, Some([1.0, 4.0]));
        // Here they differ: rounds 0.5, 4, 1.5 against medians 20 / 20.
        assert_eq!(paired_ratio(&[10.0, 20.0, 30.0], &[20.0, 5.0, 20.0], 1).unwrap().median, 1.5);
    }

    #[test]
    fn what_slows_a_whole_round_leaves_the_speed_up_alone() {
        let load = [1.0, 1.5, 9.0, 2.0, 1.0, 30.0];
        let reference = load.map(|load| 32.0 * load);
        let other = load.map(|load| 16.0 * load);
        assert_eq!(paired_ratio(&reference, &other, 1), Some(Estimate { median: 2.0, ci95: Some([2.0, 2.0]) }));
    }

    #[test]
    fn rounds_of_one_side_only_are_left_out_and_two_rounds_have_no_interval() {
        let estimate = paired_ratio(&[2.0, 4.0, 6.0], &[1.0, 2.0], 1).unwrap();
        assert_eq!(estimate, Estimate { median: 2.0, ci95: None });
        assert_eq!(paired_ratio(&[2.0], &[], 1), None);
    }

    #[test]
    fn a_time_that_cannot_be_has_no_ratio() {
        for time in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE / 4.0] {
            assert_eq!(paired_ratio(&[1.0, 1.0, 1.0], &[1.0, time, 1.0], 1), None, "{time}");
        }
        assert_eq!(paired_ratio(&[-1.0], &[-1.0], 1), None);
    }

    proptest! {
        #[test]
        fn turning_the_comparison_round_inverts_the_speed_up_of_an_odd_number_of_rounds(
            rounds in prop::collection::vec((0.1..1e3_f64, 0.1..1e3_f64), 1..15), seed: u64,
        ) {
            let rounds = if rounds.len() % 2 == 0 { &rounds[1..] } else { &rounds[..] };
            let (a, b): (Vec<f64>, Vec<f64>) = rounds.iter().copied().unzip();
            let forth = paired_ratio(&a, &b, seed).unwrap().median;
            let back = paired_ratio(&b, &a, seed).unwrap().median;
            prop_assert!((forth * back - 1.0).abs() < 1e-12);
        }
    }
}
