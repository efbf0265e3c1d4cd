//! The comparison: one row a model.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use interleave_core::fold::view::Row;

const HEADER: [&str; 7] =
    ["Model", "Median", "95 % interval", "Speed-up", "95 % interval", "Time of its lanes", "Answer"];

/// The figures of all models, within `width` columns if that can be done.
pub fn table(rows: &[Row], width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(HEADER);
    for row in rows {
        let Row { title, median, interval, speedup, speedup_interval, states, answer, .. } = row;
        table.add_row([title, median, interval, speedup, speedup_interval, states, answer]);
    }
    for figures in table.column_iter_mut().skip(1).take(4) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    format!("{table}\n")
}
