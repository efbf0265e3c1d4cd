//! Behaviours about waiting, with the lock or for it: G7, G9 to G11, G16 and G18.

use super::rows::{Judged, Kind, Rounds, near, over};

/// G7: a thread that sleeps, or waits for input or output, does not hold the lock, so ten sleep as long as one.
pub fn g7_sleeping_releases_the_lock(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G7",
        "ten threads asleep, as a multiple of one",
        Kind::Time,
        over(|figures| figures.sleep_many_ms, |figures| figures.sleep_one_ms),
        "at most 1.05; ours wake up 200 times meanwhile",
        |ours, _| ours <= 1.05,
    )
}

/// G9: while a call does not release the lock, no other thread runs, however long it takes.
pub fn g9_a_call_that_keeps_the_lock_stops_all_others(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G9",
        "gap of others during a call that keeps the lock, as a share of it",
        Kind::Order,
        over(|figures| figures.gap_ms, |figures| figures.call_ms),
        "at least 0.95",
        |ours, _| ours >= 0.95,
    )
}

/// G10: a thread that wakes up beside a computing one waits one switch interval for the lock, however short its nap was.
pub fn g10_coming_back_beside_a_computing_thread_costs_one_interval(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G10",
        "a nap of 1 ms beside a computing thread (ms)",
        Kind::Time,
        |figures| figures.nap_beside_one_ms,
        "within 5 % of CPython's",
        |ours, ratio| match ratio {
            Some(ratio) => near(ratio, 0.05),
            None => (5.95..=6.5).contains(&ours),
        },
    )
}

/// G11, the convoy: a thread that often waits starves behind threads that compute. More of them make it worse, a
/// shorter switch interval makes it better.
pub fn g11_waiting_threads_starve_behind_computing_ones(rounds: &Rounds) -> Option<Judged> {
    let one = rounds.ours(|figures| figures.nap_beside_one_ms)?;
    let two = rounds.ours(|figures| figures.nap_beside_two_ms)?;
    let short = rounds.ours(|figures| figures.nap_short_interval_ms)?;
    let good = one - 1.0 >= 0.95 * 5.0 && two > one && short < one;
    rounds.row(
        "G11",
        "convoy: a nap of 1 ms beside two computing threads (ms)",
        Kind::Time,
        |figures| figures.nap_beside_two_ms,
        &format!(
            "with one {one:.2}, at least 0.95 intervals more than 1; two are worse, an interval of 1 ms is better: {short:.2}"
        ),
        |_, _| good,
    )
}

/// G16: when a thread dies that holds the lock or waits for it, the others go on.
pub fn g16_a_death_does_not_block_the_lock(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G16",
        "from a holder's or a waiter's death to the next one's going on (ms)",
        Kind::Time,
        |figures| figures.death_ms,
        "at most 250",
        |ours, _| ours <= 250.0,
    )
}

/// G18: asyncio has one thread, so a task that computes stops every other task of its event loop.
pub fn g18_a_computing_task_stops_its_event_loop(rounds: &Rounds) -> Option<Judged> {
    rounds.row(
        "G18",
        "gap of an event loop during a computing task, as a share of it",
        Kind::Order,
        over(|figures| figures.loop_gap_ms, |figures| figures.loop_call_ms),
        "at least 0.95",
        |ours, _| ours >= 0.95,
    )
}
