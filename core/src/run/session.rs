//! Many executions: warm-up and measured rounds, in an order that is shuffled anew each round.
//!
//! This is the only loop that measures. What runs is behind [`Runner`]: a model of this core, or another program.

use std::collections::{BTreeMap, VecDeque};

use futures::future::{FutureExt as _, LocalBoxFuture};
use serde::{Deserialize, Serialize};

use super::check::CheckedPlan;
use super::compared::Compared;
use super::execute::execute;
use super::rounds::{Pace, Rounds, RunCount, SessionSummary};
use super::sample::Sample;
use crate::cancel::Cancel;
use crate::clock::Clock;
use crate::host::Host;
use crate::model::{self, Model, RunError};
use crate::random::Random;
use crate::statistics;

/// What is about to run, and how far the session is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The model that runs now.
    pub model: String,
    /// Its round, counted from 0 within the warm-up or the measured rounds.
    pub round: u64,
    /// Whether this round is measured, or only warms up.
    pub measured: bool,
    /// Executions that have ended.
    pub done: u64,
    /// Executions there will be, as far as that is known: without a fixed number of runs, at this pace.
    pub total: u64,
    /// Milliseconds since the session began.
    pub elapsed_ms: u64,
    /// Milliseconds that it may still take at this pace; unknown before the first execution has ended.
    pub remaining_ms: Option<u64>,
}

/// What a session tells while it goes on.
#[derive(Debug)]
pub enum Update {
    /// The next execution begins.
    Begins(Progress),
    /// The first execution of a runner ended, which only warms up: something to show before there are figures.
    Warmed(Box<Sample>),
    /// A measured execution ended.
    Ended(Box<Sample>),
    /// This model cannot run here; it is left out from now on.
    Unavailable { model: &'static str, why: String },
}

/// What a follower says of what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is taken in; the session goes on.
    GoOn,
    /// The execution that has just ended was disturbed and does not count: it is run again.
    Again,
}

/// Whoever follows a session. The next execution begins only when `tell` is done, so that showing what has ended
/// never disturbs what is being measured.
pub trait Follower {
    /// Takes in one update about a runner of this group. [`Answer::Again`] answers an execution that has ended, and nothing else.
    fn tell(&mut self, group: usize, update: Update) -> LocalBoxFuture<'_, Answer>;
}

/// One of those that take turns in a session.
pub trait Runner {
    /// The group whose samples it adds to, counted from 0: in a sweep, the place of its plan.
    fn group(&self) -> usize;

    /// The id of the model under which it runs.
    fn model(&self) -> &'static str;

    /// How progress names it: the model's id, or whose program it is.
    fn name(&self) -> String;

    /// Runs once, as part of `round`.
    ///
    /// # Errors
    /// When it was cancelled, or cannot run; then it is left out from now on.
    fn run<'a>(&'a mut self, round: u64, cancel: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>>;
}

/// A runner for every model of every plan; each plan is a group.
pub fn runners<'a>(host: &'a dyn Host, plans: &'a [CheckedPlan]) -> Vec<Box<dyn Runner + 'a>> {
    plans.iter().enumerate().flat_map(|(group, plan)| runners_of(host, group, plan)).collect()
}

/// A runner for every model of one plan, on this host.
pub fn runners_of<'a>(host: &'a dyn Host, group: usize, plan: &'a CheckedPlan) -> Vec<Box<dyn Runner + 'a>> {
    let runner = |model| Box::new(ModelRunner { host, group, plan, model }) as Box<dyn Runner>;
    plan.models.iter().copied().map(runner).collect()
}

/// Each round runs every runner once, in one shuffled order, so that whatever changes on the machine meanwhile meets all of
/// them. `None` when it was stopped.
pub async fn run_rounds(
    runners: Vec<Box<dyn Runner + '_>>,
    rounds: Rounds,
    clock: Clock,
    cancel: &Cancel,
    follower: &mut dyn Follower,
) -> Option<SessionSummary> {
    let contestants = runners.into_iter().map(Contestant::new).collect();
    let pace = Pace::new(rounds, clock);
    let mut session = Session { contestants, pace, random: Random::new(rounds.seed), done: 0, cancel, follower };
    let mut warmup_rounds = 0;
    while session.pace.warms_up(warmup_rounds, session.is_steady()) {
        // Whoever is steady need not run again only because another one is not.
        let order =
            session.order(|contestant| !contestant.is_steady() || matches!(rounds.measured, RunCount::Fixed(_)));
        session.round(order, warmup_rounds, false).await?;
        warmup_rounds += 1;
    }
    let steady = session.is_steady();
    session.forget_warmup();
    let mut done = 0;
    loop {
        if let Some(end) = session.pace.end(done, || session.is_sure(&rounds)) {
            return Some(SessionSummary { end, warmup_rounds, steady });
        }
        let order = session.order(|_| true);
        session.round(order, done, true).await?;
        done += 1;
    }
}

/// A runner, and how it fared so far.
struct Contestant<'a> {
    runner: Box<dyn Runner + 'a>,
    /// Whether it can run at all.
    able: bool,
    /// Whether a task of it failed, so that its time says nothing.
    failed: bool,
    /// Wall times in milliseconds, by round: of the warm-up, then of what is measured.
    times_ms: Vec<f64>,
}

impl<'a> Contestant<'a> {
    fn new(runner: Box<dyn Runner + 'a>) -> Self {
        Self { runner, able: true, failed: false, times_ms: Vec::new() }
    }

    fn is_steady(&self) -> bool {
        !self.able || statistics::is_warm(&self.times_ms)
    }
}

struct Session<'a> {
    contestants: Vec<Contestant<'a>>,
    pace: Pace,
    random: Random,
    /// Executions that have ended.
    done: u64,
    cancel: &'a Cancel,
    follower: &'a mut dyn Follower,
}

impl Session<'_> {
    fn able(&self) -> impl Iterator<Item = &Contestant<'_>> {
        self.contestants.iter().filter(|contestant| contestant.able)
    }

    fn is_steady(&self) -> bool {
        self.able().all(Contestant::is_steady)
    }

    fn forget_warmup(&mut self) {
        for contestant in &mut self.contestants {
            contestant.times_ms.clear();
        }
    }

    /// Whether every figure of every group is known well enough, and every ratio between the places of a plan.
    fn is_sure(&self, &Rounds { seed, places, .. }: &Rounds) -> bool {
        let (mut groups, mut models) = (BTreeMap::new(), BTreeMap::new());
        for contestant in self.able().filter(|contestant| !contestant.failed) {
            let (group, model) = (contestant.runner.group(), contestant.runner.model());
            let times = contestant.times_ms.as_slice();
            groups.entry(group).or_insert_with(Compared::default).add(times, model == model::REFERENCE);
            let of_plan = models.entry((group / places, model)).or_insert_with(Compared::default);
            of_plan.add(times, group % places == 0);
        }
        let between_places = models.values().filter(|model| model.reference.is_some() && !model.others.is_empty());
        groups.values().chain(between_places).all(|compared| compared.is_sure(seed))
    }

    /// The places of those that can run and that `wanted` picks, shuffled.
    fn order(&mut self, wanted: impl Fn(&Contestant<'_>) -> bool) -> Vec<usize> {
        let able = self.contestants.iter().enumerate().filter(|(_, contestant)| contestant.able && wanted(contestant));
        let mut order: Vec<usize> = able.map(|(place, _)| place).collect();
        self.random.shuffle(&mut order);
        order
    }

    /// Runs those at the places of `order` once. `None` when it was stopped.
    async fn round(&mut self, order: Vec<usize>, round: u64, measured: bool) -> Option<()> {
        self.pace.begin();
        let mut left: VecDeque<usize> = order.into();
        while let Some(place) = left.pop_front() {
            let progress = self.progress(place, round, measured, 1 + left.len() as u64);
            let contestant = &mut self.contestants[place];
            let (group, model) = (contestant.runner.group(), contestant.runner.model());
            // Whoever skips means the execution that is announced now, and none before it.
            self.cancel.take_skip();
            let asked = self.pace.elapsed_ns();
            self.follower.tell(group, Update::Begins(progress)).await;
            let waited = self.pace.elapsed_ns() - asked;
            if waited > PAUSE_NS {
                self.pace.pause(waited);
            }
            match contestant.runner.run(round, self.cancel).await {
                Ok(sample) => {
                    let (time_ms, failed) = (sample.wall_ms(), sample.tasks.iter().any(Result::is_err));
                    if !measured && round == 0 {
                        self.follower.tell(group, Update::Warmed(Box::new(sample))).await;
                    } else if measured
                        && self.follower.tell(group, Update::Ended(Box::new(sample))).await == Answer::Again
                    {
                        left.push_front(place);
                        continue;
                    }
                    contestant.times_ms.push(time_ms);
                    contestant.failed |= failed;
                }
                Err(RunError::Cancelled) if !self.cancel.take_skip() => return None,
                Err(error) => {
                    contestant.able = false;
                    let skipped = error == RunError::Cancelled;
                    let why = if skipped { SKIPPED.to_owned() } else { error.to_string() };
                    self.follower.tell(group, Update::Unavailable { model, why }).await;
                }
            }
            self.done += 1;
        }
        Some(())
    }

    /// How far the session is before the contestant at `place` runs, when `left` are still to run in this round.
    fn progress(&self, place: usize, round: u64, measured: bool, left: u64) -> Progress {
        let elapsed = self.pace.elapsed_ns();
        let able = self.able().count() as u64;
        let mean = elapsed / self.done.max(1);
        let (warmup_done, measured_done) = if measured { (u64::MAX, round + 1) } else { (round + 1, 0) };
        let rounds_left = self.pace.rounds_left(warmup_done, measured_done, mean * able);
        let total = self.done + left + rounds_left * able;
        Progress {
            model: self.contestants[place].runner.name(),
            round,
            measured,
            done: self.done,
            total,
            elapsed_ms: elapsed / NS_PER_MS,
            remaining_ms: (self.done > 0).then(|| mean * (total - self.done) / NS_PER_MS),
        }
    }
}

/// What is said of a model that was skipped.
const SKIPPED: &str = "It was skipped while it ran, and left out from then on.";

const NS_PER_MS: u64 = 1_000_000;

/// A follower that takes longer than this to make ready was not painting but away: a hidden tab.
const PAUSE_NS: u64 = 1_000 * NS_PER_MS;

/// Runs one plan under one model of this core.
struct ModelRunner<'a> {
    host: &'a dyn Host,
    group: usize,
    plan: &'a CheckedPlan,
    model: &'static Model,
}

impl Runner for ModelRunner<'_> {
    fn group(&self) -> usize {
        self.group
    }

    fn model(&self) -> &'static str {
        self.model.id
    }

    fn name(&self) -> String {
        self.model.id.to_owned()
    }

    fn run<'a>(&'a mut self, round: u64, cancel: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        execute(self.host, self.plan, self.model, cancel)
            .map(move |outcome| outcome.map(|outcome| Sample::new(round, outcome)))
            .boxed_local()
    }
}
