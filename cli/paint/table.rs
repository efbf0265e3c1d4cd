//! The comparison: one row per model.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use interleave_core::fold::view::View;

use super::style::FAINT;

/// The figures of all models, within `width` columns if possible.
pub fn table(view: &View, width: usize) -> String {
    let mut table = empty(width);
    let speedup = format!("Speed-up\n{}\n95\u{a0}% interval", view.against.replace(' ', "\u{a0}"));
    table.set_header(["Model", "Median\n95\u{a0}% interval", &speedup, "Verdict", "Time of its lanes", "Answer"]);
    for row in &view.rows {
        let time = above(&row.median, &row.interval);
        let gain = above(&row.speedup, &row.speedup_interval);
        table.add_row([&row.title, &time, &gain, &row.verdict, &row.states, &row.answer]);
    }
    for figures in table.column_iter_mut().skip(1).take(2) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    lines(&table)
}

/// A table of this program's look, without rows.
pub fn empty(width: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

/// Its text.
pub fn lines(table: &Table) -> String {
    table.lines().map(|line| faint_if_continued(&line)).collect()
}

/// Lines below the first of a row are faint, so that rows can be distinguished without lines between them.
fn faint_if_continued(line: &str) -> String {
    let first_cell = line.strip_prefix('│').and_then(|line| line.split('┆').next());
    match first_cell {
        Some(cell) if cell.trim().is_empty() => format!("{FAINT}{line}{FAINT:#}\n"),
        _ => format!("{line}\n"),
    }
}

/// A figure, and below it its confidence interval.
fn above(figure: &str, interval: &str) -> String {
    format!("{figure}\n{interval}").trim_end().to_owned()
}
