//! Figures that physics or their own spread forbid to believe. They are flagged in words, never averaged away.

use super::estimate::Estimate;
use super::verdict::LARGEST_FLOOR;

/// Which share of the cores may be missing before a machine counts as busy: less than an eighth is what measuring itself wavers by.
const MISSING: f64 = 0.125;

/// Whether a speed-up exceeds what `lanes` side by side can give by more than the noise floor (a share), so that
/// something else differs: caches, clock frequency, or what was measured. The whole interval must lie beyond, or the
/// median where there is none.
///
/// For workloads that compute, `lanes` is the worker count; where tasks wait, even one lane overlaps as many as
/// there are tasks.
pub fn beyond_limit(speedup: &Estimate, lanes: u64, noise_floor: f64) -> bool {
    let least = speedup.ci95.map_or(speedup.median, |[low, _]| low);
    least > lanes as f64 * (1.0 + noise_floor.max(0.0))
}

/// Whether an interval is wider than 20 % of its median: for times and for speed-ups.
pub fn too_wide(median: f64, [low, high]: [f64; 2]) -> bool {
    let narrow = high - low <= LARGEST_FLOOR * median;
    // Not the opposite comparison: a figure that is not a number is too wide.
    !narrow
}

/// Whether the machine gave less than it was asked for: fewer cores' worth of computing than `lanes` spinning at once
/// should get, by more than an eighth. Then other programs share the figures and nothing should be concluded.
pub fn busy(cores_measured: f64, lanes: u64) -> bool {
    let enough = cores_measured >= lanes as f64 * (1.0 - MISSING);
    !enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_up_beyond_its_lanes_is_flagged_when_it_is_sure() {
        let sure = Estimate { median: 3.09, ci95: Some([3.0, 3.2]) };
        let unsure = Estimate { median: 2.1, ci95: Some([1.9, 2.3]) };
        assert!(beyond_limit(&sure, 2, 0.01));
        assert!(!beyond_limit(&sure, 3, 0.05));
        assert!(!beyond_limit(&unsure, 2, 0.01));
        // The article's own figures: one sample each.
        assert!(beyond_limit(&Estimate { median: 25.86 / 8.38, ci95: None }, 2, 0.01));
    }

    #[test]
    fn the_noise_floor_excuses_a_hair_beyond_the_lanes() {
        let hair = Estimate { median: 1.006, ci95: Some([1.004, 1.008]) };
        assert!(beyond_limit(&hair, 1, 0.0));
        assert!(!beyond_limit(&hair, 1, 0.01));
    }

    #[test]
    fn an_interval_wider_than_a_fifth_of_its_median_is_flagged() {
        assert!(!too_wide(10.0, [9.0, 11.0]));
        assert!(too_wide(10.0, [8.995, 11.0]));
        assert!(too_wide(f64::NAN, [1.0, 1.0]));
    }

    #[test]
    fn a_machine_with_an_eighth_of_its_cores_missing_is_busy() {
        assert!(!busy(1.76, 2));
        assert!(busy(1.74, 2));
        assert!(busy(f64::NAN, 2));
    }
}
