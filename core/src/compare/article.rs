//! The figures the article gives for its `count_up` and `count_down`, as a labelled reference beside ours.

use super::comparison::Source;
use super::label::Label;
use super::sources::Measured;
use crate::plan::{Plan, Value};

/// Seconds by model, one sample each, without a spread: CPython, 100 000 000 iterations of each loop, two threads, two processes.
const SECONDS: [(&str, f64); 3] = [("sequential", 25.86), ("gil", 24.50), ("processes", 8.38)];
const ITERATIONS: i64 = 100_000_000;
/// It had a lane for each of its two loops.
const FEWEST_WORKERS: u64 = 2;

/// The article's figures, if the plan is about the same work.
pub fn figures(plan: &Plan) -> Option<Measured<'static>> {
    let same = plan.workload == "count"
        && plan.workers >= FEWEST_WORKERS
        && plan.parameters.iter().any(|(id, value)| id == "n" && *value == Value::Integer(ITERATIONS));
    let label = Label::article();
    let source = Source {
        name: "the article".to_owned(),
        label: label.who.clone(),
        platform: None,
        interpreter: None,
        about: "published figures: CPython on another machine, one sample each, no spread".to_owned(),
    };
    let samples = SECONDS.iter().map(|(model, seconds)| ((*model).to_owned(), vec![seconds * 1e3])).collect();
    same.then_some(Measured { source, label, report: None, environment: None, samples, speedups: Vec::new() })
}
