//! A report as Markdown, for issues, notebooks and merge requests.

use std::fmt::Write as _;

use super::facts;
use crate::fold::view::{self, Row};
use crate::report::Report;

/// The figures of all models as a table, what they say, and where they are from.
pub fn markdown(report: &Report) -> String {
    let view = view::view(report);
    let mut text = format!("# {}\n\n", escaped(&facts::title(report)));
    let command = facts::command(report);
    if !command.is_empty() {
        // Indented: no backtick of a parameter can end it.
        let _ = writeln!(text, "    {}\n", command.replace(['\n', '\r'], " "));
    }
    let against = &view.against;
    let _ = writeln!(
        text,
        "| Model | Median | 95 % interval | Speed-up {against} | 95 % interval | Time of its lanes | Answer |"
    );
    text.push_str("|---|--:|--:|--:|--:|---|---|\n");
    for Row { title, median, interval, speedup, speedup_interval, states, answer, .. } in &view.rows {
        let cells = [title, median, interval, speedup, speedup_interval, states, answer];
        let _ = writeln!(text, "| {} |", cells.map(|cell| escaped(cell)).join(" | "));
    }
    list(&mut text, "", view.insight.iter().cloned());
    list(&mut text, "Before trusting the figures:\n\n", view.warnings.iter().map(|warning| warning.text.clone()));
    let facts = facts::facts(report).into_iter().map(|(name, value)| format!("{name}: {value}"));
    list(&mut text, "## Where\n\n", facts);
    text
}

fn list(text: &mut String, title: &str, entries: impl Iterator<Item = String>) {
    let entries: Vec<String> = entries.map(|entry| format!("- {}\n", escaped(&entry))).collect();
    if !entries.is_empty() {
        let _ = write!(text, "\n{title}{}", entries.concat());
    }
}

/// A text of which nothing is taken for Markdown or HTML, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn the_table_has_a_row_for_every_model_and_the_command_stands_above_it() {
        let report = example::report();
        let text = markdown(&report);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 2 + report.results.len(), "{text}");
        assert!(rows.iter().all(|row| row.matches('|').count() == 8), "{text}");
        assert!(text.starts_with("# Count up, count down\n\n    interleave run count --param n=30000"), "{text}");
        assert!(
            text.contains("- Nearly all of the time goes into computing") && text.contains("- Machine: "),
            "{text}"
        );
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escaped("<img src=x>|`a`\n[b](c)"), "&lt;img src=x&gt;\\|\\`a\\` \\[b\\](c)");
        let mut hostile = example::report();
        hostile.environment.machine = "x\n\n<script>alert(1)</script>\n# y".to_owned();
        hostile.results[0].model = "a | b".to_owned();
        let text = markdown(&hostile);
        assert!(!text.contains("<script") && !text.contains("\n# y"), "{text}");
        assert!(text.contains("| a \\| b |"), "{text}");
    }
}
