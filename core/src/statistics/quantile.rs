//! Medians and quantiles: the figures that one stray sample cannot move far.

/// The value in the middle; between the two middle values when their number is even.
/// `None` for an empty slice or one with a value that is not finite.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The value below which the share `q` (0 to 1) of `values` lies, interpolated linearly between neighbours
/// (Hyndman and Fan's definition 7, 1996: the default of R and NumPy).
/// `None` for an empty slice, one with a value that is not finite, or a `q` outside 0 to 1.
pub fn quantile(values: &[f64], q: f64) -> Option<f64> {
    quantile_of_sorted(&sorted(values)?, q)
}

/// `values` in ascending order; `None` when empty or when a value is not finite.
pub(super) fn sorted(values: &[f64]) -> Option<Vec<f64>> {
    if values.is_empty() || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(sorted)
}

/// As [`quantile`], for values that [`sorted`] gave.
pub(super) fn quantile_of_sorted(sorted: &[f64], q: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&q) {
        return None;
    }
    let position = q * sorted.len().checked_sub(1)? as f64;
    let below = sorted[position.floor() as usize];
    let above = sorted[position.ceil() as usize];
    let share = position - position.floor();
    // Weighted instead of `below + share * (above - below)`: that difference can overflow.
    let between = below * (1.0 - share) + above * share;
    // Rounding must not carry the answer outside its neighbours.
    Some(between.clamp(below, above))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_middle_values() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
    }

    #[test]
    fn quantiles_agree_with_the_default_of_r_and_numpy() {
        // R: quantile(c(15, 20, 35, 40, 50), c(.05, .3, .4, .5, 1))
        let values = [35.0, 15.0, 50.0, 20.0, 40.0];
        let found = [0.05, 0.3, 0.4, 0.5, 1.0].map(|q| quantile(&values, q).unwrap());
        for (found, wanted) in found.into_iter().zip([16.0, 23.0, 29.0, 35.0, 50.0]) {
            assert!((found - wanted).abs() < 1e-12, "{found} instead of {wanted}");
        }
    }

    #[test]
    fn nothing_and_nonsense_have_no_median() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1.0, f64::NAN]), None);
        assert_eq!(median(&[1.0, f64::INFINITY]), None);
        assert_eq!(quantile(&[1.0], -0.1), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
    }

    proptest! {
        #[test]
        fn a_quantile_has_its_share_of_values_on_each_side(
            values in prop::collection::vec(-1e300..1e300_f64, 1..40), q in 0.0..=1.0_f64,
        ) {
            let found = quantile(&values, q).unwrap();
            let position = q * (values.len() - 1) as f64;
            let at_most = values.iter().filter(|value| **value <= found).count();
            let at_least = values.iter().filter(|value| **value >= found).count();
            prop_assert!(at_most as f64 > position.floor(), "{} of {}", at_most, values.len());
            prop_assert!(at_least as f64 >= values.len() as f64 - position.ceil());
        }

        #[test]
        fn a_quantile_never_falls_when_its_share_grows(
            values in prop::collection::vec(-1e3..1e3_f64, 1..40), a in 0.0..=1.0_f64, b in 0.0..=1.0_f64,
        ) {
            prop_assert!(quantile(&values, a.min(b)) <= quantile(&values, a.max(b)));
        }

        #[test]
        fn the_order_of_values_does_not_matter(mut values in prop::collection::vec(-1e3..1e3_f64, 1..40)) {
            let forward = median(&values);
            values.reverse();
            prop_assert_eq!(forward, median(&values));
        }
    }
}
