//! Many executions: warm-up and measured rounds of all models, in an order that is shuffled anew each round.

use futures::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};

use crate::cancel::Cancel;
use crate::error::RunError;
use crate::executor::Model;
use crate::host::Host;
use crate::plan::CheckedPlan;
use crate::report::Sample;
use crate::run;
use crate::statistics::random::Random;

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

/// Runs the whole plan and tells `follower` everything that is to be kept. Whether it came to its end.
pub async fn run(host: &dyn Host, plan: &CheckedPlan, cancel: &Cancel, follower: &mut dyn Follower) -> bool {
    let mut models: Vec<&'static Model> = plan.models.clone();
    let mut random = Random::new(plan.plan.seed);
    let rounds =
        (0..plan.plan.warmup).map(|round| (round, false)).chain((0..plan.plan.runs).map(|round| (round, true)));
    let total_rounds = plan.plan.warmup + plan.plan.runs;
    let mut done = 0;
    for (round, measured) in rounds {
        let mut order = models.clone();
        random.shuffle(&mut order);
        for model in order {
            let total = total_rounds * plan.models.len() as u64;
            let progress = Progress { model: model.id.to_owned(), round, measured, done, total };
            follower.tell(Update::Begins(progress)).await;
            match run::execute(host, plan, model, cancel).await {
                Ok(outcome) if measured => follower.tell(Update::Ended(Box::new(Sample::new(round, outcome)))).await,
                Ok(_) => {}
                Err(RunError::Cancelled) => return false,
                Err(error) => {
                    models.retain(|kept| kept.id != model.id);
                    follower.tell(Update::Unavailable { model: model.id, why: error.to_string() }).await;
                }
            }
            done += 1;
        }
    }
    true
}
