//! What was measured of one GIL in one round. `lab.py` prints the same names, except those of which only ours is measured.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::settings::Interval;

/// Figures of one round; a figure that could not be measured is absent. A name that is not here is an error.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figures {
    /// Median slice of two computing threads at each switch interval, in milliseconds.
    pub slice_by_interval_ms: BTreeMap<Interval, f64>,
    /// Slices of two computing threads at the default interval.
    pub slices_of_two: Slices,
    /// Slices of four computing threads at the default interval.
    pub slices_of_four: Slices,
    /// Of two threads that both compute: the share of turns that the other one had before, from 0 to 1.
    pub turns: Option<f64>,
    /// How many times the lock was taken while another thread held it; for CPython, how many slices began before the one
    /// before had ended.
    pub overlaps: Option<f64>,
    /// Among two computing threads and a napping one: how many times the thread that was asked to drop the lock was also the
    /// next to take it.
    #[serde(skip)]
    pub taken_back: Option<f64>,

    /// A sleep of one thread, in milliseconds.
    pub sleep_one_ms: Option<f64>,
    /// The same sleep of ten threads at once, in milliseconds.
    pub sleep_many_ms: Option<f64>,
    /// Median nap of 1 ms beside one computing thread, in milliseconds.
    pub nap_beside_one_ms: Option<f64>,
    /// Median nap of 1 ms beside two computing threads, in milliseconds.
    pub nap_beside_two_ms: Option<f64>,
    /// Median nap of 1 ms beside one computing thread at a switch interval of 1 ms, in milliseconds.
    pub nap_short_interval_ms: Option<f64>,

    /// A call that keeps the lock, in milliseconds.
    pub call_ms: Option<f64>,
    /// The longest time for which the other thread did not run, as it sees it itself, in milliseconds.
    pub gap_ms: Option<f64>,
    /// A computing task on an event loop, in milliseconds.
    pub loop_call_ms: Option<f64>,
    /// The longest nap of another task of the event loop, in milliseconds.
    pub loop_gap_ms: Option<f64>,
    /// A sleep of one task on an event loop, in milliseconds.
    pub loop_sleep_one_ms: Option<f64>,
    /// The same sleep of ten tasks at once, in milliseconds.
    pub loop_sleep_many_ms: Option<f64>,
    /// From a thread's death to the moment another one goes on, in milliseconds.
    pub death_ms: Option<f64>,

    /// Two computing tasks one after the other, without threads, in milliseconds.
    pub sequential_ms: Option<f64>,
    /// The same two tasks on two threads, in milliseconds.
    pub two_threads_ms: Option<f64>,
    /// The same two tasks on two threads whose GIL follows Python 2, in milliseconds.
    #[serde(skip)]
    pub two_threads_python_2_ms: Option<f64>,
    /// Two longer computing tasks one after the other, in milliseconds.
    pub long_sequential_ms: Option<f64>,
    /// The same two longer tasks in two processes, with their start, in milliseconds.
    pub two_processes_ms: Option<f64>,
    /// Two calls that release the lock, one after the other, in milliseconds.
    pub calls_in_turn_ms: Option<f64>,
    /// The same two calls on two threads, in milliseconds.
    pub calls_at_once_ms: Option<f64>,
    /// One computing task without a lock, in milliseconds.
    #[serde(skip)]
    pub alone_without_lock_ms: Option<f64>,
    /// The same task on a thread that holds the lock, in milliseconds.
    #[serde(skip)]
    pub alone_with_lock_ms: Option<f64>,
    /// How many times the lock was taken again by that one thread.
    #[serde(skip)]
    pub switches_alone: Option<f64>,

    /// Share of the updates lost that have no checkpoint within, from 0 to 1.
    pub lost_without_checkpoint: Option<f64>,
    /// Share of the updates lost that have a checkpoint within, from 0 to 1.
    pub lost_with_checkpoint: Option<f64>,
}

/// How long slices are, in milliseconds; absent where there was none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slices {
    /// Their mean.
    pub mean_ms: Option<f64>,
    /// Their median.
    pub median_ms: Option<f64>,
    /// What 95 % of them do not exceed.
    pub p95_ms: Option<f64>,
}

impl Figures {
    /// The median slice at an interval, in milliseconds.
    pub fn slice_ms(&self, interval: Interval) -> Option<f64> {
        self.slice_by_interval_ms.get(&interval).copied()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_misspelt_name_or_an_interval_that_was_not_asked_for_is_an_error() {
        let mut figures = serde_json::to_value(Figures::default()).expect("JSON");
        figures["slice_by_interval_ms"]["5000"] = 5.1.into();
        let read = serde_json::from_value::<Figures>(figures.clone()).expect("every name is known");
        assert_eq!(read.slice_ms(Interval::Default), Some(5.1));
        for (name, value) in [("nap_besides_one_ms", 6.2.into()), ("slice_by_interval_ms", Value::from(5.1))] {
            let mut misspelt = figures.clone();
            misspelt[name] = value;
            assert!(serde_json::from_value::<Figures>(misspelt).is_err(), "{name}");
        }
        figures["slice_by_interval_ms"]["5001"] = 5.1.into();
        assert!(serde_json::from_value::<Figures>(figures).is_err());
    }

    #[test]
    fn the_name_of_an_interval_is_its_length_in_microseconds() {
        for interval in Interval::ALL {
            assert_eq!(serde_json::to_value(interval).expect("JSON"), Value::from(interval.us().to_string()));
        }
    }
}
