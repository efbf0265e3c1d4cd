//! What a host can do, measured instead of believed: the step of its clock, and its effective cores.

use std::rc::Rc;

use futures::future::FutureExt as _;

use super::environment::Environment;
use super::pulse::Pulse;
use super::seam::{Host, SendStart};
use crate::cancel::Cancel;
use crate::clock::Clock;
use crate::kernel;

/// Readings of the clock that are compared with each other.
const READINGS: usize = 20_000;

/// Additions that each lane makes for [`cores`]: some ten milliseconds.
const ADDITIONS: u64 = 20_000_000;

/// Additions after which a lane looks whether the measurement is still wanted.
const SLICE: u64 = 1_000_000;

/// Repetitions, of which the fastest counts: whatever disturbs a measurement makes it slower.
const REPETITIONS: usize = 3;

/// The most lanes that are tried at once.
pub const LANES: u64 = 16;

/// The smallest step by which the clock was seen to move on, in nanoseconds.
pub fn clock_step(clock: Clock) -> u64 {
    let mut smallest = u64::MAX;
    let mut last = clock();
    for _ in 0..READINGS {
        let now = clock();
        if now > last {
            smallest = smallest.min(now - last);
        }
        last = now;
    }
    smallest
}

/// How many cores' worth of computing `claimed` lanes get at once; `None` where lanes cannot share memory, or when cancelled.
pub fn cores(host: &dyn Host, claimed: u64, cancel: &Cancel) -> Option<f64> {
    let lanes = claimed.clamp(1, LANES);
    let mut alone = u64::MAX;
    let mut together = u64::MAX;
    for _ in 0..REPETITIONS {
        alone = alone.min(compute(host, 1, cancel)?);
        together = together.min(compute(host, lanes, cancel)?);
    }
    Some(lanes as f64 * alone as f64 / together.max(1) as f64)
}

/// Measures how many cores' worth of computing all lanes and two lanes get, and gives that with what is known of the environment then.
pub fn with_cores(host: &dyn Host, cancel: &Cancel) -> Environment {
    let claimed = host.environment().cores_claimed;
    let cores_measured = cores(host, claimed, cancel);
    let cores_of_two = match claimed {
        0 | 1 => None,
        2 => cores_measured,
        _ => cores(host, 2, cancel),
    };
    Environment { cores_measured, cores_of_two, ..host.environment() }
}

/// The environment after a session, with the lesser of both measurements of its cores: something else that used the machine at either time
/// may have done so all the time.
pub fn with_lesser_cores(after: Environment, before: &Environment) -> Environment {
    Environment {
        cores_measured: lesser(after.cores_measured, before.cores_measured),
        cores_of_two: lesser(after.cores_of_two, before.cores_of_two),
        ..after
    }
}

/// The lesser of two measurements of the same.
pub fn lesser(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    before.into_iter().chain(after).reduce(f64::min)
}

/// Nanoseconds until `lanes` lanes have computed the same amount each.
fn compute(host: &dyn Host, lanes: u64, cancel: &Cancel) -> Option<u64> {
    time(host, lanes, cancel, || {
        let mut sum = 0;
        for slice in 0..ADDITIONS / SLICE {
            if cancel.is_cancelled() {
                break;
            }
            sum = kernel::add_up(sum, slice * SLICE, (slice + 1) * SLICE);
        }
        std::hint::black_box(sum);
    })
}

/// Nanoseconds until `lanes` lanes have started, each has done `work`, and all have ended.
fn time(host: &dyn Host, lanes: u64, cancel: &Cancel, work: impl Fn() + Copy + Send) -> Option<u64> {
    let clock = host.gauges().clock;
    let start = move |_: Rc<Pulse>| async move { work() }.boxed_local();
    let starts = (0..lanes).map(|_| Box::new(start) as SendStart<'_>).collect();
    let began = clock();
    host.parallel(cancel, starts).ok()?;
    (!cancel.is_cancelled()).then(|| clock() - began)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lesser_of_two_measurements_counts_and_one_is_enough() {
        assert_eq!(lesser(Some(2.0), Some(1.2)), Some(1.2));
        assert_eq!(lesser(Some(1.9), None), Some(1.9));
        assert_eq!(lesser(None, None), None);
    }
}
