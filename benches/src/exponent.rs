//! How something grows: the exponent of a power law, fitted where both axes are logarithms.

use interleave_core::random::Random;
use interleave_core::statistics::{Estimate, median};

use crate::measured::Point;

/// As core takes for medians.
const RESAMPLES: usize = 2001;

/// The exponent of the line through the points of the larger half, and its 95 % interval by resampling the rounds of each point. What costs the
/// same however little there is to do weighs most at the small ones, and would make any growth look slower than it is.
/// `None` where there are fewer than two such points, or a figure that has no logarithm.
pub fn fit(points: &[Point], seed: u64) -> Option<Estimate> {
    let larger = &points[points.len().saturating_sub(1) / 2..];
    let found = slope(larger.iter().map(|point| (point.amount, median(&point.values))))?;
    let mut random = Random::new(seed);
    let mut resampled = || {
        slope(larger.iter().map(|Point { amount, values }| {
            let drawn: Vec<f64> = values.iter().map(|_| values[random.below(values.len() as u64) as usize]).collect();
            (*amount, median(&drawn))
        }))
    };
    let enough = larger.iter().all(|point| point.values.len() >= 3);
    let slopes: Option<Vec<f64>> = enough.then(|| (0..RESAMPLES).map(|_| resampled()).collect()).flatten();
    let end = |slopes: &[f64], q| interleave_core::statistics::quantile(slopes, q);
    let ci95 = slopes.and_then(|slopes| Some([end(&slopes, 0.025)?, end(&slopes, 0.975)?]));
    Some(Estimate { median: found, ci95 })
}

/// The slope of the line nearest to the logarithms, by least squares.
fn slope(points: impl Iterator<Item = (f64, Option<f64>)>) -> Option<f64> {
    let logarithms: Option<Vec<(f64, f64)>> =
        points.map(|(amount, value)| Some((amount.ln(), value.filter(|value| *value > 0.0)?.ln()))).collect();
    let logarithms = logarithms?;
    let count = logarithms.len() as f64;
    let (x, y) = logarithms.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let across: f64 = logarithms.iter().map(|point| (point.0 - x) * (point.0 - x)).sum();
    let along: f64 = logarithms.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    Some(along / across).filter(|slope| slope.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(cost: impl Fn(f64) -> f64) -> Vec<Point> {
        let rounds = |amount: f64| [1.0, 0.99, 1.01].iter().map(|waver| waver * cost(amount)).collect();
        [10.0, 100.0, 1e3, 1e4, 1e5].map(|amount| Point { amount, values: rounds(amount) }).into()
    }

    #[test]
    fn a_power_law_has_its_exponent_and_an_interval_around_it() {
        for exponent in [0.5, 1.0, 2.0] {
            let Estimate { median, ci95 } = fit(&points(|amount| amount.powf(exponent)), 1).expect("a fit");
            let [low, high] = ci95.expect("three rounds");
            assert!((median - exponent).abs() < 0.01, "{median}");
            assert!(low <= median && median <= high && high - low < 0.05, "{low} to {high}");
        }
    }

    #[test]
    fn what_is_fixed_does_not_hide_growth_beyond_it() {
        let Estimate { median, .. } = fit(&points(|amount| 10_000.0 + amount * amount), 1).expect("a fit");
        assert!(median > 1.9, "{median}");
    }

    #[test]
    fn one_point_and_nothing_at_all_have_no_exponent() {
        assert_eq!(fit(&[], 1), None);
        assert_eq!(fit(&points(|amount| amount)[..1], 1), None);
        assert_eq!(fit(&points(|_| 0.0), 1), None);
    }
}
