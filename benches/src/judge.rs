//! From what was measured to what may be said of it, by core's statistics.

use interleave_core::random::Random;
use interleave_core::statistics::{self, Estimate, FEWEST_PAIRS, aa_ratios, interval_of_median, median, quantile};
use serde::{Deserialize, Serialize};

use crate::exponent;
use crate::measured::{Bound, Figure, Growth, Measured, Pair, Reach, Unit};

/// A row with what may be said of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    pub measured: Measured,
    /// The figure that is held against what is to be reached: a ratio, a value in the row's unit, or an exponent; with its 95 % interval.
    pub estimate: Option<Estimate>,
    /// What nothing at all changes, as a share: each side of a pair against itself in neighbouring rounds.
    pub noise_floor: Option<f64>,
    pub verdict: Verdict,
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The whole interval is within the bound.
    Reached,
    /// The whole interval is beyond the bound.
    NotReached,
    /// The bound lies within the interval, there are too few figures for one, or the machine was busy.
    CannotTell,
    /// There is nothing to reach: the row stands beside others.
    Shown,
}

/// Decides the resamples of intervals.
const SEED: u64 = 1;

/// In a session that wavers by more than this share, an interval must clear the bound by as much.
const LARGEST_FLOOR: f64 = 0.2;

/// Resamples of the interval of a quantile: as many as core takes for medians.
const RESAMPLES: usize = 2001;

impl Row {
    /// Judges a row. On a busy machine nobody can tell, but that an absolute bound is kept all the same.
    pub fn new(measured: Measured, busy: bool) -> Self {
        let (estimate, noise_floor) = match &measured {
            Measured::Pair(pair) => (ratio(pair), floor(pair)),
            Measured::Bound(bound) => (value(bound), None),
            Measured::Growth(growth) => (exponent::fit(&growth.points, SEED), None),
        };
        let verdict = measured.reach().map_or(Verdict::Shown, |reach| {
            let interval = estimate.and_then(|estimate| estimate.ci95).filter(|_| measured.figures() >= FEWEST_PAIRS);
            let exact = estimate.filter(|_| measured.unit() == Unit::Bytes).map(|Estimate { median, .. }| [median; 2]);
            let verdict = judge(exact.or(interval), reach, noise_floor);
            let absolute = matches!(measured, Measured::Bound(_)) && verdict == Verdict::Reached;
            if busy && exact.is_none() && !absolute { Verdict::CannotTell } else { verdict }
        });
        Self { measured, estimate, noise_floor, verdict }
    }
}

fn judge(interval: Option<[f64; 2]>, reach: Reach, noise_floor: Option<f64>) -> Verdict {
    let Some([low, high]) = interval else { return Verdict::CannotTell };
    let clearance = 1.0 + noise_floor.filter(|floor| *floor > LARGEST_FLOOR).unwrap_or_default();
    let (low, high) = (low / clearance, high * clearance);
    let (within, beyond) = match reach {
        Reach::AtMost(bound) => (high <= bound, low > bound),
        Reach::AtLeast(bound) => (low >= bound, high < bound),
    };
    match (within, beyond) {
        (true, _) => Verdict::Reached,
        (_, true) => Verdict::NotReached,
        _ => Verdict::CannotTell,
    }
}

/// The median of the rounds' ratios, the way round that the row is to reach.
fn ratio(Pair { ours_values, peer_values, reach, .. }: &Pair) -> Option<Estimate> {
    match reach {
        Some(Reach::AtLeast(_)) => statistics::paired_ratio(peer_values, ours_values, SEED),
        _ => statistics::paired_ratio(ours_values, peer_values, SEED),
    }
}

fn floor(Pair { ours_values, peer_values, .. }: &Pair) -> Option<f64> {
    statistics::noise_floor(&aa_ratios(&[ours_values, peer_values]), SEED)
}

fn value(Bound { values, figure, .. }: &Bound) -> Option<Estimate> {
    let quantile_with_interval = |q| {
        let mut random = Random::new(SEED);
        let mut resampled = || {
            let drawn: Vec<f64> = values.iter().map(|_| values[random.below(values.len() as u64) as usize]).collect();
            quantile(&drawn, q)
        };
        let figures: Option<Vec<f64>> = (0..RESAMPLES).map(|_| resampled()).collect();
        let ci95 = figures.and_then(|figures| Some([quantile(&figures, 0.025)?, quantile(&figures, 0.975)?]));
        Some(Estimate { median: quantile(values, q)?, ci95 })
    };
    match figure {
        Figure::Median => Some(Estimate { median: median(values)?, ci95: interval_of_median(values, SEED) }),
        Figure::P95 => quantile_with_interval(0.95),
        Figure::P99 => quantile_with_interval(0.99),
        // There is no larger one to be expected than that which was seen.
        Figure::Largest => quantile(values, 1.0).map(|largest| Estimate { median: largest, ci95: Some([largest; 2]) }),
    }
}

impl Measured {
    pub fn reach(&self) -> Option<Reach> {
        match self {
            Self::Pair(Pair { reach, .. }) | Self::Bound(Bound { reach, .. }) | Self::Growth(Growth { reach, .. }) => {
                *reach
            }
        }
    }

    pub fn unit(&self) -> Unit {
        match self {
            Self::Pair(Pair { unit, .. }) | Self::Bound(Bound { unit, .. }) | Self::Growth(Growth { unit, .. }) => {
                *unit
            }
        }
    }

    /// How many figures its interval rests on.
    fn figures(&self) -> usize {
        match self {
            Self::Pair(pair) => pair.ours_values.len().min(pair.peer_values.len()),
            Self::Bound(bound) => bound.values.len(),
            Self::Growth(growth) => growth.points.iter().map(|point| point.values.len()).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measured::Place;

    fn pair(ours: f64, peer: f64, reach: Reach) -> Measured {
        let around = |value: f64| [1.0, 0.99, 1.01, 1.0, 0.995, 1.005, 1.0, 1.0].iter().map(|w| w * value).collect();
        Measured::Pair(Pair {
            id: "P0".to_owned(),
            place: Place::Native,
            name: "a thing".to_owned(),
            ours: "so".to_owned(),
            peer: "otherwise".to_owned(),
            unit: Unit::Ms,
            ours_values: around(ours),
            peer_values: vec![peer; 8],
            reach: Some(reach),
            browser: None,
            note: None,
        })
    }

    fn verdict(measured: Measured) -> Verdict {
        Row::new(measured, false).verdict
    }

    #[test]
    fn a_ratio_reaches_its_bound_when_its_whole_interval_does() {
        assert_eq!(verdict(pair(1.0, 1.0, Reach::AtMost(1.1))), Verdict::Reached);
        assert_eq!(verdict(pair(1.2, 1.0, Reach::AtMost(1.1))), Verdict::NotReached);
        assert_eq!(verdict(pair(1.1, 1.0, Reach::AtMost(1.1))), Verdict::CannotTell);
    }

    #[test]
    fn at_least_so_many_times_as_fast_is_the_ratio_the_other_way_round() {
        assert_eq!(verdict(pair(1.0, 60.0, Reach::AtLeast(50.0))), Verdict::Reached);
        assert_eq!(verdict(pair(1.0, 40.0, Reach::AtLeast(50.0))), Verdict::NotReached);
    }

    #[test]
    fn on_a_busy_machine_nobody_can_tell_but_that_bytes_are_few_and_a_time_is_short_enough() {
        assert_eq!(Row::new(pair(1.0, 1.0, Reach::AtMost(1.1)), true).verdict, Verdict::CannotTell);
        let bound = |unit, values: &[f64]| {
            Measured::Bound(Bound {
                id: "P0".to_owned(),
                place: Place::Browser,
                name: "a thing".to_owned(),
                unit,
                values: values.to_vec(),
                figure: Figure::Median,
                reach: Some(Reach::AtMost(10.0)),
                browser: None,
                note: None,
            })
        };
        assert_eq!(Row::new(bound(Unit::Bytes, &[9.0]), true).verdict, Verdict::Reached);
        assert_eq!(Row::new(bound(Unit::Bytes, &[11.0]), true).verdict, Verdict::NotReached);
        assert_eq!(Row::new(bound(Unit::Ms, &[9.0; 6]), true).verdict, Verdict::Reached);
        assert_eq!(Row::new(bound(Unit::Ms, &[11.0; 6]), true).verdict, Verdict::CannotTell);
        assert_eq!(Row::new(bound(Unit::Ms, &[11.0; 6]), false).verdict, Verdict::NotReached);
        assert_eq!(Row::new(bound(Unit::Ms, &[9.0; 2]), false).verdict, Verdict::CannotTell);
    }

    #[test]
    fn a_row_without_anything_to_reach_is_only_shown() {
        let Measured::Pair(pair) = pair(1.0, 1.0, Reach::AtMost(1.0)) else { unreachable!() };
        assert_eq!(verdict(Measured::Pair(Pair { reach: None, ..pair })), Verdict::Shown);
    }

    #[test]
    fn a_field_that_no_row_has_is_refused() {
        let row = r#"{"kind": "pair", "id": "P5", "place": "browser", "name": "a call", "ours": "a", "peer": "b", "unit": "ms",
            "ours_values": [1.0], "peer_values": [1.0], "reach": {"at_most": 1.1}"#;
        assert!(serde_json::from_str::<Measured>(&format!("{row}}}")).is_ok());
        assert!(serde_json::from_str::<Measured>(&format!("{row}, \"limit\": 1}}")).is_err());
    }
}
