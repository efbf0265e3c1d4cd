//! How speed-up grows with workers, as two laws say: what cannot be shared, and what sharing itself costs.
//!
//! Amdahl's law (1967) and Gunther's Universal Scalability Law (1993) are one curve (`scaling_curve`). It is fitted to
//! each worker count's median, which keeps one bad round from bending it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::{RESAMPLES, middle};
use super::quantile::median;
use super::scaling_curve::{LeastSquares, curve};
use crate::random::Random;

/// One parameter of a law.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fit {
    /// Its value; no unit, at least 0.
    pub parameter: f64,
    /// The 95 % bootstrap interval; absent with too few points. It says how well the value is known if the law holds.
    pub ci95: Option<[f64; 2]>,
}

/// A fit of Amdahl's law: speed-up = 1 / (serial + (1 - serial) / workers).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amdahl {
    /// The share of the work that only one worker can do at a time: 0 to 1.
    pub serial: Fit,
    /// How far the medians lie from the curve: root mean square, as a share of the curve.
    pub error: f64,
}

/// A fit of the Universal Scalability Law:
/// speed-up = n / (1 + contention (n - 1) + coherency n (n - 1)) for n workers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Usl {
    /// What workers wait for one another, as a share of the work.
    pub contention: Fit,
    /// What each pair of workers spends on agreeing, as a share of the work.
    pub coherency: Fit,
    /// As [`Amdahl::error`].
    pub error: f64,
}

impl Amdahl {
    /// The curve's height at `workers`.
    pub fn speedup(&self, workers: f64) -> f64 {
        curve([self.serial.parameter, 0.0], workers)
    }

    /// The speed-up no number of workers can exceed; `None` when nothing is serial.
    pub fn limit(&self) -> Option<f64> {
        (self.serial.parameter > 0.0).then(|| 1.0 / self.serial.parameter)
    }
}

impl Usl {
    /// The curve's height at `workers`.
    pub fn speedup(&self, workers: f64) -> f64 {
        curve([self.contention.parameter, self.coherency.parameter], workers)
    }

    /// The worker count beyond which more make it slower, at least 1; `None` when there is none.
    pub fn peak(&self) -> Option<f64> {
        let coherency = self.coherency.parameter;
        (coherency > 0.0).then(|| ((1.0 - self.contention.parameter).max(0.0) / coherency).sqrt().max(1.0))
    }
}

/// Fits Amdahl's law to points of worker count and speed-up against one worker, best one for every round. Points of one
/// worker are allowed and say nothing. `None` without a point of two workers, or when a count is 0 or a
/// speed-up is not finite and positive. The interval needs three rounds of every count, or three points in all.
pub fn amdahl(points: &[(u64, f64)], seed: u64) -> Option<Amdahl> {
    let ([serial, _], error) = fit(points, seed, &AMDAHL)?;
    Some(Amdahl { serial, error })
}

/// Fits the Universal Scalability Law; as [`amdahl`], but it needs two worker counts above one, and four points
/// in all where some count has fewer than three rounds.
pub fn usl(points: &[(u64, f64)], seed: u64) -> Option<Usl> {
    let ([contention, coherency], error) = fit(points, seed, &USL)?;
    Some(Usl { contention, coherency, error })
}

/// How a law is fitted: how many parameters it has, and the best ones for the medians of some worker counts.
pub(super) struct Law {
    parameters: usize,
    best: Best,
}

/// Worker counts and their median speed-ups, and the parameters whose curve lies nearest to them.
type Best = fn(&[(f64, f64)]) -> Option<[f64; 2]>;

pub(super) const AMDAHL: Law =
    Law { parameters: 1, best: |medians| Some([LeastSquares::of(medians).without_coherency().min(1.0), 0.0]) };

pub(super) const USL: Law = Law { parameters: 2, best: |medians| LeastSquares::of(medians).solve() };

/// The best parameters, and those of [`RESAMPLES`] resamples where there are rounds enough to draw from.
pub(super) struct Fitted {
    found: [f64; 2],
    pub(super) resampled: Option<Vec<[f64; 2]>>,
    medians: Vec<(f64, f64)>,
}

/// One worker count: how many rounds it had, and what the bootstrap draws them from.
struct Group {
    workers: f64,
    rounds: usize,
    pool: Vec<f64>,
}

fn fit(points: &[(u64, f64)], seed: u64, law: &Law) -> Option<([Fit; 2], f64)> {
    let Fitted { found, resampled, medians } = fitted(points, seed, law)?;
    let distances = medians.iter().map(|(workers, speedup)| speedup / curve(found, *workers) - 1.0);
    let squares: f64 = distances.map(|distance| distance * distance).sum();
    let interval = |which: usize| {
        let figures: Vec<f64> = resampled.as_ref()?.iter().map(|found| found[which]).collect();
        middle(&figures)
    };
    let with_interval = |which: usize| Fit { parameter: found[which], ci95: interval(which) };
    let error = (squares / medians.len() as f64).sqrt();
    // Absurdly large speed-ups overflow the sums; what is left is not a fit.
    error.is_finite().then_some(([with_interval(0), with_interval(1)], error))
}

/// The law's parameters for the points, as [`amdahl`] wants them.
pub(super) fn fitted(points: &[(u64, f64)], seed: u64, law: &Law) -> Option<Fitted> {
    let rounds = by_workers(points)?;
    let medians: Option<Vec<(f64, f64)>> =
        rounds.iter().map(|(workers, speedups)| Some((*workers as f64, median(speedups)?))).collect();
    let medians = medians?;
    let found = (law.best)(&medians)?;
    let resampled = pools(&rounds, found, law.parameters).and_then(|groups| resamples(&groups, seed, law));
    Some(Fitted { found, resampled, medians })
}

/// The speed-ups of each worker count above one; `None` when there are none or a point cannot be.
fn by_workers(points: &[(u64, f64)]) -> Option<BTreeMap<u64, Vec<f64>>> {
    let mut rounds = BTreeMap::<u64, Vec<f64>>::new();
    for (workers, speedup) in points {
        if *workers == 0 || !speedup.is_finite() || *speedup <= 0.0 {
            return None;
        }
        if *workers > 1 {
            rounds.entry(*workers).or_default().push(*speedup);
        }
    }
    (!rounds.is_empty()).then_some(rounds)
}

/// Where every worker count has three rounds, they are drawn from themselves. Otherwise the points' relative distances
/// from the curve are drawn, widened for the parameters already spent on fitting them.
fn pools(rounds: &BTreeMap<u64, Vec<f64>>, found: [f64; 2], parameters: usize) -> Option<Vec<Group>> {
    let group = |workers: u64, own: &[f64], pool| Group { workers: workers as f64, rounds: own.len(), pool };
    if rounds.values().all(|own| own.len() >= 3) {
        return Some(rounds.iter().map(|(workers, own)| group(*workers, own, own.clone())).collect());
    }
    let count: usize = rounds.values().map(Vec::len).sum();
    let free = count.checked_sub(parameters).filter(|free| *free >= 2)?;
    let widening = (count as f64 / free as f64).sqrt();
    let distances: Vec<f64> = rounds
        .iter()
        .flat_map(|(workers, own)| own.iter().map(|speedup| speedup / curve(found, *workers as f64) - 1.0))
        .collect();
    let around = |workers: u64| {
        let height = curve(found, workers as f64);
        distances.iter().map(|distance| height * (1.0 + widening * distance).max(0.0)).collect()
    };
    Some(rounds.iter().map(|(workers, own)| group(*workers, own, around(*workers))).collect())
}

fn resamples(groups: &[Group], seed: u64, law: &Law) -> Option<Vec<[f64; 2]>> {
    let mut random = Random::new(seed);
    let mut resample = || {
        let medians: Option<Vec<(f64, f64)>> = groups
            .iter()
            .map(|group| {
                let drawn: Vec<f64> =
                    (0..group.rounds).map(|_| group.pool[random.below(group.pool.len() as u64) as usize]).collect();
                Some((group.workers, median(&drawn)?))
            })
            .collect();
        (law.best)(&medians?)
    };
    (0..RESAMPLES).map(|_| resample()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(parameters: [f64; 2]) -> Vec<(u64, f64)> {
        (1..=8).map(|workers| (workers, curve(parameters, workers as f64))).collect()
    }

    #[test]
    fn amdahls_textbook_example_is_found() {
        // A twentieth serial: 5.93 on 8 workers, never more than 20.
        let fit = amdahl(&[(2, 1.904_761_904_761_904_8), (4, 3.478_260_869_565_217_4), (8, 5.925_925_925_925_926)], 1);
        let fit = fit.unwrap();
        assert!((fit.serial.parameter - 0.05).abs() < 1e-12);
        assert!((fit.limit().unwrap() - 20.0).abs() < 1e-9);
        assert!((fit.speedup(8.0) - 5.925_925_925_925_926).abs() < 1e-12);
        assert!(fit.error < 1e-12);
    }

    #[test]
    fn the_scalability_law_finds_both_costs_and_the_peak() {
        let fit = usl(&points([0.05, 0.01]), 1).unwrap();
        assert!((fit.contention.parameter - 0.05).abs() < 1e-9, "{fit:?}");
        assert!((fit.coherency.parameter - 0.01).abs() < 1e-9, "{fit:?}");
        // The square root of 0.95 / 0.01.
        assert!((fit.peak().unwrap() - 9.746_794_344_808_963).abs() < 1e-6);
    }

    #[test]
    fn perfect_and_better_than_perfect_scaling_leave_nothing_serial() {
        for gain in [1.0, 1.1] {
            let points: Vec<_> = (1..=6).map(|workers| (workers, workers as f64 * gain)).collect();
            let (amdahl, usl) = (amdahl(&points, 1).unwrap(), usl(&points, 1).unwrap());
            assert_eq!((amdahl.serial.parameter, amdahl.limit()), (0.0, None));
            assert_eq!((usl.contention.parameter, usl.coherency.parameter, usl.peak()), (0.0, 0.0, None));
            assert!((amdahl.error - (gain - 1.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn threads_under_a_lock_are_wholly_serial() {
        let points: Vec<_> = (1..=4).map(|workers| (workers, 0.97)).collect();
        assert_eq!(amdahl(&points, 1).unwrap().serial.parameter, 1.0);
    }

    #[test]
    fn coherency_is_not_paid_for_by_a_negative_contention() {
        // Flat, then falling off: the unbounded solution has a negative contention.
        let points = [(2, 1.99), (3, 2.9), (4, 3.6), (8, 3.0)];
        let fit = usl(&points, 1).unwrap();
        assert_eq!(fit.contention.parameter, 0.0);
        assert!(fit.coherency.parameter > 0.0 && fit.peak().is_some());
    }

    #[test]
    fn too_little_to_go_by_has_no_fit_or_no_interval() {
        assert!(amdahl(&[(1, 1.0)], 1).is_none());
        assert!(usl(&[(1, 1.0), (2, 1.5), (2, 1.6)], 1).is_none());
        for point in [(0, 1.0), (2, 0.0), (2, f64::NAN), (2, f64::INFINITY), (2, 1e200)] {
            assert!(amdahl(&[point, (3, 2.0), (4, 2.0)], 1).is_none());
        }
        assert!(amdahl(&[(2, 1.9), (4, 3.0)], 1).unwrap().serial.ci95.is_none());
        assert!(usl(&[(2, 1.9), (3, 2.5), (4, 3.0)], 1).unwrap().coherency.ci95.is_none());
        assert!(usl(&[(2, 1.9), (3, 2.5), (4, 3.0), (5, 3.2)], 1).unwrap().coherency.ci95.is_some());
    }

    #[test]
    fn rounds_that_agree_leave_no_doubt_however_far_they_lie_from_the_curve() {
        let scattered = [(2, 1.9), (3, 2.4), (4, 3.3), (5, 3.4)];
        assert!(amdahl(&scattered, 1).unwrap().serial.ci95.is_some_and(|[low, high]| low < high));
        let serial = amdahl(&[scattered; 3].concat(), 1).unwrap().serial;
        assert_eq!(serial.ci95, Some([serial.parameter; 2]));
    }

    #[test]
    fn one_bad_round_does_not_bend_the_curve() {
        let mut rounds: Vec<_> = (0..5).flat_map(|_| points([0.1, 0.0])).collect();
        rounds[7].1 = 0.5;
        assert!((amdahl(&rounds, 1).unwrap().serial.parameter - 0.1).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn exact_points_give_back_their_parameters(a in 0.0..0.9_f64, b in 0.0..0.05_f64, seed: u64) {
            let fit = usl(&points([a, b]), seed).unwrap();
            prop_assert!((fit.contention.parameter - a).abs() < 1e-6 && (fit.coherency.parameter - b).abs() < 1e-6);
            let fit = amdahl(&points([a, 0.0]), seed).unwrap();
            prop_assert!((fit.serial.parameter - a).abs() < 1e-9);
        }
    }
}
