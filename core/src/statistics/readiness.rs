//! When measuring may begin: the code is warm, and the clock can tell a sample from its own step.

/// How many samples in a row must agree.
const AGREEING: usize = 3;

/// By how much agreeing samples may differ, as a share of the shortest.
const AGREEMENT: f64 = 0.02;

/// The clock's step adds up to one step of error to each end: 200 steps keep that within 1 %.
const CLOCK_STEPS: f64 = 200.0;

/// Whether warm-up is over: the last three samples (milliseconds) differ by less than 2 %. Until then a browser
/// may still be compiling, and the first runs fill caches.
///
/// On a noisy machine that may never happen: the caller sets a limit and says so.
pub fn is_warm(samples: &[f64]) -> bool {
    let Some(last) = samples.last_chunk::<AGREEING>() else {
        return false;
    };
    let shortest = last.iter().copied().fold(f64::INFINITY, f64::min);
    let longest = last.iter().copied().fold(0.0, f64::max);
    last.iter().all(|sample| sample.is_finite() && *sample > 0.0) && longest - shortest < AGREEMENT * shortest
}

/// Whether a sample of `sample_ms` milliseconds is at least 200 steps of `clock_step_ns` nanoseconds long; a shorter
/// one measures the clock and must be refused or batched.
pub fn resolvable(sample_ms: f64, clock_step_ns: u64) -> bool {
    sample_ms > 0.0 && sample_ms.is_finite() && sample_ms * 1e6 >= CLOCK_STEPS * clock_step_ns as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warm_is_when_the_last_three_samples_agree() {
        assert!(is_warm(&[100.0, 101.0, 101.9]));
        assert!(is_warm(&[900.0, 300.0, 100.0, 100.0, 100.0]));
        assert!(!is_warm(&[100.0, 100.0, 100.0, 102.1]));
        assert!(!is_warm(&[100.0, 102.0, 100.0]));
        assert!(!is_warm(&[100.0, 100.0]));
        assert!(!is_warm(&[]));
    }

    #[test]
    fn impossible_times_are_never_warm() {
        for time in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(!is_warm(&[time; 3]), "{time}");
            assert!(!is_warm(&[1.0, time, 1.0]), "{time}");
        }
    }

    #[test]
    fn a_sample_needs_two_hundred_steps_of_the_clock() {
        // Browsers: 5 microseconds when isolated, 100 otherwise.
        assert!(resolvable(1.0, 5_000) && !resolvable(0.999, 5_000));
        assert!(resolvable(20.0, 100_000) && !resolvable(19.999, 100_000));
        assert!(resolvable(0.01, 1));
        for time in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(!resolvable(time, 0), "{time}");
        }
    }
}
