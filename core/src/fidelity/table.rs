//! What was measured, as data: what `interleave gil --json` writes, and what the page writes and reads. Files are written by anybody.

use serde::{Deserialize, Serialize};

use super::machine::Machine;
use super::rows::{Rounds, Row};
use crate::host::Environment;
use crate::plan::grouped;

/// The version of [`Fidelity`]'s format.
pub const SCHEMA: &str = "interleave.gil/1";

/// Of a text in a file so many bytes are shown at most: what a Python said when it crashed can be longer.
const MOST_TEXT: usize = 400;

/// The whole table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fidelity {
    /// [`SCHEMA`].
    pub schema: String,
    /// When it was measured.
    pub created: String,
    /// The version of Interleave.
    pub version: String,
    /// The processor's or the browser's own name.
    pub machine: String,
    /// Operating system.
    pub os: String,
    /// `release` or `debug`.
    pub profile: String,
    /// Cores the host claims to have.
    pub cores_claimed: u64,
    /// The smaller of two measurements, before and after.
    pub cores_measured: Option<f64>,
    /// The version of the CPython; absent when none was found.
    pub cpython: Option<String>,
    /// How often everything was measured.
    pub rounds: usize,
    /// One for each of the eighteen behaviours.
    pub rows: Vec<Row>,
    /// Rows within tolerance.
    pub within: usize,
    /// Rows for which that is decided: not those without figures, nor those of times on a busy machine.
    #[serde(rename = "told")]
    pub decided: usize,
}

impl Fidelity {
    /// The table of these rounds. `cores` is what was measured before and after them.
    pub fn new(
        environment: Environment,
        created: String,
        cpython: Option<String>,
        rounds: &Rounds,
        [before, after]: [Option<f64>; 2],
    ) -> Self {
        let machine = Machine::new(environment.cores_claimed, before, after);
        let rows = rounds.rows(machine);
        Self {
            schema: SCHEMA.to_owned(),
            created,
            version: environment.version,
            machine: environment.machine,
            os: environment.os,
            profile: environment.profile,
            cores_claimed: environment.cores_claimed,
            cores_measured: machine.cores,
            cpython,
            rounds: rounds.ours.rounds.len(),
            within: rows.iter().filter(|row| row.within == Some(true)).count(),
            decided: rows.iter().filter(|row| row.within.is_some()).count(),
            rows,
        }
    }

    /// The table in a file that anybody may have written.
    ///
    /// # Errors
    /// A sentence, when it is no such table.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let other = |error: &dyn std::fmt::Display| {
            format!("it is not what `interleave gil --json` or this page writes ({error})")
        };
        let mut table: Self = serde_json::from_slice(bytes).map_err(|error| other(&error))?;
        if table.schema != SCHEMA {
            return Err(other(&format_args!("its schema is not {SCHEMA}")));
        }
        let own = [&mut table.created, &mut table.version, &mut table.machine, &mut table.os, &mut table.profile];
        let of_rows = table.rows.iter_mut().flat_map(|row| [Some(&mut row.note), row.why.as_mut()]).flatten();
        own.into_iter().chain(&mut table.cpython).chain(of_rows).for_each(shorten);
        Ok(table)
    }
}

fn shorten(text: &mut String) {
    if text.len() > MOST_TEXT {
        text.truncate(text.floor_char_boundary(MOST_TEXT));
        text.push('\u{2026}');
    }
}

/// A figure of a row in words; a dash where there is none.
pub fn figure(value: Option<f64>) -> String {
    value.map_or_else(
        || "\u{2013}".to_owned(),
        |value| if value.fract() == 0.0 { grouped(value as i64) } else { format!("{value:.3}") },
    )
}
