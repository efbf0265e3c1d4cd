//! Behaviours about waiting, with the lock or for it: G7, G9 to G11, G16 and G18.

use super::machine::Kind;
use super::measurement::Measurement;
use super::rows::{Behaviour, near, over};

/// A thread that sleeps, or waits for input or output, does not hold the lock, so ten sleep as long as one.
pub(super) const SLEEPING: Behaviour = Behaviour {
    id: "G7",
    figure: "ten threads asleep, as a multiple of one",
    accepted: "at most 1.05; ours wake up 200 times meanwhile",
    kind: Kind::Time,
    measurement: Measurement::Sleepers,
    judge: |rounds| {
        rounds.compare(over(|figures| figures.sleep_many_ms, |figures| figures.sleep_one_ms), |ours, _| ours <= 1.05)
    },
};

/// While a call does not release the lock, no other thread runs, however long it takes.
pub(super) const KEPT_CALL: Behaviour = Behaviour {
    id: "G9",
    figure: "gap of another thread during a call that keeps the lock, as a share of the call",
    accepted: "at least 0.95",
    kind: Kind::Time,
    measurement: Measurement::Kept,
    judge: |rounds| rounds.compare(over(|figures| figures.gap_ms, |figures| figures.call_ms), |ours, _| ours >= 0.95),
};

/// A thread that wakes up beside a computing one waits one switch interval for the lock, however short its nap was.
pub(super) const COMING_BACK: Behaviour = Behaviour {
    id: "G10",
    figure: "a nap of 1 ms beside a computing thread (ms)",
    accepted: "within 5 % of CPython's",
    kind: Kind::Time,
    measurement: Measurement::Naps,
    judge: |rounds| {
        rounds.compare(
            |figures| figures.nap_beside_one_ms,
            |ours, ratio| match ratio {
                Some(ratio) => near(ratio, 0.05),
                None => (5.95..=6.5).contains(&ours),
            },
        )
    },
};

/// The convoy: a thread that often waits starves behind threads that compute. More of them make it worse, a shorter
/// switch interval makes it better.
///
/// Beside two, a wait lasts two intervals in virtual time: the request of the waiting thread is answered by another one's turn,
/// and its wait begins anew. On real threads it lasts one when the thread that gave way is awake before the one that was
/// signalled and takes the free lock: then the request of the latter ends at the one who has stood in line longest.
pub(super) const CONVOY: Behaviour = Behaviour {
    id: "G11",
    figure: "convoy: a nap of 1 ms beside two computing threads (ms)",
    accepted: "with one at least 0.95 intervals more than 1; two are worse, an interval of 1 ms is better",
    kind: Kind::Time,
    measurement: Measurement::Naps,
    judge: |rounds| {
        let one = rounds.ours.median(|figures| figures.nap_beside_one_ms)?;
        let short = rounds.ours.median(|figures| figures.nap_short_interval_ms)?;
        let good = |two| one - 1.0 >= 0.95 * 5.0 && two > one && short < one;
        let judged = rounds.compare(|figures| figures.nap_beside_two_ms, |two, _| good(two))?;
        Some(judged.with(format!("with one {one:.2}, at 1 ms {short:.2}")))
    },
};

/// When a thread dies that holds the lock or waits for it, the others go on.
pub(super) const DEATH: Behaviour = Behaviour {
    id: "G16",
    figure: "from a holder's or a waiter's death to the next one's going on (ms)",
    accepted: "at most 250",
    kind: Kind::Time,
    measurement: Measurement::Death,
    judge: |rounds| rounds.compare(|figures| figures.death_ms, |ours, _| ours <= 250.0),
};

/// asyncio has one thread: a task that computes stops every other task of its event loop, while sleeps overlap.
pub(super) const EVENT_LOOP: Behaviour = Behaviour {
    id: "G18",
    figure: "gap of an event loop during a computing task, as a share of it",
    accepted: "at least 0.95, and ten sleeps as long as one (at most 1.25)",
    kind: Kind::Time,
    measurement: Measurement::EventLoop,
    judge: |rounds| {
        let sleeps =
            rounds.ours.median(over(|figures| figures.loop_sleep_many_ms, |figures| figures.loop_sleep_one_ms))?;
        let gap = over(|figures| figures.loop_gap_ms, |figures| figures.loop_call_ms);
        let judged = rounds.compare(gap, |ours, _| ours >= 0.95 && sleeps <= 1.25)?;
        Some(judged.with(format!("ten sleeps {sleeps:.2}")))
    },
};
