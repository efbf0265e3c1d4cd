//! How many rounds a session has: fixed by the plan, or as many as it takes until the figures are sure, within a time.

use serde::{Deserialize, Serialize};

use super::check::CheckedPlan;
use crate::clock::Clock;
use crate::statistics::{FEWEST_PAIRS, looks_after};

/// The share of the time that warming up may take, as a divisor.
const WARMUP_SHARE: u64 = 5;

/// The share of the time that may be added, as a divisor, where that gives a verdict: rather than to end a few rounds short of it.
const EXTRA_SHARE: u64 = 2;

/// Rounds after which warming up ends, steady or not: what has not settled by then does not settle.
const MOST_WARMUP: u64 = 10;

/// Rounds after which measuring ends, sure or not: the hundredth sample says what the ninety-ninth said.
const MOST_ROUNDS: u64 = 100;

const NS_PER_S: u64 = 1_000_000_000;

/// How often everything runs, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Rounds that only warm up; the least number, when the measured ones are not fixed.
    pub warmup: u64,
    /// Rounds that are measured.
    pub measured: RunCount,
    /// Decides the order within each round.
    pub seed: u64,
    /// In how many places each plan runs. So many groups, one after the other, are the places of one plan, and the ratios between them are to
    /// become sure, too.
    pub places: usize,
}

/// How many rounds are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunCount {
    /// So many.
    Fixed(u64),
    /// As many as it takes, within so many nanoseconds from the beginning of the session; rather than to end a few rounds short of a verdict,
    /// within so many more.
    Within { time_ns: u64, extra_ns: u64 },
}

/// What ended a session that nobody stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SessionEnd {
    /// The number of runs that was asked for.
    #[default]
    Fixed,
    /// Every ratio was known well enough: see [`crate::statistics::sure`].
    Sure,
    /// The time for it.
    TimeSpent,
    /// The largest number of runs that is of any use.
    MostRuns,
}

/// How a session went that nobody stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionSummary {
    /// What ended it.
    pub end: SessionEnd,
    /// Rounds before the measured ones.
    pub warmup_rounds: u64,
    /// Whether the times were steady when measuring began: see [`crate::statistics::is_warm`].
    pub steady: bool,
}

impl Rounds {
    /// The rounds that a plan asks for, in a session of so many groups: each of them has the plan's time.
    pub fn of(plan: &CheckedPlan, groups: usize) -> Self {
        let plan = plan.as_plan();
        let time_ns = plan.time_s * NS_PER_S * groups as u64;
        let extra_ns = time_ns / EXTRA_SHARE;
        let measured = match plan.runs {
            0 => RunCount::Within { time_ns, extra_ns },
            runs => RunCount::Fixed(runs),
        };
        Self { warmup: plan.warmup, measured, seed: plan.seed, places: 1 }
    }

    /// The same in several places: each of them has the plan's time. Whoever runs a plan in several places came to see them compared, so that
    /// as much time again may be added for a verdict.
    pub fn in_places(plan: &CheckedPlan, plans: usize, places: usize) -> Self {
        let rounds = Self::of(plan, plans * places);
        let measured = match rounds.measured {
            RunCount::Within { time_ns, .. } if places > 1 => RunCount::Within { time_ns, extra_ns: time_ns },
            measured => measured,
        };
        Self { places, measured, ..rounds }
    }
}

/// Decides after each round whether another one follows.
pub struct Pace {
    rounds: Rounds,
    clock: Clock,
    began: u64,
    round_began: u64,
}

impl Pace {
    /// The session begins now.
    pub fn new(rounds: Rounds, clock: Clock) -> Self {
        let now = clock();
        Self { rounds, clock, began: now, round_began: now }
    }

    /// Nanoseconds since the session began.
    pub fn elapsed_ns(&self) -> u64 {
        (self.clock)().saturating_sub(self.began)
    }

    /// The session stood still for so many nanoseconds, which count for nothing.
    pub fn pause(&mut self, ns: u64) {
        self.began += ns;
        self.round_began += ns;
    }

    /// A round begins.
    pub fn begin(&mut self) {
        self.round_began = (self.clock)();
    }

    /// Whether there is a round to warm up after `done` of them.
    pub fn warms_up(&self, done: u64, steady: bool) -> bool {
        match self.rounds.measured {
            RunCount::Fixed(_) => done < self.rounds.warmup,
            RunCount::Within { time_ns, .. } => {
                done < self.rounds.warmup || !(steady || done >= MOST_WARMUP || self.spent(time_ns / WARMUP_SHARE))
            }
        }
    }

    /// What ends the session after `done` measured rounds, if anything does. `sure` is asked only now and then: looking at the figures takes
    /// time, and who looks too often sees what is not there.
    pub fn end(&self, done: u64, sure: impl FnOnce() -> bool) -> Option<SessionEnd> {
        match self.rounds.measured {
            RunCount::Fixed(rounds) => (done >= rounds).then_some(SessionEnd::Fixed),
            RunCount::Within { .. } if done == 0 => None,
            RunCount::Within { time_ns, extra_ns } => {
                if looks_after(done) && sure() {
                    Some(SessionEnd::Sure)
                } else if self.spent(time_ns) && !self.verdict_within(time_ns + extra_ns, done) {
                    Some(SessionEnd::TimeSpent)
                } else {
                    (done >= MOST_ROUNDS).then_some(SessionEnd::MostRuns)
                }
            }
        }
    }

    /// Rounds still to come after so many that warm up and so many that are measured, if each takes `round_ns`, as far as that can be known.
    pub fn rounds_left(&self, warmup: u64, measured: u64, round_ns: u64) -> u64 {
        match self.rounds.measured {
            RunCount::Fixed(rounds) => self.rounds.warmup.saturating_sub(warmup) + rounds.saturating_sub(measured),
            RunCount::Within { time_ns, extra_ns } => {
                let in_time = |ns: u64| ns.saturating_sub(self.elapsed_ns()) / round_ns.max(1);
                let lacking = (FEWEST_PAIRS as u64).saturating_sub(measured);
                let for_a_verdict = if lacking <= in_time(time_ns + extra_ns) { lacking } else { 0 };
                in_time(time_ns).max(for_a_verdict).min(MOST_ROUNDS.saturating_sub(measured))
            }
        }
    }

    /// Whether the rounds that a verdict still lacks after `done` of them would end within `time`, if each takes as long as the last one.
    fn verdict_within(&self, time: u64, done: u64) -> bool {
        let now = (self.clock)();
        let (elapsed, round) = (now.saturating_sub(self.began), now.saturating_sub(self.round_began));
        let lacking = (FEWEST_PAIRS as u64).saturating_sub(done);
        lacking > 0 && elapsed.saturating_add(round.saturating_mul(lacking)) <= time
    }

    /// Whether another round like the last one would end after `time`.
    fn spent(&self, time: u64) -> bool {
        let now = (self.clock)();
        now.saturating_sub(self.began) + now.saturating_sub(self.round_began) > time
    }
}
