//! Verdicts in words. Each can be checked against the figures beside it.

use super::comparison::Cell;
use super::sources::Measured;
use crate::fold::text;
use crate::statistics::{self, Verdict};

/// A sentence for each source after the first that has a ratio.
pub fn verdicts(title: &str, measured: &[Measured<'_>], cells: &[Option<Cell>]) -> Vec<String> {
    let Some(reference) = measured.first() else { return Vec::new() };
    let fewest = |cell: &Cell| cell.samples_ms.len().min(cells[0].as_ref().map_or(0, |first| first.samples_ms.len()));
    let sentence = |(one, cell): (&Measured<'_>, &Option<Cell>)| {
        let cell = cell.as_ref()?;
        verdict(reference, one, cell, fewest(cell)).map(|verdict| format!("{title}: {verdict}."))
    };
    measured.iter().zip(cells).skip(1).filter_map(sentence).collect()
}

fn verdict(reference: &Measured<'_>, other: &Measured<'_>, cell: &Cell, fewest: usize) -> Option<String> {
    let ratio = cell.ratio?;
    let (who, time) = (&other.label.who, &reference.label.time);
    let factors = text::factors(ratio.ci95.unwrap_or([ratio.median; 2]));
    let wavering = cell.noise_floor.map(text::percent);
    let (waver, fewest_of_all) = if cell.paired {
        ("this session wavers", statistics::FEWEST_PAIRS)
    } else {
        ("the sessions waver", statistics::FEWEST_EACH)
    };
    let sentence = match (cell.verdict?, wavering) {
        (Verdict::Slower | Verdict::Faster, Some(wavering)) => {
            format!("{who} needs {factors} times {time}; the difference is real, for {waver} by {wavering} at most")
        }
        (Verdict::NoDifference, Some(wavering)) => format!(
            "no difference between {} and {who} beyond the {wavering} that {waver} by ({factors} times {time})",
            reference.label.who
        ),
        _ if fewest == 1 => {
            format!(
                "{who} took {factors} times {time}; a single run has no spread, so nobody can tell how much of that is chance"
            )
        }
        _ if fewest < fewest_of_all => {
            format!("{who} took {factors} times {time}; too few runs to tell how much of that is chance")
        }
        (_, Some(wavering)) => format!(
            "cannot tell: {who} took {factors} times {time}, and {waver} by {wavering}; take more runs on a quieter machine"
        ),
        (_, None) if reference.is_of_a_busy_machine() || other.is_of_a_busy_machine() => {
            format!("cannot tell: {who} took {factors} times {time}, and the machine was busy")
        }
        (_, None) => {
            format!("cannot tell: {who} took {factors} times {time}, and how much {waver} is not known")
        }
    };
    Some(sentence)
}
