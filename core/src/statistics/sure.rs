//! When there are enough samples: the figures are known well enough to be told, and more of them would only take time.

use super::bootstrap::interval_of_median;
use super::difference::{Difference, FEWEST_PAIRS, difference};
use super::noise::{aa_ratios, noise_floor};
use super::quantile::median;
use super::verdict::Verdict;

/// How far the ends of a 95 % interval may lie from its median, as a share of it.
pub const PRECISION: f64 = 0.05;

/// Whether more rounds would only take time: every ratio against `reference` (times in milliseconds, by round) lies within [`PRECISION`] and
/// has a verdict that more rounds will hardly change, given the noise floor of these very samples. Without a reference, whether every time
/// lies within the precision.
pub fn sure(reference: Option<&[f64]>, others: &[&[f64]], seed: u64) -> bool {
    let Some(reference) = reference else {
        return others.iter().all(|times| precise(median(times), interval_of_median(times, seed)));
    };
    let all: Vec<&[f64]> = others.iter().copied().chain([reference]).collect();
    let Some(floor) = noise_floor(&aa_ratios(&all), seed) else { return false };
    let decided = |Difference { verdict, estimate }| {
        let decided = match verdict {
            Verdict::Faster | Verdict::Slower => true,
            // Within a high floor of few rounds nearly everything is no difference.
            Verdict::NoDifference => floor <= PRECISION / 2.0,
            Verdict::CannotTell => false,
        };
        decided && precise(Some(estimate.median), estimate.ci95)
    };
    // A time that cannot be has no ratio, and never will.
    others.iter().all(|times| difference(reference, times, floor, seed).is_none_or(decided))
}

/// Whether to ask after so many rounds: first when there can be a verdict, then whenever there are an eighth more. Asking takes time, and who
/// asks too often sees what is not there.
pub fn looks_after(rounds: u64) -> bool {
    let mut next = FEWEST_PAIRS as u64;
    while next < rounds {
        next += (next / 8).max(1);
    }
    next == rounds
}

fn precise(median: Option<f64>, interval: Option<[f64; 2]>) -> bool {
    let near = |(median, [low, high]): (f64, [f64; 2])| {
        high - median <= PRECISION * median && median - low <= PRECISION * median
    };
    median.zip(interval).is_some_and(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve rounds that spread by `spread` around `ms`.
    fn rounds(ms: f64, spread: f64) -> Vec<f64> {
        (0..12).map(|round| ms * (1.0 + spread * (f64::from(round * 5 % 12) / 6.0 - 1.0))).collect()
    }

    #[test]
    fn sure_is_when_each_ratio_is_precise_and_decided() {
        let reference = rounds(100.0, 0.01);
        assert!(sure(Some(&reference), &[&rounds(50.0, 0.01), &rounds(100.0, 0.0)], 1));
        assert!(!sure(Some(&reference), &[&rounds(50.0, 0.01), &rounds(50.0, 0.4)], 1), "one is not precise");
        assert!(!sure(Some(&reference[..2]), &[&rounds(50.0, 0.01)], 1), "two rounds have no interval");
    }

    #[test]
    fn one_asks_less_and_less_often() {
        let looks: Vec<u64> = (0..40).filter(|rounds| looks_after(*rounds)).collect();
        assert_eq!(looks, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 27, 30, 33, 37]);
    }

    #[test]
    fn without_a_reference_the_times_themselves_count() {
        assert!(sure(None, &[&rounds(100.0, 0.01)], 1));
        assert!(!sure(None, &[&rounds(100.0, 0.01), &rounds(100.0, 0.4)], 1));
        assert!(sure(None, &[], 1), "nothing can become surer");
    }
}
