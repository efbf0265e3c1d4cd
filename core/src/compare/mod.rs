//! Reports side by side: the same plan measured at different places or times, model by model, with a verdict in words.
//!
//! Layer: above `assemble`. Reads reports, whoever made them.

mod article;
mod builds;
mod cell;
mod comparison;
mod compatibility;
mod label;
mod sentences;
mod sources;

pub use comparison::{Cell, CellWords, Comparand, Comparison, Incomparable, SCHEMA, Source};

use crate::model;
use crate::report::Report;
use sources::Measured;

/// Puts named reports side by side, and the article's figures where they are about the same.
///
/// # Errors
/// When the reports are not about the same work, or there is nothing to compare.
pub fn compare(reports: &[(&str, &Report)]) -> Result<Comparison, Incomparable> {
    compatibility::check(reports)?;
    side_by_side(reports)
}

/// Puts named reports of one workload side by side whose plans may differ: what differs is said in a warning, and where they came to other
/// answers, that they did other work.
///
/// # Errors
/// When the reports are of different workloads, or there is nothing to compare.
pub fn compare_changed(reports: &[(&str, &Report)]) -> Result<Comparison, Incomparable> {
    compatibility::check_workload(reports)?;
    let mut comparison = side_by_side(reports)?;
    comparison.warnings.splice(0..0, compatibility::changes(reports));
    Ok(comparison)
}

fn side_by_side(reports: &[(&str, &Report)]) -> Result<Comparison, Incomparable> {
    let Some((_, first)) = reports.first() else {
        return Err(Incomparable("There is no report to compare.".to_owned()));
    };
    let mut measured: Vec<Measured<'_>> = reports.iter().flat_map(|(name, report)| sources::of(name, report)).collect();
    measured.extend(article::figures(&first.plan));
    if measured.len() < 2 {
        let sentence = "There is only one report, and no published figures for its plan: name at least two.";
        return Err(Incomparable(sentence.to_owned()));
    }
    sources::give_labels(&mut measured);
    let models: Vec<Comparand> =
        model_ids(&measured).into_iter().map(|model| comparand(model, &measured, first.plan.seed)).collect();
    let shared = |model: &Comparand| model.cells.iter().flatten().count() > 1;
    // In a single report, what is not there yet may still come.
    if reports.len() > 1 && !models.iter().any(shared) {
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
    let cells: Vec<Option<Cell>> = measured.iter().map(|own| cell::cell(&model, &measured[0], own, seed)).collect();
    let title = model::title(&model).to_owned();
    let verdicts = sentences::verdicts(&title, measured, &cells);
    Comparand { model, title, cells, verdicts }
}

#[cfg(test)]
mod tests;
