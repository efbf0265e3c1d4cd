//! What a session has found, and which of its times belong together.

use crate::host::Environment;
use crate::run::{Sample, SessionSummary};
use crate::statistics;

/// What was found out, before it is judged.
#[derive(Clone, Debug)]
pub struct Findings {
    /// When the session began: RFC 3339, UTC.
    pub created: String,
    /// Where it ran.
    pub environment: Environment,
    /// First executions, which only warmed up: shown of models that have no measured one yet.
    pub warmups: Vec<Sample>,
    /// Every measured execution that ended.
    pub samples: Vec<Sample>,
    /// Models that could not run, and why.
    pub unavailable: Vec<(String, String)>,
    /// How the session went; none when it was stopped.
    pub session: Option<SessionSummary>,
}

/// The executions of one contestant, by its id.
pub fn samples_of<'a>(samples: &'a [Sample], model: &str) -> Vec<&'a Sample> {
    samples.iter().filter(|sample| sample.model == model).collect()
}

/// Their wall times in milliseconds.
pub fn times(samples: &[&Sample]) -> Vec<f64> {
    samples.iter().map(|sample| sample.wall_ms()).collect()
}

/// Whether times of these samples can be compared with others: every task came to a result, and the clock could measure it.
pub fn comparable(samples: &[&Sample], clock_step_ns: u64) -> bool {
    let succeeded = samples.iter().all(|sample| sample.tasks.iter().all(Result::is_ok));
    succeeded && statistics::median(&times(samples)).is_some_and(|median| statistics::resolvable(median, clock_step_ns))
}

/// The times of the rounds in which both ran.
pub fn paired(reference: &[&Sample], samples: &[&Sample]) -> (Vec<f64>, Vec<f64>) {
    let partner = |sample: &&Sample| reference.iter().find(|other| other.round == sample.round).copied();
    samples.iter().filter_map(|sample| partner(sample).map(|partner| (partner.wall_ms(), sample.wall_ms()))).unzip()
}
