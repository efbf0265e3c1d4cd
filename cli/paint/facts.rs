//! Findings, one per line: a mark, what was checked, what was found.

use std::fmt::Write as _;

use super::style::{BAD, GOOD, STRONG};

/// One finding.
#[derive(Clone, Debug)]
pub struct Fact {
    name: &'static str,
    found: String,
    good: bool,
}

impl Fact {
    /// As it should be.
    pub fn good(name: &'static str, found: String) -> Self {
        Self { name, found, good: true }
    }

    /// Missing or broken.
    pub fn bad(name: &'static str, found: String) -> Self {
        Self { name, found, good: false }
    }
}

/// Findings below a heading.
pub fn facts(heading: &str, facts: &[Fact]) -> String {
    let mut text = format!("{STRONG}{heading}{STRONG:#}\n");
    for Fact { name, found, good } in facts {
        let (mark, style) = if *good { ('+', GOOD) } else { ('-', BAD) };
        let _ = writeln!(text, "  {style}{mark}{style:#} {name:<16} {found}");
    }
    text
}
