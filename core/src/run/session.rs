//! Many executions: warm-up and measured rounds, in an order that is shuffled anew each round.
//!
//! This is the only loop that measures. What runs is behind [`Runner`]: a model of this core, or another program.

use futures::future::{FutureExt as _, LocalBoxFuture};
use serde::{Deserialize, Serialize};

use super::check::CheckedPlan;
use super::execute::execute;
use super::sample::Sample;
use crate::cancel::Cancel;
use crate::host::Host;
use crate::model::{Model, RunError};
use crate::plan::Plan;
use crate::random::Random;

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
    /// Executions there will be.
    pub total: u64,
}

/// What a session tells while it goes on.
#[derive(Debug)]
pub enum Update {
    /// The next execution begins.
    Begins(Progress),
    /// A measured execution ended.
    Ended(Box<Sample>),
    /// This model cannot run here; it is left out from now on.
    Unavailable { model: &'static str, why: String },
}

/// Whoever follows a session. The next execution begins only when `tell` is done, so that showing what has ended
/// never disturbs what is being measured.
pub trait Follower {
    /// Takes in one update about a runner of this group.
    fn tell(&mut self, group: usize, update: Update) -> LocalBoxFuture<'_, ()>;
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

/// How often everything runs, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Rounds that only warm up.
    pub warmup: u64,
    /// Rounds that are measured.
    pub measured: u64,
    /// Decides the order within each round.
    pub seed: u64,
}

impl Rounds {
    /// The rounds that a plan asks for.
    pub fn of(plan: &CheckedPlan) -> Self {
        let Plan { warmup, runs, seed, .. } = *plan.as_plan();
        Self { warmup, measured: runs, seed }
    }
}

/// Runs the whole plan and tells `follower` everything that is to be kept. Whether it came to its end.
pub async fn run(host: &dyn Host, plan: &CheckedPlan, cancel: &Cancel, follower: &mut dyn Follower) -> bool {
    run_plans(host, std::slice::from_ref(plan), cancel, follower).await
}

/// Runs several plans at once, each a group of its own. Rounds and seed are those of the first plan. Whether they came to their end.
pub async fn run_plans(host: &dyn Host, plans: &[CheckedPlan], cancel: &Cancel, follower: &mut dyn Follower) -> bool {
    let Some(first) = plans.first() else { return true };
    run_rounds(runners(host, plans), Rounds::of(first), cancel, follower).await
}

/// A runner for every model of every plan.
pub fn runners<'a>(host: &'a dyn Host, plans: &'a [CheckedPlan]) -> Vec<Box<dyn Runner + 'a>> {
    let mut runners: Vec<Box<dyn Runner>> = Vec::new();
    for (group, plan) in plans.iter().enumerate() {
        for model in &plan.models {
            runners.push(Box::new(ModelRunner { host, group, plan, model }));
        }
    }
    runners
}

/// Each round runs every runner once, in one shuffled order, so that whatever changes on the machine meanwhile meets all of
/// them. Whether all rounds came to their end.
pub async fn run_rounds(
    mut runners: Vec<Box<dyn Runner + '_>>,
    Rounds { warmup, measured, seed }: Rounds,
    cancel: &Cancel,
    follower: &mut dyn Follower,
) -> bool {
    let mut rounds_left = warmup + measured;
    let mut total = rounds_left * runners.len() as u64;
    let mut random = Random::new(seed);
    let mut able: Vec<usize> = (0..runners.len()).collect();
    let rounds = (0..warmup).map(|round| (round, false)).chain((0..measured).map(|round| (round, true)));
    let mut done = 0;
    for (round, measured) in rounds {
        rounds_left -= 1;
        let mut order = able.clone();
        random.shuffle(&mut order);
        for place in order {
            let runner = &mut runners[place];
            let (group, model) = (runner.group(), runner.model());
            let progress = Progress { model: runner.name(), round, measured, done, total };
            follower.tell(group, Update::Begins(progress)).await;
            match runner.run(round, cancel).await {
                Ok(sample) if measured => follower.tell(group, Update::Ended(Box::new(sample))).await,
                Ok(_) => {}
                Err(RunError::Cancelled) => return false,
                Err(error) => {
                    able.retain(|other| *other != place);
                    total -= rounds_left;
                    follower.tell(group, Update::Unavailable { model, why: error.to_string() }).await;
                }
            }
            done += 1;
        }
    }
    true
}

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
