//! Behaviours about who holds the lock and for how long: G1 to G6, G14 and G15.

use super::machine::Kind;
use super::measurement::Measurement;
use super::rows::{Behaviour, near, over};
use super::settings::Interval;

/// Two threads never hold the lock at once.
pub(super) const ONE_HOLDER: Behaviour = Behaviour {
    id: "G1",
    figure: "times that two threads held the lock at once",
    accepted: "0; CPython's are apparent ones, read outside of the lock",
    kind: Kind::Order,
    measurement: Measurement::Slices,
    judge: |rounds| rounds.never(|figures| figures.overlaps),
};

/// A thread gives the lock up only when another one asks for it, so one thread alone keeps it and loses no time.
pub(super) const ALONE: Behaviour = Behaviour {
    id: "G2",
    figure: "a thread alone, as a multiple of one without a lock",
    accepted: "no switches, and at most 1.01",
    kind: Kind::Time,
    measurement: Measurement::Computing,
    judge: |rounds| {
        let switches = rounds.ours.sum(|figures| figures.switches_alone)?;
        let multiple = over(|figures| figures.alone_with_lock_ms, |figures| figures.alone_without_lock_ms);
        let judged = rounds.compare(multiple, |ours, _| switches == 0.0 && ours <= 1.01)?;
        Some(judged.with(format!("{switches} switches")))
    },
};

/// A thread that computes keeps the lock for one switch interval, and the time until the next one has woken up.
pub(super) const SLICE: Behaviour = Behaviour {
    id: "G3",
    figure: "slice at an interval of 5 ms (ms)",
    accepted: "within 2 % (5 % at 1 ms), p95 at most 1.7 medians",
    kind: Kind::Time,
    measurement: Measurement::Slices,
    judge: |rounds| {
        let mut good = true;
        let mut parts = Vec::new();
        for interval in Interval::ALL {
            let ours = rounds.ours.median(|figures| figures.slice_ms(interval))?;
            let measured = rounds.cpython.median(|figures| figures.slice_ms(interval));
            let reference = measured.unwrap_or(interval.us() as f64 / 1e3 + 0.11);
            let tolerance = match interval {
                Interval::Shortest => f64::INFINITY,
                Interval::Short => 0.05,
                Interval::Default | Interval::Long | Interval::Longest => 0.02,
            };
            good &= near(ours / reference, tolerance);
            parts.push(format!("{ours:.2} of {reference:.2}"));
        }
        let tail = rounds
            .ours
            .median(over(|figures| figures.slices_of_two.p95_ms, |figures| figures.slices_of_two.median_ms))?;
        let judged = rounds.compare(|figures| figures.slice_ms(Interval::Default), |_, _| good && tail <= 1.7)?;
        Some(judged.with(format!("all: {} ms, p95 {tail:.2}", parts.join(", "))))
    },
};

/// Two threads that compute take turns.
pub(super) const TURNS: Behaviour = Behaviour {
    id: "G4",
    figure: "share of slices after which it is the other one's turn",
    accepted: "at least 0.98",
    kind: Kind::Time,
    measurement: Measurement::Slices,
    judge: |rounds| rounds.compare(|figures| figures.turns, |ours, _| ours >= 0.98),
};

/// More than two threads have no fixed order, and slices get longer: a waiting thread whose time runs out starts its
/// interval anew when the lock has changed hands meanwhile.
pub(super) const NO_ROUND_ROBIN: Behaviour = Behaviour {
    id: "G5",
    figure: "mean slice of four threads, as a multiple of two",
    accepted: "1.03 to 1.12, p95 1.4 to 1.8 medians",
    kind: Kind::Time,
    measurement: Measurement::Slices,
    judge: |rounds| {
        let tail = over(|figures| figures.slices_of_four.p95_ms, |figures| figures.slices_of_four.median_ms);
        let ours = rounds.ours.median(tail)?;
        let cpython = rounds.cpython.median(tail).map(|tail| format!(", CPython {tail:.2}")).unwrap_or_default();
        let multiple = over(|figures| figures.slices_of_four.mean_ms, |figures| figures.slices_of_two.mean_ms);
        let judged =
            rounds.compare(multiple, |mean, _| (1.4..=1.8).contains(&ours) && (1.03..=1.12).contains(&mean))?;
        Some(judged.with(format!("p95 {ours:.2}{cpython}")))
    },
};

/// A thread that dropped the lock because it was asked to waits until another one has taken it.
pub(super) const FORCED_SWITCH: Behaviour = Behaviour {
    id: "G6",
    figure: "times that a thread took back what it was asked to drop",
    accepted: "0; CPython's cannot be seen from inside",
    kind: Kind::Order,
    measurement: Measurement::Naps,
    judge: |rounds| rounds.never(|figures| figures.taken_back),
};

/// The lock changes hands only at the checkpoints between some instructions (the end of a loop's body, a call), so
/// `x += 1` loses no update, and `x += f()` does.
pub(super) const CHECKPOINTS: Behaviour = Behaviour {
    id: "G14",
    figure: "share of updates lost that have a checkpoint within",
    accepted: "more than 0.05, and none without one",
    kind: Kind::Order,
    measurement: Measurement::Updates,
    judge: |rounds| {
        let plain = rounds.ours.sum(|figures| figures.lost_without_checkpoint)?;
        let cpython = rounds.cpython.median(|figures| figures.lost_without_checkpoint);
        let cpython = cpython.map(|share| format!(", CPython {share:.3}")).unwrap_or_default();
        let judged = rounds.compare(|figures| figures.lost_with_checkpoint, |ours, _| plain == 0.0 && ours > 0.05)?;
        Some(judged.with(format!("without {plain:.3}{cpython}")))
    },
};

/// The switch interval can be set, and longer intervals give longer slices.
pub(super) const SWITCH_INTERVAL: Behaviour = Behaviour {
    id: "G15",
    figure: "slice at an interval of 50 ms (ms)",
    accepted: "longer intervals, longer slices",
    kind: Kind::Time,
    measurement: Measurement::Slices,
    judge: |rounds| {
        let medians = Interval::ALL.iter().map(|interval| rounds.ours.median(|figures| figures.slice_ms(*interval)));
        let medians: Vec<f64> = medians.collect::<Option<_>>()?;
        let longer = medians.windows(2).all(|pair| pair[0] < pair[1]);
        rounds.compare(|figures| figures.slice_ms(Interval::Longest), |_, _| longer)
    },
};
