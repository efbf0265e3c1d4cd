//! How closely our GIL behaves like CPython's: one row per behaviour, and the score.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use interleave_core::fidelity::{Fidelity, Row, figure};

use super::style::{CAUTION, FAINT, STRONG};

const HEADER: [&str; 6] = ["", "Behaviour", "Ours", "CPython", "Ratio\n95\u{a0}% interval", "Within"];

/// The whole text, for a certain number of columns.
pub fn fidelity(fidelity: &Fidelity, width: usize) -> String {
    let Fidelity { machine, cores_claimed, cores_measured, profile, rounds, rows, within, decided, .. } = fidelity;
    let measured = cores_measured.map(|cores| format!(" ({cores:.2} measured)")).unwrap_or_default();
    let against = fidelity.cpython.as_ref().map(|name| format!(" against {name}")).unwrap_or_default();
    let of_rounds = if *rounds == 1 { "round" } else { "rounds" };
    let mut text = format!(
        "{STRONG}The GIL{against}{STRONG:#}, {rounds} {of_rounds}\n\
         {FAINT}{machine}, {cores_claimed} cores{measured}, {profile} build{FAINT:#}\n{}\n\n",
        table(rows, width)
    );
    if decided < &rows.len() {
        text += &format!("{CAUTION}!{CAUTION:#} Undecided rows: {}.", rows.len() - decided);
        text += " Times are decided only when nothing else runs on the machine, before and after.\n";
    }
    text + &format!("{STRONG}{within} of {} behaviours are within tolerance{STRONG:#}.\n", rows.len())
}

fn table(rows: &[Row], width: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(HEADER);
    for row in rows {
        let ratio = row.ratio.map(|ratio| format!("{ratio:.3}")).unwrap_or_default();
        let interval = row.ci95.map(|[low, high]| format!("{low:.3} to {high:.3}")).unwrap_or_default();
        let within = match row.within {
            Some(true) => "yes",
            Some(false) => "no",
            None => "undecided",
        };
        let why = row.why.as_ref().map(|why| format!("\n{why}")).unwrap_or_default();
        let behaviour = format!("{}\naccepted: {}{why}", row.behaviour, row.note);
        let ratio = format!("{ratio}\n{interval}").trim_end().to_owned();
        table.add_row([row.id.as_str(), &behaviour, &figure(row.ours), &figure(row.cpython), &ratio, within]);
    }
    for figures in table.column_iter_mut().skip(2).take(3) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table
}
