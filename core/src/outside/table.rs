//! The rows that a database answers with, and how they are written: by the same code wherever the database is.

use serde::{Deserialize, Serialize};

/// Rows under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether there were more rows than were wanted.
    pub more: bool,
}

/// One value, by SQLite's types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    Null,
    /// As digits: JSON's numbers end at 2^53 in JavaScript.
    Integer(String),
    /// As digits, because JSON has no infinity; enough of them to be the same number again.
    Real(String),
    Text(String),
    /// Its length in bytes.
    Blob(u64),
}

impl Table {
    /// The table as lines of equal columns: names, a rule, rows. Numbers stand to the right.
    pub fn lines(&self) -> Vec<String> {
        let cells: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        let width = |column: usize| {
            let name = self.columns[column].chars().count();
            cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).fold(name, usize::max)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let to_the_right: Vec<bool> = (0..widths.len())
            .map(|column| self.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number)))
            .collect();
        let line = |row: &[String]| {
            let padded = row.iter().enumerate().map(|(column, cell)| {
                let width = widths[column];
                if to_the_right[column] { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        std::iter::once(line(&self.columns)).chain([rule.join("  ")]).chain(cells.iter().map(|row| line(row))).collect()
    }
}

impl Cell {
    /// Whether it stands to the right.
    fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Real(_))
    }

    /// The value on one line, at most [`WIDEST`] characters of it.
    pub fn text(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Integer(digits) => digits.clone(),
            // With a point, as SQLite writes it: 2.0 is no integer.
            Self::Real(digits) => digits.parse().map_or(digits.clone(), |number: f64| format!("{number:?}")),
            Self::Text(text) => {
                let line: String =
                    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WIDEST + 1).collect();
                match line.char_indices().nth(WIDEST) {
                    Some((end, _)) => format!("{}…", &line[..end]),
                    None => line,
                }
            }
            Self::Blob(bytes) => format!("{bytes} bytes"),
        }
    }
}

/// Characters of a text that are shown.
const WIDEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() {
        let row = |name: &str, number: &str| vec![Cell::Text(name.to_owned()), Cell::Integer(number.to_owned())];
        let table = Table {
            columns: vec!["name".to_owned(), "projects".to_owned()],
            rows: vec![row("Ada Byron", "3"), row("Ü", "12")],
            more: false,
        };
        assert_eq!(
            table.lines(),
            ["name       projects", "─────────  ────────", "Ada Byron         3", "Ü                12"]
        );
    }

    #[test]
    fn every_type_has_its_own_text_on_one_line() {
        let texts = [
            Cell::Null,
            Cell::Real("2".to_owned()),
            Cell::Real("0.1".to_owned()),
            Cell::Blob(7),
            Cell::Text("a\nb".to_owned()),
            Cell::Text("x".repeat(41)),
        ]
        .map(|cell| cell.text());
        assert_eq!(texts[..5], ["NULL", "2.0", "0.1", "7 bytes", "a b"]);
        assert_eq!(texts[5].chars().count(), WIDEST + 1);
    }
}
