//! The same questions asked of others: SciPy, Efron's own arithmetic, published figures, and a bootstrap written differently.

use super::bootstrap::interval_of_median;
use super::ratio::paired_ratio;
use super::scaling::{amdahl, usl};
use crate::random::Random;

const ODD: [f64; 11] = [20.1, 20.4, 19.9, 20.0, 23.7, 20.2, 20.3, 20.6, 31.5, 19.8, 20.5];
const EVEN: [f64; 12] = [8.4, 8.9, 8.1, 9.7, 8.3, 12.6, 8.5, 8.2, 8.8, 9.1, 8.6, 10.3];

fn assert_near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found} instead of {wanted}");
}

#[test]
fn intervals_are_those_of_scipy() {
    // scipy.stats.bootstrap(.., numpy.median, method='percentile', n_resamples=200000), SciPy 1.17.1.
    for seed in 0..5 {
        assert_eq!(interval_of_median(&ODD, seed), Some([20.0, 20.6]));
        let [low, high] = interval_of_median(&EVEN, seed).unwrap();
        assert_near(low, 8.35, 0.051);
        assert_near(high, 9.4, 0.11);
    }
}

#[test]
fn a_paired_ratio_is_that_of_scipy() {
    let reference = [25.1, 24.8, 26.0, 25.4, 24.9, 29.0, 25.3, 25.0, 24.7, 25.6, 25.2];
    let other = [12.6, 12.9, 12.4, 13.8, 12.5, 12.7, 12.8, 17.0, 12.55, 12.45, 13.0];
    let estimate = paired_ratio(&reference, &other, 1).unwrap();
    assert_eq!(estimate.median, 1.976_562_5);
    let [low, high] = estimate.ci95.unwrap();
    assert_near(low, 1.922_480_620_155_038_8, 1e-12);
    assert_near(high, 2.056_224_899_598_394, 1e-12);
}

#[test]
fn seven_mice_have_the_interval_that_efron_computed_by_hand() {
    // Efron and Tibshirani (1993), the treated mice. A resample's median is each of the seven in ascending order with
    // probability .0102 .0981 .2386 .3062 .2386 .0981 .0102 (Efron, 1982): 2.5 % lie at the second, 97.5 % at the sixth.
    let probabilities = median_probabilities(7);
    for (found, wanted) in probabilities.iter().zip([0.0102, 0.0981, 0.2386, 0.3062, 0.2386, 0.0981, 0.0102]) {
        assert_near(*found, wanted, 0.000_05);
    }
    for seed in 0..5 {
        let interval = interval_of_median(&[94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0], seed);
        assert_eq!(interval, Some([23.0, 141.0]));
    }
}

#[test]
fn ends_lie_where_the_exact_distribution_of_resampled_medians_puts_them() {
    for samples in (3..60).step_by(2) {
        // Ranks instead of times: the exact distribution does not depend on the values.
        let ranks: Vec<f64> = (0..samples).map(f64::from).collect();
        let [low, high] = interval_of_median(&ranks, u64::from(samples)).unwrap();
        let probabilities = median_probabilities(samples);
        let less_than = |rank: f64| probabilities[..rank as usize].iter().sum::<f64>();
        let at_most = |rank: f64| less_than(rank + 1.0);
        assert!(at_most(low.ceil()) >= TAIL[0] && less_than(low.floor()) <= TAIL[1], "{low} of {samples}");
        assert!(
            at_most(high.ceil()) >= 1.0 - TAIL[1] && less_than(high.floor()) <= 1.0 - TAIL[0],
            "{high} of {samples}"
        );
    }
}

#[test]
fn a_bootstrap_written_differently_finds_the_same_intervals() {
    let mut random = Random::new(2026);
    for samples in 3..43 {
        let values: Vec<f64> = (0..samples).map(|_| random.below(1000) as f64 / 10.0).collect();
        let [low, high] = interval_of_median(&values, samples).unwrap();
        let medians = naive_medians(&values, 4000, samples);
        let at = |share: f64| medians[(share * 3999.0) as usize];
        assert!(at(TAIL[0]) <= low && low <= at(TAIL[1]), "{low} of {values:?}");
        assert!(at(1.0 - TAIL[1]) <= high && high <= at(1.0 - TAIL[0]), "{high} of {values:?}");
    }
}

/// Where 2.5 % may lie with some 2000 resamples: five deviations of chance to each side.
const TAIL: [f64; 2] = [0.0075, 0.0425];

/// The chance that the median of a resample of `n` (odd) values is each of them in ascending order: it is at most the
/// k-th if more than half of `n` draws are, each with chance k/n.
fn median_probabilities(n: u32) -> Vec<f64> {
    let at_most = |k: u32| -> f64 {
        let p = f64::from(k) / f64::from(n);
        (n / 2 + 1..=n).map(|hits| choose(n, hits) * p.powi(hits as i32) * (1.0 - p).powi((n - hits) as i32)).sum()
    };
    (1..=n).map(|k| at_most(k) - at_most(k - 1)).collect()
}

fn choose(n: u32, k: u32) -> f64 {
    (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product()
}

/// Medians of resamples, ascending: another generator (Knuth's linear congruence), each resample copied and sorted.
fn naive_medians(values: &[f64], resamples: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut medians: Vec<f64> = (0..resamples)
        .map(|_| {
            let mut resample: Vec<f64> = values
                .iter()
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    values[(state >> 33) as usize % values.len()]
                })
                .collect();
            resample.sort_by(f64::total_cmp);
            (resample[(values.len() - 1) / 2] + resample[values.len() / 2]) / 2.0
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    medians
}

#[test]
fn fits_of_scattered_points_are_those_of_scipy() {
    // scipy.optimize.least_squares over the same relative errors, bounded to 0..1, tolerances 1e-15.
    let speedups = [1.93, 2.71, 3.52, 4.11, 4.63, 4.95, 5.28];
    let points: Vec<(u64, f64)> = (2..).zip(speedups).collect();
    let fit = usl(&points, 1).unwrap();
    assert_near(fit.contention.parameter, 0.024_791_929_776, 1e-7);
    assert_near(fit.coherency.parameter, 0.006_077_970_591, 1e-7);
    assert_near(amdahl(&points, 1).unwrap().serial.parameter, 0.063_048_118_332, 1e-7);
}

#[test]
fn the_published_fit_of_a_file_server_is_found() {
    // SPEC SDM91 on a Sun SPARCcenter 2000, Gunther's example: contention .0277, coherency .000104 at 90 scripts an hour
    // for one client. He minimises absolute errors and we relative ones, hence a tenth of tolerance.
    let throughput = [(18, 995.9), (36, 1652.4), (72, 1853.2), (108, 1828.9), (144, 1775.0), (216, 1702.2)];
    let fit = usl(&throughput.map(|(clients, scripts)| (clients, scripts / 89.995)), 1).unwrap();
    assert_near(fit.contention.parameter, 0.0277, 0.002_77);
    assert_near(fit.coherency.parameter, 0.000_104, 0.000_010_4);
}

#[test]
fn the_same_seed_gives_the_same_bits_on_every_host() {
    // Figures of a native run: whoever runs this elsewhere must find them to the last bit.
    let times: Vec<f64> = (0..20_u32).map(|i| f64::from(i * i % 17) + f64::from(i) / 7.0).collect();
    let cost = |n: f64, time: f64| 1.0 + 0.04 * (n - 1.0) + 0.006 * n * (n - 1.0) + time / 300.0;
    let sweep: Vec<(u64, f64)> = (2..=9).zip(&times).map(|(n, time)| (n, n as f64 / cost(n as f64, *time))).collect();
    let fit = usl(&sweep, 42).unwrap();
    let [low, high] = interval_of_median(&times, 42).unwrap();
    let [fit_low, fit_high] = fit.contention.ci95.unwrap();
    let bits =
        [low, high, fit.contention.parameter, fit.coherency.parameter, fit_low, fit_high, fit.error].map(f64::to_bits);
    let wanted = [
        4_615_224_560_991_750_436,
        4_623_266_703_183_483_465,
        4_586_932_264_203_740_070,
        4_573_327_229_309_154_252,
        4_585_481_772_986_729_963,
        4_588_278_159_318_713_384,
        4_577_047_317_947_762_255,
    ];
    assert_eq!(bits, wanted, "{low} {high} {fit:?}");
}
