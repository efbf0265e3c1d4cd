//! Two series that were measured apart, in other sessions or on other hosts: no round of the one belongs to a round of the other.

use super::bootstrap::{Resampler, interval};
use super::estimate::Estimate;
use super::quantile::median;
use super::verdict::Verdict;
use crate::random::Random;

/// Fewer samples on either side give an interval, but no verdict: with five on each, equals fall wholly apart once in 126 times.
pub const FEWEST_EACH: usize = 5;

/// How many times the time of `reference` (milliseconds) `other` needs, above 1 is slower: the ratio of the medians with its
/// 95 % bootstrap interval, each side resampled by itself. `None` when a side is empty or a time is not finite and positive;
/// no interval with fewer than three samples on either side.
///
/// What changed on the machine between the two sessions is part of the ratio and not of the interval.
pub fn unpaired_ratio(reference: &[f64], other: &[f64], seed: u64) -> Option<Estimate> {
    let possible = |time: &f64| *time > 0.0 && time.is_finite();
    if !reference.iter().chain(other).all(possible) {
        return None;
    }
    let ratio = |reference: f64, other: f64| Some(other / reference).filter(possible);
    let median = ratio(median(reference)?, median(other)?)?;
    let mut random = Random::new(seed);
    let ci95 = Resampler::new(reference).zip(Resampler::new(other)).and_then(|(mut reference, mut other)| {
        interval(|| {
            let below = reference.median(&mut random);
            ratio(below, other.median(&mut random))
        })
    });
    Some(Estimate { median, ci95 })
}

/// What may be said of a ratio of times, by [`Verdict::on_time_ratio`]. With fewer than [`FEWEST_EACH`] samples on either side
/// nobody can tell.
pub fn unpaired_verdict(ratio: &Estimate, fewest: usize, noise_floor: f64) -> Verdict {
    let interval = ratio.ci95.filter(|_| fewest >= FEWEST_EACH);
    interval.map_or(Verdict::CannotTell, |interval| Verdict::on_time_ratio(interval, noise_floor))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Times around `milliseconds` with a spread of some per cent, as a quiet machine gives them.
    fn session(milliseconds: f64, samples: usize, random: &mut Random) -> Vec<f64> {
        let spread = |random: &mut Random| (0..4).map(|_| random.below(1_000) as f64 / 1_000.0).sum::<f64>() - 2.0;
        (0..samples).map(|_| milliseconds * (1.0 + 0.02 * spread(random))).collect()
    }

    fn verdicts(times: f64, samples: usize) -> Vec<Verdict> {
        let verdict = |seed| {
            let mut random = Random::new(seed);
            let (reference, other) =
                (session(100.0, samples, &mut random), session(100.0 * times, samples, &mut random));
            unpaired_verdict(&unpaired_ratio(&reference, &other, seed).unwrap(), samples, 0.01)
        };
        (0..200).map(verdict).collect()
    }

    #[test]
    fn equals_are_called_different_in_at_most_two_of_a_hundred_comparisons() {
        for samples in [5, 8, 20] {
            let alarms = verdicts(1.0, samples)
                .iter()
                .filter(|verdict| matches!(verdict, Verdict::Faster | Verdict::Slower))
                .count();
            assert!(alarms <= 4, "{alarms} of 200 with {samples} samples");
        }
    }

    #[test]
    fn a_tenth_more_time_is_found_with_the_default_number_of_runs() {
        let found = verdicts(1.1, 5).iter().filter(|verdict| **verdict == Verdict::Slower).count();
        assert!(found >= 190, "{found} of 200");
        assert!(verdicts(1.0 / 1.1, 20).iter().all(|verdict| *verdict == Verdict::Faster));
    }

    #[test]
    fn the_ratio_is_that_of_the_medians_whatever_the_order_of_the_samples() {
        let estimate = unpaired_ratio(&[30.0, 10.0, 20.0], &[40.0, 44.0, 42.0, 43.0, 41.0], 1).unwrap();
        assert_eq!(estimate.median, 2.1);
        assert_eq!(unpaired_ratio(&[20.0, 30.0, 10.0], &[44.0, 43.0, 42.0, 41.0, 40.0], 1), Some(estimate));
    }

    #[test]
    fn one_sample_has_a_ratio_but_neither_interval_nor_verdict() {
        let estimate = unpaired_ratio(&[25_860.0], &[8_380.0, 8_400.0, 8_390.0], 1).unwrap();
        assert_eq!(estimate.ci95, None);
        assert_eq!(unpaired_verdict(&estimate, 1, 0.0), Verdict::CannotTell);
    }

    #[test]
    fn a_time_that_cannot_be_has_no_ratio() {
        for time in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(unpaired_ratio(&[1.0, time], &[1.0], 1), None, "{time}");
            assert_eq!(unpaired_ratio(&[1.0], &[time], 1), None, "{time}");
        }
        assert_eq!(unpaired_ratio(&[], &[1.0], 1), None);
        assert_eq!(unpaired_ratio(&[f64::MIN_POSITIVE], &[f64::MAX], 1), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_ratio_and_lies_within_what_the_samples_allow(
            a in prop::collection::vec(0.1..1e3_f64, 3..20), b in prop::collection::vec(0.1..1e3_f64, 3..20), seed: u64,
        ) {
            let Estimate { median, ci95 } = unpaired_ratio(&a, &b, seed).unwrap();
            let [low, high] = ci95.unwrap();
            let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
            prop_assert!(low <= median && median <= high);
            prop_assert!(least(&b) / most(&a) <= low && high <= most(&b) / least(&a));
        }
    }
}
