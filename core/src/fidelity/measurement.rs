//! The measurements of a round. Each can fail alone: then only the rows that are made from it have no figures.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cancel::Cancel;

/// One measurement; a program that measures a CPython has a function of each name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measurement {
    /// How long two and four computing threads hold the lock, at several switch intervals.
    Slices,
    /// One thread asleep, and many.
    Sleepers,
    /// Naps beside computing threads.
    Naps,
    /// One and two computing threads, with the lock and without.
    Computing,
    /// Two processes.
    Processes,
    /// Calls that release the lock.
    Released,
    /// A call that keeps the lock.
    Kept,
    /// Updates that are lost.
    Updates,
    /// The death of a thread that holds the lock or waits for it.
    Death,
    /// Tasks on an event loop.
    EventLoop,
}

/// Why a measurement failed, in one sentence.
pub type Failures = BTreeMap<Measurement, String>;

impl Measurement {
    /// In the order in which they are made.
    pub const ALL: [Self; 10] = [
        Self::Slices,
        Self::Sleepers,
        Self::Naps,
        Self::Computing,
        Self::Processes,
        Self::Released,
        Self::Kept,
        Self::Updates,
        Self::Death,
        Self::EventLoop,
    ];

    /// What it measures, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Slices => "slices at five switch intervals",
            Self::Sleepers => "threads asleep",
            Self::Naps => "naps beside computing threads",
            Self::Computing => "computing threads",
            Self::Processes => "two processes",
            Self::Released => "calls that release the lock",
            Self::Kept => "a call that keeps the lock",
            Self::Updates => "lost updates",
            Self::Death => "the death of a thread",
            Self::EventLoop => "an event loop",
        }
    }

    /// Those that are to be made: one that crashed or hung once would do it again in every round.
    pub fn open(failures: &Failures) -> Vec<Self> {
        Self::ALL.into_iter().filter(|measurement| !failures.contains_key(measurement)).collect()
    }

    /// Notes why it failed, if it did.
    ///
    /// # Errors
    /// When it was cancelled.
    pub fn note(self, made: Result<(), String>, failures: &mut Failures, cancel: &Cancel) -> Result<(), String> {
        match made {
            Err(why) if cancel.is_cancelled() => return Err(why),
            Err(why) => _ = failures.insert(self, why),
            Ok(()) => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_that_fails_is_noted_once_and_the_others_go_on() {
        let (mut failures, cancel) = (Failures::new(), Cancel::new());
        let mut made = Vec::new();
        for _ in 0..2 {
            for measurement in Measurement::open(&failures) {
                made.push(measurement);
                let outcome = if measurement == Measurement::Naps { Err("It ended.".to_owned()) } else { Ok(()) };
                measurement.note(outcome, &mut failures, &cancel).expect("nobody cancelled");
            }
        }
        assert_eq!(failures, Failures::from([(Measurement::Naps, "It ended.".to_owned())]));
        assert_eq!(made.len(), 2 * Measurement::ALL.len() - 1);
    }

    #[test]
    fn a_cancelled_measurement_has_not_failed() {
        let (mut failures, cancel) = (Failures::new(), Cancel::new());
        cancel.cancel();
        let noted = Measurement::Naps.note(Err("cancelled".to_owned()), &mut failures, &cancel);
        assert!(noted.is_err() && failures.is_empty());
    }
}
