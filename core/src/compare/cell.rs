//! One model's figures from one source, measured by those of the first.

use super::comparison::{Cell, CellWords};
use super::sources::{self, Measured};
use crate::fold::text;
use crate::statistics::{self, Estimate, Verdict};

/// The figures of `model` from `own`, and how they compare with those of `first`; `None` where it did not run or not finish.
/// Two sources of one report were measured in one session, so that their rounds belong together.
pub fn cell(model: &str, first: &Measured<'_>, own: &Measured<'_>, seed: u64) -> Option<Cell> {
    let samples = own.samples_of(model);
    let median_ms = statistics::median(samples)?;
    let ci95_ms = statistics::interval_of_median(samples, seed);
    let reference = first.samples_of(model);
    let paired = own.is_of_the_session_of(first);
    let compared = !std::ptr::eq(first, own) && first.can_time(model) && own.can_time(model);
    let ratio = compared.then(|| ratio(reference, samples, paired, seed)).flatten();
    let floor = ratio.and_then(|_| sources::floor(first, own, seed));
    let fewest = samples.len().min(reference.len());
    let verdict = ratio.map(|ratio| match floor {
        Some(floor) if paired => statistics::paired_time_verdict(&ratio, fewest, floor),
        Some(floor) => statistics::unpaired_verdict(&ratio, fewest, floor),
        None => Verdict::CannotTell,
    });
    let speedup = own.speedup_of(model);
    let words = CellWords {
        median: text::milliseconds(median_ms),
        interval: ci95_ms.map(text::milliseconds_between).unwrap_or_default(),
        speedup: median_words(speedup),
        speedup_interval: interval_words(speedup),
        ratio: median_words(ratio),
        ratio_interval: interval_words(ratio),
        answer: own.answer_of(model),
        observations: own.observations_of(model),
        verdict: verdict.map(|verdict| verdict.words().to_owned()).unwrap_or_default(),
    };
    let samples_ms = samples.to_vec();
    Some(Cell { samples_ms, median_ms, ci95_ms, speedup, ratio, paired, noise_floor: floor, verdict, words })
}

/// How many times the time of `reference` the other needs.
fn ratio(reference: &[f64], other: &[f64], paired: bool, seed: u64) -> Option<Estimate> {
    if paired {
        statistics::paired_ratio(other, reference, seed)
    } else {
        statistics::unpaired_ratio(reference, other, seed)
    }
}

fn median_words(estimate: Option<Estimate>) -> String {
    estimate.map(|estimate| text::times(estimate.median)).unwrap_or_default()
}

fn interval_words(estimate: Option<Estimate>) -> String {
    estimate.and_then(|estimate| estimate.ci95).map(text::times_between).unwrap_or_default()
}
