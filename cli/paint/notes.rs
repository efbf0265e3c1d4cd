//! What the figures rest on, what they mean, and warnings about them.

use std::fmt::Write as _;

use interleave_core::fold::view::View;

use super::style::{CAUTION, FAINT, STRONG};

/// How many runs there were and what starting threads took, then insight, then what became of what the tasks share and
/// what models change about the meaning, then what is published about the same work, then warnings.
pub fn notes(view: &View) -> String {
    let mut text = String::new();
    for sentence in [&view.session, &view.starting].into_iter().filter(|sentence| !sentence.is_empty()) {
        let _ = writeln!(text, "{FAINT}{sentence}{FAINT:#}");
    }
    for sentence in &view.insight {
        let _ = writeln!(text, "{STRONG}{sentence}{STRONG:#}");
    }
    for row in view.rows.iter().filter(|row| !row.observations.is_empty()) {
        let _ = writeln!(text, "{}: {}", row.title, row.observations);
    }
    for sentence in &view.meaning {
        let _ = writeln!(text, "{sentence}");
    }
    if !view.published.is_empty() {
        let _ = writeln!(text, "{FAINT}{}{FAINT:#}", view.published);
    }
    for warning in &view.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    text
}
