//! BENCHMARKS.md, made of what is stored as JSON.

use std::fmt::Write as _;

use interleave_core::host::Environment;
use interleave_core::statistics;
use serde::{Deserialize, Serialize};

use crate::judge::{Row, Verdict};
use crate::section::Section;
use crate::turns::Effort;

/// The version of the JSON's format.
pub const SCHEMA: &str = "interleave.bench/2";

/// All that was measured, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Document {
    pub schema: String,
    /// When it ended, in UTC.
    pub date: String,
    pub effort: Effort,
    pub environment: Environment,
    pub sections: Vec<Section>,
}

impl Document {
    /// All rows, those with the same id together and in the order of the ids' numbers; those without a number at the end.
    pub fn rows(&self) -> Vec<(&Section, &Row)> {
        let mut rows: Vec<(&Section, &Row)> =
            self.sections.iter().flat_map(|section| section.rows.iter().map(move |row| (section, row))).collect();
        rows.sort_by_key(|(_, row)| row.id().trim_start_matches('P').parse().unwrap_or(u32::MAX));
        rows
    }

    /// The document; `picture` is the address of the picture within it.
    pub fn markdown(&self, picture: &str) -> String {
        let mut text = String::new();
        let rows = self.rows();
        let of = |verdict| rows.iter().filter(|(_, row)| row.verdict == verdict).count();
        let _ = writeln!(text, "# Benchmarks\n");
        let _ = writeln!(
            text,
            "Ours and its peers, measured side by side in one run by `cargo xtask bench`: in turns, in an order that chance decides, \
             and compared round by round. Ratios are medians with their 95 % intervals. *Reached* means that the whole interval is within the bound, \
             *not reached* that it is beyond; anything else is *cannot tell*, and so is everything that was measured while the machine was busy.\n"
        );
        let _ = writeln!(text, "{}", self.conditions());
        let _ = writeln!(
            text,
            "Of {} rows with a bound, {} are reached, {} are not, and of {} nobody can tell.\n",
            rows.len() - of(Verdict::Shown),
            of(Verdict::Reached),
            of(Verdict::NotReached),
            of(Verdict::CannotTell)
        );
        let _ = writeln!(text, "{}", targets(&rows));
        let _ = writeln!(text, "![Every ratio beside its bound]({picture})\n");
        let _ = writeln!(text, "| id | where | what | ours | peer | figure | bound | noise | verdict |");
        let _ = writeln!(text, "|---|---|---|---|---|---|---|---|---|");
        for (section, row) in &rows {
            let floor = row.noise_floor.map(interleave_core::fold::text::percent).unwrap_or_default();
            let busy = if is_busy(section) { " (busy)" } else { "" };
            let cells =
                [row.id(), row.place(), row.name(), &row.ours(), &row.peer(), &row.figure(), &row.reach(), &floor];
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            let _ = writeln!(text, "| {} | {}{busy} |", cells.join(" | "), row.verdict.words());
        }
        let notes = notes(&rows);
        if !notes.is_empty() {
            let _ = writeln!(text, "\n## Notes\n\n{notes}");
        }
        let failures: Vec<String> = self
            .sections
            .iter()
            .filter_map(|section| Some(format!("* {}: {}", section.name, section.failure.as_ref()?)))
            .collect();
        if !failures.is_empty() {
            let _ = writeln!(text, "\n## Not measured\n\n{}", failures.join("\n"));
        }
        text
    }

    fn conditions(&self) -> String {
        let Environment { machine, os, arch, cores_claimed, compiler, profile, version, .. } = &self.environment;
        let least = self.sections.iter().filter_map(|section| section.cores_of_two).reduce(f64::min);
        let most = self.sections.iter().filter_map(|section| section.cores_of_two).reduce(f64::max);
        let free = match (least, most) {
            (Some(least), Some(most)) => format!("two lanes got {least:.2} to {most:.2} cores"),
            _ => "cores were not measured".to_owned(),
        };
        let busy: Vec<&str> =
            self.sections.iter().filter(|section| is_busy(section)).map(|one| one.name.as_str()).collect();
        let busy = match busy.as_slice() {
            [] => String::new(),
            some => format!(" The machine was busy during: {}.", some.join(", ")),
        };
        let mut browsers: Vec<&str> =
            self.rows().iter().map(|(_, row)| row.place()).filter(|place| *place != "native").collect();
        browsers.sort_unstable();
        browsers.dedup();
        let browsers = if browsers.is_empty() { "no browser".to_owned() } else { browsers.join(", ") };
        let effort = self.effort.of("one round, which says nothing", "quick", "full");
        format!(
            "{}: {machine}, {cores_claimed} cores, {os} {arch}; {free}; {browsers}; Interleave {version}, {profile} build by {compiler}; \
             a {effort} run.{busy}\n",
            self.date
        )
    }
}

/// What has become of each target: its rows that have a bound, and how many of them are within.
fn targets(rows: &[(&Section, &Row)]) -> String {
    let (mut whole, mut others) = (Vec::new(), Vec::new());
    for group in rows.chunk_by(|(_, one), (_, other)| one.id() == other.id()) {
        let bounded = group.iter().filter(|(_, row)| row.verdict != Verdict::Shown).count();
        let reached = group.iter().filter(|(_, row)| row.verdict == Verdict::Reached).count();
        let id = group[0].1.id();
        match reached {
            _ if bounded == 0 => {}
            _ if reached == bounded => whole.push(id.to_owned()),
            some => others.push(format!("{id} in {some} of {bounded}")),
        }
    }
    let [whole, others] = [whole, others].map(|list| if list.is_empty() { "none".to_owned() } else { list.join(", ") });
    format!("Reached in every row: {whole}. Not in every row: {others}.\n")
}

/// The notes of all rows; one that several rows of a target have stands once, behind their names.
fn notes(rows: &[(&Section, &Row)]) -> String {
    let mut notes: Vec<Note<'_>> = Vec::new();
    for (_, row) in rows {
        let Some(text) = row.note() else { continue };
        let of = [row.id(), row.place(), text];
        match notes.iter_mut().find(|note| note.of == of) {
            Some(note) if note.names.contains(&row.name()) => {}
            Some(note) => note.names.push(row.name()),
            None => notes.push(Note { of, names: vec![row.name()] }),
        }
    }
    let line = |Note { of: [id, place, text], names }: &Note<'_>| {
        format!("* **{id}**, {} ({place}): {text}", names.join("; "))
    };
    notes.iter().map(line).collect::<Vec<_>>().join("\n")
}

struct Note<'a> {
    /// Target, place and text.
    of: [&'a str; 3],
    /// Of the rows that have it.
    names: Vec<&'a str>,
}

fn is_busy(section: &Section) -> bool {
    section.cores_of_two.is_some_and(|cores| statistics::busy(cores, 2))
}
