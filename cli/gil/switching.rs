//! Behaviours about who holds the lock and for how long: G1 to G6, G14 and G15.

use super::rows::{Judged, Kind, Rounds, near, over, sum};
use super::settings::Interval;

/// G1: two threads never hold the lock at once.
pub fn g1_one_thread_holds_the_lock_at_a_time(rounds: &Rounds) -> Option<Judged> {
    rounds.never(
        "G1",
        "times that two threads held the lock at once",
        |figures| figures.overlaps,
        "0; CPython's are apparent ones, read outside of the lock",
    )
}

/// G2: a thread gives the lock up only when another one asks for it, so one thread alone keeps it and loses no time.
pub fn g2_a_thread_alone_never_switches(rounds: &Rounds) -> Option<Judged> {
    let switches = sum(&rounds.ours, |figures| figures.switches_alone)?;
    rounds.row(
        "G2",
        "a thread alone, as a multiple of one without a lock",
        Kind::Time,
        over(|figures| figures.alone_with_lock_ms, |figures| figures.alone_without_lock_ms),
        &format!("{switches} switches; none and at most 1.01"),
        |ours, _| switches == 0.0 && ours <= 1.01,
    )
}

/// G3: a thread that computes keeps the lock for one switch interval, and the time until the next one has woken up.
pub fn g3_a_slice_lasts_one_interval(rounds: &Rounds) -> Option<Judged> {
    let mut good = true;
    let mut parts = Vec::new();
    for interval in Interval::ALL {
        let Some(ours) = rounds.ours(|figures| figures.slice_ms(interval)) else { continue };
        let measured = rounds.cpython(|figures| figures.slice_ms(interval));
        let reference = measured.unwrap_or(interval.us() as f64 / 1e3 + 0.11);
        let tolerance = match interval {
            Interval::Shortest => f64::INFINITY,
            Interval::Short => 0.05,
            Interval::Default | Interval::Long | Interval::Longest => 0.02,
        };
        good &= near(ours / reference, tolerance);
        parts.push(format!("{ours:.2} of {reference:.2}"));
    }
    let tail = rounds.ours(|figures| figures.slices_of_two.p95_ms)?
        / rounds.ours(|figures| figures.slices_of_two.median_ms)?;
    good &= tail <= 1.7;
    rounds.row(
        "G3",
        "slice at an interval of 5 ms (ms)",
        Kind::Time,
        |figures| figures.slice_ms(Interval::Default),
        &format!("within 2 % (5 % at 1 ms), p95 at most 1.7 medians; all: {} ms, p95 {tail:.2}", parts.join(", ")),
        |_, _| good,
    )
}

/// G4: two threads that compute take turns.
pub fn g4_two_threads_take_turns(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G4",
        "share of slices after which it is the other one's turn",
        Kind::Time,
        |figures| figures.turns,
        "at least 0.98",
        |ours, _| ours >= 0.98,
    )
}

/// G5: more than two threads have no fixed order, and slices get longer: a waiting thread whose time runs out starts
/// its interval anew when the lock has changed hands meanwhile.
pub fn g5_more_than_two_threads_are_not_round_robin(rounds: &Rounds) -> Option<Judged> {
    let tail = rounds.ours(|figures| figures.slices_of_four.p95_ms)?
        / rounds.ours(|figures| figures.slices_of_four.median_ms)?;
    let cpython = rounds
        .cpython(|figures| figures.slices_of_four.p95_ms)
        .zip(rounds.cpython(|figures| figures.slices_of_four.median_ms))
        .map(|(p95, median)| format!(", CPython {:.2}", p95 / median))
        .unwrap_or_default();
    rounds.row(
        "G5",
        "mean slice of four threads, as a multiple of two",
        Kind::Time,
        over(|figures| figures.slices_of_four.mean_ms, |figures| figures.slices_of_two.mean_ms),
        &format!("1.03 to 1.12, p95 1.4 to 1.8 medians; p95 {tail:.2}{cpython}"),
        |ours, _| (1.4..=1.8).contains(&tail) && (1.03..=1.12).contains(&ours),
    )
}

/// G6: a thread that dropped the lock because it was asked to waits until another one has taken it.
pub fn g6_who_drops_on_request_is_not_the_next_holder(rounds: &Rounds) -> Option<Judged> {
    rounds.never(
        "G6",
        "times that a thread took back what it was asked to drop",
        |figures| figures.taken_back,
        "0; CPython's cannot be seen from inside",
    )
}

/// G14: the lock changes hands only at the checkpoints between some instructions (the end of a loop's body, a call), so
/// `x += 1` loses no update, and `x += f()` does.
pub fn g14_switches_happen_at_checkpoints_only(rounds: &Rounds) -> Option<Judged> {
    let plain = rounds.ours(|figures| figures.lost_without_checkpoint)?;
    let cpython = rounds.cpython(|figures| figures.lost_without_checkpoint);
    let cpython = cpython.map(|share| format!(", CPython {share:.3}")).unwrap_or_default();
    rounds.row(
        "G14",
        "share of updates lost that have a checkpoint within",
        Kind::Order,
        |figures| figures.lost_with_checkpoint,
        &format!("more than 0.05, and none without one; {plain:.3}{cpython}"),
        |ours, _| plain == 0.0 && ours > 0.05,
    )
}

/// G15: the switch interval can be set, and longer intervals give longer slices.
pub fn g15_the_switch_interval_can_be_set(rounds: &Rounds) -> Option<Judged> {
    let medians = Interval::ALL.iter().map(|interval| rounds.ours(|figures| figures.slice_ms(*interval)));
    let medians: Vec<f64> = medians.collect::<Option<_>>()?;
    rounds.row(
        "G15",
        "slice at an interval of 50 ms (ms)",
        Kind::Time,
        |figures| figures.slice_ms(Interval::Longest),
        "longer intervals, longer slices",
        |_, _| medians.windows(2).all(|pair| pair[0] < pair[1]),
    )
}
