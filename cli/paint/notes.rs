//! What the figures mean, and warnings about them.

use std::fmt::Write as _;

use interleave_core::fold::view::View;

use super::style::{CAUTION, STRONG};

/// Insight first, then warnings; a warning about several models is printed once.
pub fn notes(view: &View) -> String {
    let mut text = String::new();
    for sentence in &view.insight {
        let _ = writeln!(text, "{STRONG}{sentence}{STRONG:#}");
    }
    for row in view.rows.iter().filter(|row| !row.observations.is_empty()) {
        let _ = writeln!(text, "{}: {}", row.title, row.observations);
    }
    for warning in &view.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    for (warning, models) in by_text(view) {
        let whose = if models.len() == view.rows.len() { "All models".to_owned() } else { models.join(", ") };
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {whose}: {warning}");
    }
    text
}

fn by_text(view: &View) -> Vec<(&str, Vec<&str>)> {
    let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in &view.rows {
        for warning in &row.warnings {
            match grouped.iter_mut().find(|(text, _)| *text == warning.text) {
                Some((_, models)) => models.push(&row.title),
                None => grouped.push((&warning.text, vec![&row.title])),
            }
        }
    }
    grouped
}
