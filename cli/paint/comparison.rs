//! Reports side by side: a table, every sample as a dot on one axis per model, and the verdicts.

use std::fmt::Write as _;

use comfy_table::CellAlignment;
use interleave_core::compare::{Cell, Comparand, Comparison};
use interleave_core::fold::values;
use interleave_core::workload;

use super::dots;
use super::style::{CAUTION, FAINT, STRONG};
use super::table;

/// Everything a person wants to see of a comparison.
pub fn comparison(comparison: &Comparison, width: usize) -> String {
    let parts = [heading(comparison), figures(comparison, width), dots::dots(comparison, width), verdicts(comparison)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

fn heading(comparison: &Comparison) -> String {
    let known = workload::find(&comparison.workload);
    let title = known.map_or(comparison.workload.as_str(), |workload| workload.title);
    let values = values::words(&comparison.workload, &comparison.parameters, None);
    let mut text = format!("{STRONG}{title}{STRONG:#}  {values}\n");
    for source in &comparison.sources {
        let name = if source.name == source.label { String::new() } else { format!(" ({})", source.name) };
        let _ = writeln!(text, "{FAINT}{}{name}: {}{FAINT:#}", source.label, source.about);
    }
    text
}

/// With more sources, there is no room for a column per source.
const MOST_COLUMNS: usize = 4;

fn figures(comparison: &Comparison, width: usize) -> String {
    if comparison.sources.len() > MOST_COLUMNS {
        return long_figures(comparison, width);
    }
    let header = comparison.sources.iter().enumerate().map(|(place, source)| {
        let ratio = if place == 0 { "" } else { "\ntimes the first" };
        format!("{}\n95\u{a0}% interval{ratio}", source.label)
    });
    let mut table = table::empty(width);
    table.set_header(std::iter::once("Model".to_owned()).chain(header));
    for model in &comparison.models {
        let cells = model.cells.iter().map(|cell| cell.as_ref().map_or_else(|| "\u{2013}".to_owned(), words));
        table.add_row(std::iter::once(model.title.clone()).chain(cells));
    }
    for figures in table.column_iter_mut().skip(1) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table::lines(&table)
}

/// A row for each source of each model.
fn long_figures(comparison: &Comparison, width: usize) -> String {
    let mut table = table::empty(width);
    table.set_header(["Model", "Source", "Median", "95\u{a0}% interval", "Times the first", "95\u{a0}% interval"]);
    for model in &comparison.models {
        let mut title = model.title.as_str();
        for (source, cell) in comparison.sources.iter().zip(&model.cells) {
            let Some(Cell { words, .. }) = cell else { continue };
            table.add_row([title, &source.label, &words.median, &words.interval, &words.ratio, &words.ratio_interval]);
            title = "";
        }
    }
    for figures in table.column_iter_mut().skip(2) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| format!("{line}\n")).collect()
}

fn words(cell: &Cell) -> String {
    let words = &cell.words;
    let ratio = match words.ratio_interval.as_str() {
        "" => words.ratio.clone(),
        interval => format!("{} ({interval})", words.ratio),
    };
    let lines = [words.median.as_str(), words.interval.as_str(), ratio.as_str()];
    // An empty line in the middle keeps the ratios of a row on one line.
    lines.join("\n").trim_end().to_owned()
}

fn verdicts(comparison: &Comparison) -> String {
    let mut text = String::new();
    for sentence in comparison.models.iter().flat_map(|model: &Comparand| &model.verdicts) {
        let _ = writeln!(text, "{STRONG}{sentence}{STRONG:#}");
    }
    for warning in &comparison.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    text
}
