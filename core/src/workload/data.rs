//! What several workloads need: data made from a seed, or the visitor's own.

use crate::plan::{Parameter, Values};
use crate::random::Random;
use crate::task::Cx;

/// The parameter that decides which data are made.
pub fn data_seed() -> Parameter {
    let about = "The same seed makes the same data everywhere; another seed makes others.";
    Parameter::integer("data_seed", "Seed of the data", about, (0, 1_000_000_000), 1, "")
}

/// The random numbers of this task: the same wherever it runs, and unlike those of every other task and seed.
pub fn random(cx: Cx<'_>) -> Random {
    random_of(cx.values(), u64::from(cx.task()))
}

/// The random numbers of the task of this number, counted from 0.
pub fn random_of(values: &Values, task: u64) -> Random {
    Random::new((values.u64("data_seed") << 32) | task)
}

/// The parameter that takes a text of the visitor's own, from a file or pasted, in place of what is made by chance.
pub fn own_text(about: &'static str, max_bytes: usize) -> Parameter {
    Parameter::text("text", "Your own text", about, max_bytes)
}

/// The visitor's own text, if there is one.
pub fn own(values: &Values) -> Option<&str> {
    Some(values.text("text")).filter(|text| !text.is_empty())
}
