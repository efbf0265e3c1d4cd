//! Tables side by side: a column for each GIL that was measured, and for every behaviour what each of them showed.

use serde::Serialize;

use super::behaviours::ALL;
use super::rows::Row;
use super::table::{Fidelity, figure};

/// Every behaviour, by column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beside {
    /// Ours of each table, and then its CPython, if it has one.
    pub columns: Vec<BesideColumn>,
    /// One for each of the eighteen behaviours.
    pub rows: Vec<BesideRow>,
}

/// A GIL that was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BesideColumn {
    /// Whose it is.
    pub title: String,
    /// How it was measured, and for ours how many behaviours are within tolerance.
    pub about: String,
}

/// One behaviour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BesideRow {
    /// `G1` to `G18`.
    pub id: String,
    /// What the figures mean.
    pub behaviour: String,
    /// Which figures of ours are accepted.
    pub accepted: String,
    /// One for each column.
    pub cells: Vec<BesideCell>,
}

/// What one of them showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BesideCell {
    /// The figure; a dash where there is none.
    pub figure: String,
    /// Whether it is within tolerance: `within`, `not within` or `undecided`; nothing for CPython, by which ours is judged.
    pub verdict: String,
    /// Its ratio to that CPython's, and why it is undecided or missing.
    pub more: String,
}

/// These tables side by side, each with what to call ours.
pub fn beside(tables: &[(String, &Fidelity)]) -> Beside {
    let columns = tables.iter().flat_map(|(name, table)| columns(name, table)).collect();
    let row = |id: &str| {
        tables
            .iter()
            .flat_map(|(_, table)| cells(table.rows.iter().find(|row| row.id == id), table.cpython.is_some()))
            .collect()
    };
    let rows = ALL.iter().map(|behaviour| BesideRow {
        id: behaviour.id.to_owned(),
        behaviour: behaviour.figure.to_owned(),
        accepted: behaviour.accepted.to_owned(),
        cells: row(behaviour.id),
    });
    Beside { rows: rows.collect(), columns }
}

fn columns(name: &str, table: &Fidelity) -> Vec<BesideColumn> {
    let rounds = format!("{} {}", table.rounds, if table.rounds == 1 { "round" } else { "rounds" });
    let cores = table.cores_measured.map(|cores| format!(", {cores:.2} measured")).unwrap_or_default();
    let ours = BesideColumn {
        title: name.to_owned(),
        about: format!(
            "{} of {} within tolerance, {} undecided; {rounds}; {}, {} cores{cores}, {} build",
            table.within,
            ALL.len(),
            ALL.len().saturating_sub(table.decided),
            table.machine,
            table.cores_claimed,
            table.profile
        ),
    };
    let about = format!("{rounds}, in turns with {name}");
    let cpython = table.cpython.clone().map(|title| BesideColumn { title, about });
    std::iter::once(ours).chain(cpython).collect()
}

fn cells(row: Option<&Row>, has_cpython: bool) -> Vec<BesideCell> {
    let missing = || BesideCell { figure: figure(None), ..BesideCell::default() };
    let ours = row.map_or_else(missing, |row| BesideCell {
        figure: figure(row.ours),
        verdict: match row.within {
            Some(true) => "within",
            Some(false) => "not within",
            None => "undecided",
        }
        .to_owned(),
        more: more(row),
    });
    let cpython =
        has_cpython.then(|| BesideCell { figure: figure(row.and_then(|row| row.cpython)), ..BesideCell::default() });
    std::iter::once(ours).chain(cpython).collect()
}

fn more(row: &Row) -> String {
    let interval = row.ci95.map(|[low, high]| format!(" ({low:.3} to {high:.3})")).unwrap_or_default();
    let ratio = row.ratio.map(|ratio| format!("{ratio:.3}{interval} of CPython’s"));
    let parts: Vec<String> = ratio.into_iter().chain(row.why.clone()).collect();
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::figures::Figures;
    use super::super::rows::{Rounds, Side};
    use super::*;
    use crate::host::Host as _;
    use crate::sim::SimulatedHost;

    fn table(cpython: Option<&str>, death_ms: f64) -> Fidelity {
        let figures = Figures { death_ms: Some(death_ms), ..Figures::default() };
        let side = || Side { rounds: vec![figures.clone(), figures.clone()], ..Side::default() };
        let rounds = Rounds { ours: side(), cpython: if cpython.is_some() { side() } else { Side::default() } };
        let environment = SimulatedHost::new(1).environment();
        let cores = [Some(16.0); 2];
        Fidelity::new(environment, "now".to_owned(), cpython.map(str::to_owned), &rounds, cores)
    }

    #[test]
    fn every_gil_has_a_column_and_each_behaviour_a_cell_in_all_of_them() {
        let (here, native) = (table(None, 300.0), table(Some("CPython 3.11"), 5.5));
        let beside = beside(&[("this browser".to_owned(), &here), ("native".to_owned(), &native)]);
        let titles: Vec<&str> = beside.columns.iter().map(|column| column.title.as_str()).collect();
        assert_eq!(titles, ["this browser", "native", "CPython 3.11"]);
        assert_eq!((beside.rows.len(), beside.rows.iter().all(|row| row.cells.len() == 3)), (18, true));
        let death = &beside.rows[15];
        let shown: Vec<(&str, &str)> =
            death.cells.iter().map(|cell| (cell.figure.as_str(), cell.verdict.as_str())).collect();
        assert_eq!(shown, [("300", "not within"), ("5.500", "within"), ("5.500", "")]);
        assert_eq!((death.id.as_str(), death.cells[1].more.as_str()), ("G16", "1.000 of CPython’s"));
        assert!(beside.columns[0].about.starts_with("0 of 18 within tolerance, 17 undecided; 2 rounds; ideal machine"));
    }

    #[test]
    fn a_table_is_read_back_as_it_was_written_and_nothing_else_is_read() {
        let table = table(Some("CPython 3.11"), 5.5);
        let text = serde_json::to_string(&table).expect("JSON");
        assert_eq!(Fidelity::read(text.as_bytes()), Ok(table.clone()));
        let refused = |text: &str| Fidelity::read(text.as_bytes()).expect_err("it is no table");
        assert!(refused("{}").contains("interleave gil --json"));
        assert!(refused(&text.replace("gil/1", "gil/2")).contains("its schema is not interleave.gil/1"));
        let endless = Fidelity { machine: "\u{e4}".repeat(1_000), ..table };
        let read = Fidelity::read(serde_json::to_string(&endless).expect("JSON").as_bytes()).expect("it is a table");
        assert_eq!(read.machine, format!("{}\u{2026}", "\u{e4}".repeat(200)), "a text that never ends is shortened");
    }

    #[test]
    fn a_row_that_a_file_repeats_or_invents_is_not_shown() {
        let mut table = table(None, 5.5);
        let row = |id: &str| Row { id: id.to_owned(), ours: Some(7.0), ..table.rows[0].clone() };
        table.rows.extend([row("G16"), row("G99")]);
        let beside = beside(&[("a file".to_owned(), &table)]);
        assert_eq!((beside.rows.len(), beside.rows[15].cells[0].figure.as_str()), (18, "5.500"));
    }
}
