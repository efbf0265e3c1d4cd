//! What another program recorded, as text: its lanes, what took longest, and what is not shown.

use std::fmt::Write as _;

use interleave_core::fold::text;
use interleave_core::fold::view::Timeline;
use interleave_core::import::recording::{OwnTime, Recording};
use interleave_core::plan::grouped;

use super::style::{CAUTION, FAINT, STRONG};
use super::timeline;

/// So many names with the most time of their own.
const LONGEST: usize = 10;
/// A lane for each of more processes and threads than that would be a wall of text.
const MOST_LANES: usize = 100;
/// Names are cut off behind so many characters.
const LONGEST_NAME: usize = 60;

/// Everything a person wants to see of a recording.
pub fn recording(recording: &Recording, width: usize) -> String {
    let parts =
        [heading(recording), timeline::timelines(&shown(recording), width), longest(recording), warnings(recording)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

fn heading(recording: &Recording) -> String {
    let slices: usize = recording.lanes.iter().map(|lane| lane.slices.len()).sum();
    let facts = [
        format!("lanes {}", count(recording.lanes.len())),
        format!("slices {}", count(slices)),
        format!("arrows {}", count(recording.arrows.len())),
        format!("marks {}", count(recording.marks.len())),
        text::milliseconds(recording.wall_ns as f64 / 1e6),
    ];
    format!("{STRONG}A trace of another program{STRONG:#}  {}\n", facts.join(", "))
}

fn count(number: usize) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

/// As many lanes as are drawn, with names that fit beside them.
fn shown(recording: &Recording) -> Vec<Timeline> {
    let mut left = MOST_LANES;
    let mut timelines = recording.timelines();
    for timeline in &mut timelines {
        timeline.lanes.truncate(left);
        left -= timeline.lanes.len();
        timeline.title = on_one_line(&timeline.title);
        timeline.lanes.iter_mut().for_each(|lane| lane.name = on_one_line(&lane.name));
    }
    timelines.retain(|timeline| !timeline.lanes.is_empty());
    timelines
}

/// What is foreign may be endless, and have lines of its own.
fn on_one_line(name: &str) -> String {
    let short = name.chars().take(LONGEST_NAME).map(|c| if c.is_control() { ' ' } else { c });
    if name.chars().nth(LONGEST_NAME).is_some() { short.chain(['\u{2026}']).collect() } else { short.collect() }
}

/// A line for each of the names that took longest by themselves.
fn longest(recording: &Recording) -> String {
    let longest = recording.longest(LONGEST);
    let time = |own: &OwnTime| text::milliseconds(own.own_ns as f64 / 1e6);
    let wide = longest.iter().map(|own| time(own).chars().count()).max().unwrap_or(0);
    let mut lines = String::new();
    for own in &longest {
        let name = recording.names.get(own.name as usize).map(|name| on_one_line(name)).unwrap_or_default();
        let times = if own.slices == 1 { "once".to_owned() } else { format!("{} times", count(own.slices as usize)) };
        let _ = writeln!(lines, "  {:>wide$}  {name}  {FAINT}{times}{FAINT:#}", time(own));
    }
    if lines.is_empty() {
        lines
    } else {
        format!("{STRONG}What took longest{STRONG:#}  {FAINT}without what it contains{FAINT:#}\n{lines}")
    }
}

fn warnings(recording: &Recording) -> String {
    let mut text = String::new();
    if recording.lanes.len() > MOST_LANES {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} Only the first {MOST_LANES} lanes are drawn.");
    }
    for warning in &recording.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    text
}
