//! Reports side by side: the same plan measured at different places or times, model by model, with a verdict in words.
//!
//! Layer: above `assemble`. Reads reports, whoever made them.

mod article;
mod builds;
mod comparison;
mod compatibility;
mod label;
mod sentences;
mod sources;

pub use comparison::{Cell, CellWords, Comparand, Comparison, Incomparable, SCHEMA, Source};

use crate::fold::text;
use crate::model;
use crate::report::Report;
use crate::statistics::{self, Verdict};
use sources::Measured;

/// Puts named reports side by side, and the article's figures where they are about the same.
///
/// # Errors
/// When the reports are not about the same work, or there is nothing to compare.
pub fn compare(reports: &[(String, Report)]) -> Result<Comparison, Incomparable> {
    let Some((_, first)) = reports.first() else {
        return Err(Incomparable("There is no report to compare.".to_owned()));
    };
    compatibility::check(reports)?;
    let mut measured: Vec<Measured<'_>> = reports.iter().flat_map(|(name, report)| sources::of(name, report)).collect();
    measured.extend(article::figures(&first.plan));
    if measured.len() < 2 {
        let sentence = "There is only one report, and no published figures for its plan: name at least two.";
        return Err(Incomparable(sentence.to_owned()));
    }
    sources::give_labels(&mut measured);
    let models: Vec<Comparand> =
        model_ids(&measured).into_iter().map(|model| comparand(model, &measured, first.plan.seed)).collect();
    let shared = |model: &&Comparand| model.cells.iter().flatten().count() > 1;
    if !models.iter().any(|model| shared(&model)) {
        return Err(Incomparable("The reports have no model in common that finished.".to_owned()));
    }
    Ok(Comparison {
        schema: SCHEMA.to_owned(),
        workload: first.plan.workload.clone(),
        parameters: first.plan.parameters.clone(),
        models,
        warnings: compatibility::warnings(&measured),
        sources: measured.into_iter().map(|one| one.source).collect(),
    })
}

/// Every model that finished somewhere; those that this version does not know come last.
fn model_ids(measured: &[Measured<'_>]) -> Vec<String> {
    let known = model::ALL.iter().map(|model| model.id);
    let mut ids: Vec<&str> = known.collect();
    for (model, _) in measured.iter().flat_map(|one| &one.samples) {
        if !ids.contains(&model.as_str()) {
            ids.push(model);
        }
    }
    ids.retain(|id| measured.iter().any(|one| !one.samples_of(id).is_empty()));
    ids.into_iter().map(str::to_owned).collect()
}

fn comparand(model: String, measured: &[Measured<'_>], seed: u64) -> Comparand {
    let reference = measured.first().map(|one| one.samples_of(&model)).unwrap_or_default();
    let cells: Vec<Option<Cell>> = (0..)
        .zip(measured)
        .map(|(place, one)| {
            let own = one.samples_of(&model);
            let floor = sources::floor(&measured[0], one, seed);
            cell(own, if place == 0 { &[] } else { reference }, floor, seed)
        })
        .collect();
    let title = model::title(&model).to_owned();
    let verdicts = sentences::verdicts(&title, measured, &cells);
    Comparand { model, title, cells, verdicts }
}

fn cell(samples: &[f64], reference: &[f64], floor: Option<f64>, seed: u64) -> Option<Cell> {
    let median_ms = statistics::median(samples)?;
    let ci95_ms = statistics::interval_of_median(samples, seed);
    let ratio = statistics::unpaired_ratio(reference, samples, seed);
    let fewest = samples.len().min(reference.len());
    let verdict = ratio.map(|ratio| match floor {
        Some(floor) => statistics::unpaired_verdict(&ratio, fewest, floor),
        None => Verdict::CannotTell,
    });
    let words = CellWords {
        median: text::milliseconds(median_ms),
        interval: ci95_ms.map(text::milliseconds_between).unwrap_or_default(),
        ratio: ratio.map(|ratio| text::times(ratio.median)).unwrap_or_default(),
        ratio_interval: ratio.and_then(|ratio| ratio.ci95).map(text::times_between).unwrap_or_default(),
    };
    Some(Cell {
        samples_ms: samples.to_vec(),
        median_ms,
        ci95_ms,
        ratio,
        noise_floor: floor.filter(|_| ratio.is_some()),
        verdict,
        words,
    })
}

#[cfg(test)]
mod tests;
