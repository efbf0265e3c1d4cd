//! Reports side by side: the same plan measured at different places or times, model by model, with a verdict in words.

mod alike;
mod article;
mod label;
mod sentences;
mod sources;

use serde::{Deserialize, Serialize};

use crate::executor;
use crate::fold::text;
use crate::parameter::Values;
use crate::report::{Estimate, Platform, Report, Warning};
use crate::statistics::{self, Verdict};
use sources::Measured;

/// The version of [`Comparison`]'s format.
pub const SCHEMA: &str = "interleave.comparison/1";

/// What several reports say about one plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The workload's id.
    pub workload: String,
    /// Its parameters.
    pub parameters: Values,
    /// What is compared. The first is what the others are measured by.
    pub sources: Vec<Source>,
    /// One per model that finished somewhere, in the order of the catalogue.
    pub models: Vec<Comparand>,
    /// What a reader should know before trusting the ratios.
    pub warnings: Vec<Warning>,
}

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The name of the file, or of what was published.
    pub name: String,
    /// How sentences call it: `native`, `the browser`, `the article`, or its name.
    pub label: String,
    /// What measured it; absent for published figures.
    pub platform: Option<Platform>,
    /// The version of CPython, if that measured it.
    pub interpreter: Option<String>,
    /// Where and when, in words.
    pub about: String,
}

/// One model's figures from all sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparand {
    /// The model's id.
    pub model: String,
    /// The model's name for people.
    pub title: String,
    /// One per source; `null` where the model did not run or not finish.
    pub cells: Vec<Option<Cell>>,
    /// What may be said, a sentence for each source after the first.
    pub verdicts: Vec<String>,
}

/// One model's figures from one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Every sample, in milliseconds.
    pub samples_ms: Vec<f64>,
    /// Their median.
    pub median_ms: f64,
    /// 95 % bootstrap interval of the median; absent with fewer than three samples.
    pub ci95_ms: Option<[f64; 2]>,
    /// How many times the time of the first source it needs: above 1 is slower. Absent for the first source.
    pub ratio: Option<Estimate>,
    /// Whether that difference is real; absent when there are too few samples to tell.
    pub verdict: Option<Verdict>,
    /// The same figures as words.
    pub words: CellWords,
}

/// What is painted of a cell; empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellWords {
    /// `196 ms`
    pub median: String,
    /// `194 to 198 ms`
    pub interval: String,
    /// `1.04×`
    pub ratio: String,
    /// `1.03 to 1.06×`
    pub ratio_interval: String,
}

/// Why reports cannot be compared: a whole sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Incomparable(pub String);

/// Puts named reports side by side, and the article's figures where they are about the same.
///
/// # Errors
/// When the reports are not about the same work, or there is nothing to compare.
pub fn compare(reports: &[(String, Report)]) -> Result<Comparison, Incomparable> {
    let Some((_, first)) = reports.first() else {
        return Err(Incomparable("There is no report to compare.".to_owned()));
    };
    alike::check(reports)?;
    let mut measured: Vec<Measured<'_>> = reports.iter().flat_map(|(name, report)| sources::of(name, report)).collect();
    measured.extend(article::figures(&first.plan));
    if measured.len() < 2 {
        let sentence = "There is only one report, and no published figures for its plan: name at least two.";
        return Err(Incomparable(sentence.to_owned()));
    }
    label::give(&mut measured);
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
        warnings: alike::warnings(&measured),
        sources: measured.into_iter().map(|one| one.source).collect(),
    })
}

/// Every model that finished somewhere; those that this version does not know come last.
fn model_ids(measured: &[Measured<'_>]) -> Vec<String> {
    let known = executor::ALL.iter().map(|model| model.id);
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
            cell(own, if place == 0 { &[] } else { reference }, seed)
        })
        .collect();
    let title = executor::find(&model).map_or_else(|_| model.clone(), |model| model.title.to_owned());
    let verdicts = sentences::verdicts(&title, measured, &cells);
    Comparand { model, title, cells, verdicts }
}

fn cell(samples: &[f64], reference: &[f64], seed: u64) -> Option<Cell> {
    let median_ms = statistics::median(samples)?;
    let ci95_ms = statistics::interval_of_median(samples, seed);
    let ratio = statistics::unpaired_ratio(reference, samples, seed);
    let fewest = samples.len().min(reference.len());
    let verdict = ratio.and_then(|ratio| statistics::unpaired_verdict(&ratio, fewest));
    let words = CellWords {
        median: text::milliseconds(median_ms),
        interval: ci95_ms.map(text::milliseconds_between).unwrap_or_default(),
        ratio: ratio.map(|ratio| text::times(ratio.median)).unwrap_or_default(),
        ratio_interval: ratio.and_then(|ratio| ratio.ci95).map(text::times_between).unwrap_or_default(),
    };
    Some(Cell { samples_ms: samples.to_vec(), median_ms, ci95_ms, ratio, verdict, words })
}

#[cfg(test)]
mod tests;
