//! What a run says of its global interpreter lock: how long threads held it, how often it changed hands, how much it was waited for, and
//! what it costs a thread to come back from a wait.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::each::each;
use super::holds::{self, Hold};
use super::text;
use crate::statistics;
use crate::trace::{Cause, EventKind, LaneId, ResourceId, Trace};

/// The lock's place among the resources of a trace of the model `gil`.
const GIL: ResourceId = 0;

/// The lock in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GilUse {
    /// How many slices were how long, from short to long. The lengths are the same for every run, three for each power of ten from a
    /// microsecond on, after all that is shorter; those that no slice had are among them.
    pub slices: Vec<SliceBin>,
    /// What is to be known in figures, each with its name.
    pub facts: Vec<GilFact>,
}

/// Slices of about the same length. A slice lasts from a thread's taking the lock to its letting go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SliceBin {
    /// The lengths: `2 ms to 5 ms`.
    pub lengths: String,
    /// The shortest of them, to stand on an axis: `2 ms`.
    pub from: String,
    /// How many ended because another thread asked for the lock.
    pub asked: u64,
    /// How many ended by themselves: the thread waited, ended, or opened the lock for a moment.
    pub given: u64,
}

/// One figure in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GilFact {
    /// What it is about: `Slices`.
    pub name: String,
    /// What there is to say.
    pub words: String,
}

/// Nothing where nobody took the lock.
pub fn fold(trace: &Trace) -> Option<GilUse> {
    let holds = holds::holds(trace, GIL);
    if holds.is_empty() {
        return None;
    }
    let facts = [
        ("Slices", in_words(&holds)),
        ("Hand-overs", changes(&holds)),
        ("Contention", contention(trace)),
        ("Coming back", coming_back(trace)),
    ];
    let fact = |(name, words): (&str, String)| GilFact { name: name.to_owned(), words };
    Some(GilUse { slices: bins(&holds), facts: facts.map(fact).into() })
}

/// How many times the lock went to another thread than before.
pub fn hand_overs(trace: &Trace) -> usize {
    changes_in(&holds::holds(trace, GIL))
}

fn changes_in(holds: &[Hold]) -> usize {
    holds.windows(2).filter(|pair| pair[0].lane != pair[1].lane).count()
}

/// A stored trace may say that the clock went back.
fn lasted_ns(hold: &Hold) -> u64 {
    hold.to_ns.saturating_sub(hold.from_ns)
}

/// How many slices there were.
pub fn slices(trace: &Trace) -> usize {
    holds::holds(trace, GIL).len()
}

fn lengths_ms<'a>(holds: impl Iterator<Item = &'a Hold>) -> Vec<f64> {
    holds.map(|hold| lasted_ns(hold) as f64 / 1e6).collect()
}

fn in_words(holds: &[Hold]) -> String {
    let asked = lengths_ms(holds.iter().filter(|hold| hold.forced));
    let ended = match asked.len() {
        0 => "none ended because another thread asked".to_owned(),
        _ if asked.len() == holds.len() => "every one ended because another thread asked".to_owned(),
        some => format!("{} ended because another thread asked: {}", text::count(some as u64), spread(&asked)),
    };
    format!("{}: {}; {ended}", counted(holds.len(), "slice"), spread(&lengths_ms(holds.iter())))
}

fn changes(holds: &[Hold]) -> String {
    let changes = changes_in(holds);
    match holds.len() {
        1 => "taken once".to_owned(),
        times => format!(
            "taken {}, {} of them by another thread than before",
            counted(times, "time"),
            text::count(changes as u64)
        ),
    }
}

/// For how much of the run somebody wanted the lock and did not have it.
fn contention(trace: &Trace) -> String {
    let mut waiting: BTreeSet<LaneId> = BTreeSet::new();
    let (mut since_ns, mut waited_ns) = (0, 0);
    each(&trace.events, &mut |_, event| {
        let before = waiting.len();
        match event.kind {
            EventKind::Suspended { cause: Cause::Blocked { resource: GIL } } => _ = waiting.insert(event.lane),
            EventKind::Acquired { resource: GIL } | EventKind::Resumed | EventKind::LaneEnded => {
                waiting.remove(&event.lane);
            }
            _ => {}
        }
        match (before, waiting.len()) {
            (0, 1) => since_ns = event.at_ns,
            (1, 0) => waited_ns += event.at_ns.saturating_sub(since_ns),
            _ => {}
        }
    });
    if !waiting.is_empty() {
        waited_ns += trace.wall_ns.saturating_sub(since_ns);
    }
    match waited_ns {
        0 => "nobody waited for it".to_owned(),
        _ => format!(
            "for {} of the run somebody wanted it and did not have it",
            text::percent(waited_ns as f64 / trace.wall_ns.max(1) as f64)
        ),
    }
}

/// The convoy: how long threads wait for the lock when they come back from waiting for something else.
fn coming_back(trace: &Trace) -> String {
    let waits = waits_ms(trace);
    let held = waits.iter().filter(|ms| **ms > 0.0).count();
    match waits.len() {
        0 => "no thread came back from a wait".to_owned(),
        back if held == 0 => format!("{} from a wait, and found it free each time", counted(back, "time")),
        back => format!(
            "{} from a wait, and it was held {}; waited for it: {}",
            counted(back, "time"),
            if held == back { "each time".to_owned() } else { counted(held, "time") },
            spread(&waits)
        ),
    }
}

/// For each thread that came back from a wait, how long it waited for the lock, in milliseconds.
fn waits_ms(trace: &Trace) -> Vec<f64> {
    // By lane: since when it wants the lock, if it does already.
    let mut away: BTreeMap<LaneId, Option<u64>> = BTreeMap::new();
    let mut waits = Vec::new();
    each(&trace.events, &mut |_, event| {
        match event.kind {
            EventKind::Suspended { cause: Cause::Blocked { resource: GIL } } => {
                if let Some(wanted) = away.get_mut(&event.lane) {
                    *wanted = wanted.or(Some(event.at_ns));
                }
            }
            // A task that could go on does not come back from a wait, and main never takes the lock.
            EventKind::Suspended { cause } if cause != Cause::Preempted && event.task.is_some() => {
                away.insert(event.lane, None);
            }
            EventKind::Acquired { resource: GIL } => {
                let waited = |since: Option<u64>| event.at_ns.saturating_sub(since.unwrap_or(event.at_ns)) as f64 / 1e6;
                waits.extend(away.remove(&event.lane).map(waited));
            }
            _ => {}
        }
    });
    waits
}

/// `median 5.11 ms, 95 % at most 5.30 ms, the longest 5.60 ms`.
fn spread(ms: &[f64]) -> String {
    let longest = text::milliseconds(ms.iter().copied().fold(0.0, f64::max));
    match (statistics::median(ms), statistics::quantile(ms, 0.95)) {
        (Some(median), Some(most)) => format!(
            "median {}, 95\u{a0}% at most {}, the longest {longest}",
            text::milliseconds(median),
            text::milliseconds(most)
        ),
        _ => longest,
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", text::count(count as u64), if count == 1 { "" } else { "s" })
}

/// The steps of the histogram's lengths within each power of ten.
const STEPS: [u64; 3] = [1, 2, 5];

/// Where bins begin, in nanoseconds: everything shorter than a microsecond shares the first one, everything longer than five seconds the last.
fn edges() -> Vec<u64> {
    let powers = (3..10).map(|power| 10_u64.pow(power));
    std::iter::once(0).chain(powers.flat_map(|power| STEPS.map(|step| step * power))).collect()
}

fn bins(holds: &[Hold]) -> Vec<SliceBin> {
    let edges = edges();
    let mut counts = vec![(0, 0); edges.len()];
    for hold in holds {
        let bin = edges.partition_point(|edge| *edge <= lasted_ns(hold)) - 1;
        if hold.forced { counts[bin].0 += 1 } else { counts[bin].1 += 1 }
    }
    let bin = |(bin, (asked, given)): (usize, (u64, u64))| SliceBin {
        lengths: lengths(edges[bin], edges.get(bin + 1).copied()),
        from: short(edges[bin]),
        asked,
        given,
    };
    counts.into_iter().enumerate().map(bin).collect()
}

fn lengths(from_ns: u64, to_ns: Option<u64>) -> String {
    match to_ns {
        Some(to_ns) if from_ns == 0 => format!("less than {}", short(to_ns)),
        Some(to_ns) => format!("{} to {}", short(from_ns), short(to_ns)),
        None => format!("{} and more", short(from_ns)),
    }
}

/// A round length with no more digits than it needs: `5 ms`.
fn short(ns: u64) -> String {
    let (unit, of_it) = match ns {
        1_000_000_000.. => ("s", 1_000_000_000),
        1_000_000.. => ("ms", 1_000_000),
        _ => ("µs", 1_000),
    };
    format!("{}\u{a0}{unit}", ns / of_it)
}

#[cfg(test)]
mod tests;
