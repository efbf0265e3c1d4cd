//! Every sample of a comparison as a dot, all sources of a model on one axis.

use std::fmt::Write as _;

use interleave_core::compare::{Cell, Comparand, Comparison};
use interleave_core::fold::text;

use super::style::{self, FAINT, STRONG};

/// The axis is at least this wide, even on a narrower terminal.
const FEWEST_COLUMNS: usize = 16;
/// One sample, several at the same place, and the median.
const ONE: char = '·';
const SEVERAL: char = '•';
const MEDIAN: char = '┃';

/// A strip for every source of every model.
pub fn dots(comparison: &Comparison, width: usize) -> String {
    let names: Vec<&str> = comparison.sources.iter().map(|source| source.label.as_str()).collect();
    let margin = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let columns = width.saturating_sub(margin + 4).max(FEWEST_COLUMNS);
    let mut text = format!("{STRONG}Every sample{STRONG:#}  {ONE} one  {SEVERAL} several  {MEDIAN} median\n");
    for model in &comparison.models {
        let Some(most) = model.cells.iter().flatten().flat_map(|cell| &cell.samples_ms).copied().reduce(f64::max)
        else {
            continue;
        };
        let end = text::milliseconds(most);
        let _ = writeln!(text, "{}  {FAINT}0 to {end}{FAINT:#}", model.title);
        strips(&mut text, model, &names, most, (margin, columns));
    }
    text
}

fn strips(text: &mut String, model: &Comparand, names: &[&str], most: f64, (margin, columns): (usize, usize)) {
    for (lane, (name, cell)) in (0..).zip(names.iter().zip(&model.cells)) {
        if let Some(cell) = cell {
            let style = style::of_lane(lane);
            let _ = writeln!(text, "  {name:<margin$}  {style}{}{style:#}", strip(cell, most, columns));
        }
    }
}

fn strip(cell: &Cell, most: f64, columns: usize) -> String {
    let column =
        |ms: f64| (((columns - 1) as f64 * ms / most.max(f64::MIN_POSITIVE)).round() as usize).min(columns - 1);
    let mut counts = vec![0_usize; columns];
    for sample in &cell.samples_ms {
        counts[column(*sample)] += 1;
    }
    let mut signs: Vec<char> = counts
        .into_iter()
        .map(|count| match count {
            0 => ' ',
            1 => ONE,
            _ => SEVERAL,
        })
        .collect();
    if cell.samples_ms.len() > 1 {
        signs[column(cell.median_ms)] = MEDIAN;
    }
    signs.into_iter().collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(samples_ms: &[f64], median_ms: f64) -> Cell {
        Cell {
            samples_ms: samples_ms.to_vec(),
            median_ms,
            ci95_ms: None,
            speedup: None,
            ratio: None,
            paired: false,
            noise_floor: None,
            verdict: None,
            words: Default::default(),
        }
    }

    #[test]
    fn samples_lie_where_their_time_is_and_those_at_one_place_are_several() {
        assert_eq!(strip(&cell(&[0.0, 5.0, 5.0, 7.0, 10.0], 5.0), 10.0, 11), "·    ┃ ·  ·");
        assert_eq!(strip(&cell(&[2.0, 2.0, 9.0], 9.0), 10.0, 11), "  •      ┃");
    }

    #[test]
    fn a_single_sample_is_a_dot_and_no_median() {
        assert_eq!(strip(&cell(&[10.0], 10.0), 10.0, 11), "          ·");
    }

    #[test]
    fn times_of_zero_have_a_place_too() {
        assert_eq!(strip(&cell(&[0.0], 0.0), 0.0, 11), "·");
    }
}
