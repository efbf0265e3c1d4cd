//! Which samples lie far from the rest. They are shown and named, never dropped: they happened.

use serde::{Deserialize, Serialize};

use super::quantile::{quantile_of_sorted, sorted};

/// Fewer samples have no quartiles worth the name.
const FEWEST: usize = 4;

/// Where a sample lies by Tukey's fences (1977): beyond 1.5 times the distance of the quartiles is mild, beyond
/// 3 times severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OutlierClass {
    LowSevere,
    LowMild,
    /// Within the fences: no outlier.
    None,
    HighMild,
    HighSevere,
}

/// The class of each of `values`, in their order; nothing when there are fewer than four, or one is not finite. Where the quartiles are equal (a coarse clock), every other value is severe.
pub fn outliers(values: &[f64]) -> Vec<OutlierClass> {
    let Some(fences) = fences(values) else {
        return Vec::new();
    };
    values.iter().map(|value| class(*value, fences)).collect()
}

/// Lower severe, lower mild, upper mild, upper severe fence.
fn fences(values: &[f64]) -> Option<[f64; 4]> {
    if values.len() < FEWEST {
        return None;
    }
    let sorted = sorted(values)?;
    let (lower, upper) = (quantile_of_sorted(&sorted, 0.25)?, quantile_of_sorted(&sorted, 0.75)?);
    let distance = upper - lower;
    Some([lower - 3.0 * distance, lower - 1.5 * distance, upper + 1.5 * distance, upper + 3.0 * distance])
}

fn class(value: f64, [low_severe, low_mild, high_mild, high_severe]: [f64; 4]) -> OutlierClass {
    match value {
        _ if value < low_severe => OutlierClass::LowSevere,
        _ if value < low_mild => OutlierClass::LowMild,
        _ if value > high_severe => OutlierClass::HighSevere,
        _ if value > high_mild => OutlierClass::HighMild,
        _ => OutlierClass::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn samples_are_classified_by_tukeys_fences() {
        // Quartiles 2 and 4 without the strays' pull: fences at -4, -1, 7 and 10.
        let values = [2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 4.0, 4.0, 2.0, 3.0, -5.0, -2.0, 8.0, 11.0];
        let classes = outliers(&values);
        assert!(classes[..11].iter().all(|class| *class == OutlierClass::None));
        use OutlierClass::{HighMild, HighSevere, LowMild, LowSevere};
        assert_eq!(classes[11..], [LowSevere, LowMild, HighMild, HighSevere]);
    }

    #[test]
    fn a_sample_on_a_fence_is_within_it() {
        // Quartiles 1 and 2: the mild fences are -0.5 and 3.5.
        assert_eq!(outliers(&[2.0, 2.0, 2.0, 1.0, 1.0, -0.5, 2.0])[5], OutlierClass::None);
        assert_eq!(outliers(&[2.0, 2.0, 2.0, 1.0, 1.0, -0.51, 2.0])[5], OutlierClass::LowMild);
        assert_eq!(outliers(&[1.0, 1.0, 1.0, 2.0, 2.0, 3.5, 1.0])[5], OutlierClass::None);
    }

    #[test]
    fn few_samples_and_nonsense_have_no_outliers() {
        assert_eq!(outliers(&[1.0, 1.0, 99.0]), []);
        assert_eq!(outliers(&[1.0, 1.0, 1.0, 1.0, f64::NAN]), []);
        assert_eq!(outliers(&[]), []);
    }

    proptest! {
        #[test]
        fn every_sample_keeps_its_place_and_classes_follow_the_order_of_values(
            values in prop::collection::vec(-1e3..1e3_f64, 0..40),
        ) {
            let classes = outliers(&values);
            prop_assert_eq!(classes.len(), if values.len() < FEWEST { 0 } else { values.len() });
            for (a, class_a) in values.iter().zip(&classes) {
                for (b, class_b) in values.iter().zip(&classes) {
                    prop_assert!(a > b || class_a <= class_b);
                }
            }
        }

        #[test]
        fn at_least_half_of_the_samples_are_no_outliers(values in prop::collection::vec(-1e3..1e3_f64, 4..40)) {
            let inside = outliers(&values).iter().filter(|class| **class == OutlierClass::None).count();
            prop_assert!(inside * 2 >= values.len());
        }
    }
}
