//! How far a law of scaling could have run elsewhere: a 95 % band around its curve, from the resamples that give its parameters their intervals.

use super::bootstrap::middle;
use super::scaling::{AMDAHL, Law, USL, fitted};
use super::scaling_curve::curve;

/// The 95 % band of Amdahl's law at each of `places` (worker counts, at least 1), fitted as by [`amdahl`](super::scaling::amdahl) with the same seed.
/// `None` where its parameter has no interval.
///
/// It holds for each place alone, and says how well the curve is known if the law holds.
pub fn amdahl_band(points: &[(u64, f64)], seed: u64, places: &[f64]) -> Option<Vec<[f64; 2]>> {
    band(points, seed, &AMDAHL, places)
}

/// As [`amdahl_band`], of the Universal Scalability Law.
pub fn usl_band(points: &[(u64, f64)], seed: u64, places: &[f64]) -> Option<Vec<[f64; 2]>> {
    band(points, seed, &USL, places)
}

fn band(points: &[(u64, f64)], seed: u64, law: &Law, places: &[f64]) -> Option<Vec<[f64; 2]>> {
    let resampled = fitted(points, seed, law)?.resampled?;
    let at = |place: &f64| {
        let heights: Vec<f64> = resampled.iter().map(|parameters| curve(*parameters, *place)).collect();
        middle(&heights)
    };
    places.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::Random;
    use crate::statistics::scaling::{amdahl, usl};

    const PLACES: [f64; 6] = [1.0, 1.5, 2.0, 4.0, 7.5, 8.0];

    /// Five rounds of two to eight workers that follow a law, each off by up to `noise` as a share of it.
    fn noisy(parameters: [f64; 2], noise: f64, seed: u64) -> Vec<(u64, f64)> {
        let mut random = Random::new(seed);
        let mut off = || 1.0 + noise * (2.0 * random.below(1_000_001) as f64 / 1e6 - 1.0);
        let rounds = (2..=8).flat_map(|workers| [workers; 5]);
        rounds.map(|workers| (workers, curve(parameters, workers as f64) * off())).collect()
    }

    fn width(band: &[[f64; 2]]) -> f64 {
        band.iter().map(|[low, high]| high - low).sum()
    }

    #[test]
    fn too_little_to_go_by_has_no_band_and_rounds_that_agree_have_one_without_width() {
        assert_eq!(amdahl_band(&[(1, 1.0)], 1, &PLACES), None);
        assert_eq!(amdahl_band(&[(2, 1.9), (4, 3.0)], 1, &PLACES), None);
        assert_eq!(usl_band(&[(2, 1.9), (3, 2.5), (4, 3.0)], 1, &PLACES), None);
        let points = noisy([0.1, 0.0], 0.0, 1);
        assert!(width(&amdahl_band(&points, 1, &PLACES).expect("a band")) < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_band_contains_its_curve_is_a_point_at_one_worker_and_is_cut_from_the_parameters_own_interval(
            a in 0.0..0.6_f64, b in 0.0..0.02_f64, noise in 0.0..0.3_f64, seed: u64,
        ) {
            let points = noisy([a, b], noise, seed);
            let (law, band) = (amdahl(&points, seed).expect("a fit"), amdahl_band(&points, seed, &PLACES).expect("a band"));
            for (place, [low, high]) in PLACES.iter().zip(&band) {
                prop_assert!((*low..=*high).contains(&law.speedup(*place)), "{} {} {}", low, law.speedup(*place), high);
            }
            prop_assert_eq!(band[0], [1.0, 1.0]);
            // Of one parameter the curve is a falling function: the ends of its interval give the ends of the band.
            let [least, most] = law.serial.ci95.expect("an interval");
            let end = |serial: f64| curve([serial, 0.0], 8.0);
            let last = band.last().expect("a place");
            prop_assert!((last[0] - end(most)).abs() < 1e-9, "{:?} {}", last, end(most));
            prop_assert!((last[1] - end(least)).abs() < 1e-9, "{:?} {}", last, end(least));
            let (law, band) = (usl(&points, seed).expect("a fit"), usl_band(&points, seed, &PLACES).expect("a band"));
            for (place, [low, high]) in PLACES.iter().zip(&band) {
                prop_assert!((*low..=*high).contains(&law.speedup(*place)), "{} {} {}", low, law.speedup(*place), high);
            }
        }

        #[test]
        fn a_band_is_narrower_with_less_noise(a in 0.1..0.5_f64, b in 0.001..0.02_f64, seed: u64) {
            let (calm, loud) = (noisy([a, b], 0.01, seed), noisy([a, b], 0.2, seed));
            for band in [amdahl_band, usl_band] {
                let width = |points: &[(u64, f64)]| width(&band(points, seed, &PLACES).expect("a band"));
                prop_assert!(width(&calm) < width(&loud), "{} {}", width(&calm), width(&loud));
            }
        }
    }
}
