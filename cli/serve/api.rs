//! What the page may ask for: a closed list, each by POST with a JSON body, each answered with JSON.
//!
//! * `/api/host`: `{}` gives `{version, schema, environment}`. That it answers tells the page that native runs can be had.
//! * `/api/environment`: `{}` gives the environment with its cores and the start of threads measured, which takes some hundred
//!   milliseconds.
//! * `/api/execute`: `{plan, model, round}` runs the plan's workload once under one of its models, or what the workload is set beside, and gives the sample, as the engine's own.
//!   The page's session decides whose turn it is, so that browser and machine alternate in one shuffled order; an execution that only
//!   warms up is one whose sample is thrown away. Ending the request cancels the execution.
//! * `/api/cancel`: `{}` ends whatever runs, and answers `{}` when it has ended.
//!
//! One job at a time. What is not answered with 200 has a `message`: 400 a mistake, with its `field` as core names it; 409 another job is
//! running; 410 it was cancelled; 503 this machine cannot run it, or it took too long.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{self, Body};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Response, StatusCode};
use interleave_core::cancel::Cancel;
use interleave_core::host::{Compute, Environment, Host as _, Pulse, drive, measure};
use interleave_core::mistake::Mistake;
use interleave_core::model::{self, Model, RunError};
use interleave_core::plan::Plan;
use interleave_core::report;
use interleave_core::run::{self, CheckedPlan, Sample};
use interleave_core::workload::reference::Reference;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::job::NoAnswer;
use super::site::Site;
use crate::host::NativeHost;

/// The largest body: a plan with the longest text a parameter may have, a mebibyte, is smaller, even if JSON needs six bytes for each.
pub const MOST_BYTES: usize = 7 * 1024 * 1024;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// A round that no plan has.
const ROUNDS: u64 = 1_000;

/// The body of what needs to be told nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// The body of `/api/execute`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    plan: Plan,
    /// The id of one of the plan's models, or of what its workload is set beside.
    model: String,
    /// Which round it belongs to, counted from 0.
    round: u64,
}

/// The answer to `/api/host`.
#[derive(Serialize)]
struct Facts {
    version: &'static str,
    /// The version of a report's format.
    schema: &'static str,
    environment: Environment,
}

/// An answer that is not the one that was wanted.
type Failure = (StatusCode, Mistake);

/// `/api/host`.
pub async fn host(State(site): State<Arc<Site>>, body: Body) -> Response<Body> {
    let facts = read::<Nothing>(body).await.map(|Nothing {}| Facts {
        version: env!("CARGO_PKG_VERSION"),
        schema: report::SCHEMA,
        environment: site.environment.clone(),
    });
    answer(&facts)
}

/// `/api/environment`.
pub async fn environment(State(site): State<Arc<Site>>, body: Body) -> Response<Body> {
    let measured = async {
        let Nothing {} = read(body).await?;
        let measured = site.jobs.run(|host, cancel| measure::with_cores(host, cancel));
        measured.await.map_err(no_answer)
    };
    answer(&measured.await)
}

/// `/api/execute`.
pub async fn execute(State(site): State<Arc<Site>>, body: Body) -> Response<Body> {
    let sample = async {
        let turn: Turn = read(body).await?;
        let (plan, contestant) =
            check(turn.plan, &turn.model, turn.round).map_err(|mistake| (StatusCode::BAD_REQUEST, mistake))?;
        let round = turn.round;
        let sample = site.jobs.run(move |host, cancel| execute_once(host, &plan, contestant, round, cancel));
        sample.await.map_err(no_answer)?.map_err(|error| match error {
            RunError::Cancelled => (StatusCode::GONE, Mistake::new("plan", "It was cancelled.")),
            error => (StatusCode::SERVICE_UNAVAILABLE, Mistake::new("models", error.to_string())),
        })
    };
    answer(&sample.await)
}

/// `/api/cancel`.
pub async fn cancel(State(site): State<Arc<Site>>, body: Body) -> Response<Body> {
    let cancelled = async {
        let Nothing {} = read(body).await?;
        site.jobs.cancel().await;
        Ok(serde_json::Map::new())
    };
    answer(&cancelled.await)
}

/// Whose turn it is.
#[derive(Clone, Copy)]
enum Contestant {
    Model(&'static Model),
    Reference(&'static Reference),
}

fn check(plan: Plan, model: &str, round: u64) -> Result<(CheckedPlan, Contestant), Mistake> {
    let plan = plan.check()?;
    let contestant = match plan.reference().filter(|reference| reference.id == model) {
        Some(reference) => Contestant::Reference(reference),
        None => Contestant::Model(model::find(model)?),
    };
    if let Contestant::Model(model) = contestant
        && !plan.models.iter().any(|planned| planned.id == model.id)
    {
        return Err(Mistake::new("models", format!("The plan does not name {}.", model.id)));
    }
    if round >= ROUNDS {
        return Err(Mistake::new("round", format!("There is no round {round}: the last one is {}.", ROUNDS - 1)));
    }
    Ok((plan, contestant))
}

fn execute_once(
    host: &NativeHost,
    plan: &CheckedPlan,
    contestant: Contestant,
    round: u64,
    cancel: &Cancel,
) -> Result<Sample, RunError> {
    let model = match contestant {
        Contestant::Reference(reference) => return run::reference::execute(host, plan, reference, round, cancel),
        Contestant::Model(model) => model,
    };
    let pulse = Pulse::new(host.gauges().clock, Compute::Real);
    let outcome = drive::block_on(run::execute(host, plan, model, cancel), &pulse, cancel);
    outcome.unwrap_or(Err(RunError::Cancelled)).map(|outcome| Sample::new(round, outcome))
}

fn no_answer(why: NoAnswer) -> Failure {
    let (status, message) = match why {
        NoAnswer::Busy => (StatusCode::CONFLICT, "Another run is going on: wait for its end, or cancel it."),
        NoAnswer::TooLong => (StatusCode::SERVICE_UNAVAILABLE, "It took more than ten minutes, and was ended."),
        NoAnswer::Failed => (StatusCode::SERVICE_UNAVAILABLE, "It broke down; the server's terminal may say why."),
    };
    (status, Mistake::new("plan", message))
}

async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Failure> {
    let refuse = |status, sentence: String| (status, Mistake::new("plan", sentence));
    let bytes = timeout(PATIENCE, body::to_bytes(body, MOST_BYTES)).await;
    let bytes =
        bytes.map_err(|_| refuse(StatusCode::REQUEST_TIMEOUT, "The request took too long to arrive.".to_owned()))?;
    let bytes = bytes.map_err(|_| {
        let sentence = format!("The request was broken off, or has more than {MOST_BYTES} bytes.");
        refuse(StatusCode::PAYLOAD_TOO_LARGE, sentence)
    })?;
    serde_json::from_slice(&bytes)
        .map_err(|error| refuse(StatusCode::BAD_REQUEST, format!("This is not what is asked for here: {error}.")))
}

fn answer(outcome: &Result<impl Serialize, Failure>) -> Response<Body> {
    let (status, text) = match outcome {
        Ok(value) => (StatusCode::OK, serde_json::to_vec(value)),
        Err((status, mistake)) => (*status, serde_json::to_vec(mistake)),
    };
    let mut answer = Response::new(Body::from(text.expect("answers consist of plain data")));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}
