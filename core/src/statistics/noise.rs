//! What a machine makes different although nothing is: each model against itself, in the very session that is judged.

use super::bootstrap::interval_of_median;
use super::quantile::median;
use super::verdict::SMALLEST_FLOOR;

/// The ratios of an A/A test that costs no execution: every model's time (milliseconds) in a round against its own time in the
/// next one, each sample used once. `series` are the models' samples in the order of the rounds.
pub fn aa_ratios(series: &[&[f64]]) -> Vec<f64> {
    series.iter().flat_map(|samples| samples.chunks_exact(2)).map(|pair| pair[0] / pair[1]).collect()
}

/// The largest difference that nothing at all can make on this machine, as a share (0.02: 2 %): the end farther from 1
/// of the 95 % interval of `aa_ratios`, the ratios of runs between which nothing differs (see [`aa_ratios`]); at least
/// [`SMALLEST_FLOOR`]. `None` with fewer than three ratios, or one that is not finite and positive.
pub fn noise_floor(aa_ratios: &[f64], seed: u64) -> Option<f64> {
    let [low, high] = interval_of_median(aa_ratios, seed)?;
    let positive = aa_ratios.iter().all(|ratio| *ratio > 0.0);
    positive.then(|| (high - 1.0).max(1.0 / low - 1.0).max(SMALLEST_FLOOR))
}

/// How far the machine drifted during a session, as a share: the most by which a model's median differs between the first and
/// the second half of the session. What changes within a session changes between two of them, at the least. 0 with fewer than
/// four samples.
pub fn drift(series: &[&[f64]]) -> f64 {
    let change = |samples: &&[f64]| {
        let (before, after) = samples.split_at(samples.len() / 2);
        let ratio = median(before)? / median(after)?;
        (before.len() >= 2 && ratio > 0.0 && ratio.is_finite()).then(|| (ratio - 1.0).max(1.0 / ratio - 1.0))
    };
    series.iter().filter_map(change).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_paired_once_with_its_neighbour_of_the_same_model() {
        assert_eq!(aa_ratios(&[&[2.0, 1.0, 3.0, 1.0, 9.0], &[8.0, 2.0]]), [2.0, 3.0, 4.0]);
        assert!(aa_ratios(&[&[1.0], &[]]).is_empty());
    }

    #[test]
    fn drift_is_that_of_the_model_that_changed_most_whichever_way() {
        let (steady, slower) = ([10.0, 10.0, 10.0, 10.0], [10.0, 10.0, 12.5, 12.5]);
        assert_eq!(drift(&[&steady, &slower]), 0.25);
        assert_eq!(drift(&[&[12.5, 12.5, 10.0, 10.0]]), 0.25);
        assert_eq!(drift(&[&steady, &[1.0, 2.0, 3.0]]), 0.0);
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
}
