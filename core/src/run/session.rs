//! Many executions: warm-up and measured rounds of all models, in an order that is shuffled anew each round.

use futures::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};

use super::check::CheckedPlan;
use super::execute::execute;
use super::sample::Sample;
use crate::cancel::Cancel;
use crate::host::Host;
use crate::model::{Model, RunError};
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
    /// Takes in one update.
    fn tell(&mut self, update: Update) -> LocalBoxFuture<'_, ()>;
}

/// Whoever follows a session of several plans; as [`Follower`], and told which plan is concerned.
pub trait SweepFollower {
    /// Takes in one update about the plan at this place.
    fn tell(&mut self, place: usize, update: Update) -> LocalBoxFuture<'_, ()>;
}

/// Runs the whole plan and tells `follower` everything that is to be kept. Whether it came to its end.
pub async fn run(host: &dyn Host, plan: &CheckedPlan, cancel: &Cancel, follower: &mut dyn Follower) -> bool {
    run_all(host, std::slice::from_ref(plan), cancel, &mut Only(follower)).await
}

/// Runs several plans at once: each round runs every model of every plan, in one shuffled order, so that whatever changes on the
/// machine meanwhile meets all of them. Rounds and seed are those of the first plan.
pub async fn run_all(
    host: &dyn Host,
    plans: &[CheckedPlan],
    cancel: &Cancel,
    follower: &mut dyn SweepFollower,
) -> bool {
    let Some(CheckedPlan { plan: first, .. }) = plans.first() else { return true };
    let turns = |(place, plan): (usize, &CheckedPlan)| plan.models.iter().map(|model| (place, *model)).collect();
    let mut turns: Vec<(usize, &'static Model)> = plans.iter().enumerate().flat_map::<Vec<_>, _>(turns).collect();
    let total = (first.warmup + first.runs) * turns.len() as u64;
    let mut random = Random::new(first.seed);
    let rounds = (0..first.warmup).map(|round| (round, false)).chain((0..first.runs).map(|round| (round, true)));
    let mut done = 0;
    for (round, measured) in rounds {
        let mut order = turns.clone();
        random.shuffle(&mut order);
        for (place, model) in order {
            let progress = Progress { model: model.id.to_owned(), round, measured, done, total };
            follower.tell(place, Update::Begins(progress)).await;
            match execute(host, &plans[place], model, cancel).await {
                Ok(outcome) if measured => {
                    follower.tell(place, Update::Ended(Box::new(Sample::new(round, outcome)))).await;
                }
                Ok(_) => {}
                Err(RunError::Cancelled) => return false,
                Err(error) => {
                    turns.retain(|(kept, other)| (*kept, other.id) != (place, model.id));
                    follower.tell(place, Update::Unavailable { model: model.id, why: error.to_string() }).await;
                }
            }
            done += 1;
        }
    }
    true
}

/// The follower of the only plan there is.
struct Only<'a>(&'a mut dyn Follower);

impl SweepFollower for Only<'_> {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, ()> {
        self.0.tell(update)
    }
}
