//! What another program recorded, as text: its lanes, what took longest, and what is not shown.

use std::fmt::Write as _;

use interleave_core::fold::view::Timeline;
use interleave_core::import::own_time::OwnTime;
use interleave_core::import::recording_view::RecordingView;

use super::style::{CAUTION, FAINT, STRONG};
use super::timeline;

/// A lane for each of more threads than that would be a wall of text.
const MOST_LANES: usize = 100;
/// Names are cut off behind so many characters.
const LONGEST_NAME: usize = 60;

/// Everything a person wants to see of a recording.
pub fn recording(view: &RecordingView, width: usize) -> String {
    let heading = format!("{STRONG}A trace of another program{STRONG:#}  {}\n", view.facts);
    let parts = [heading, timeline::timelines(&shown(view), width), longest(&view.longest), warnings(view)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

/// As many lanes as are drawn, with names that fit beside them.
fn shown(view: &RecordingView) -> Vec<Timeline> {
    let mut left = MOST_LANES;
    let mut timelines = view.timelines.clone();
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
fn longest(longest: &[OwnTime]) -> String {
    let wide = longest.iter().map(|own| own.time.chars().count()).max().unwrap_or(0);
    let mut lines = String::new();
    for OwnTime { name, time, times, .. } in longest {
        let _ = writeln!(lines, "  {time:>wide$}  {}  {FAINT}{times}{FAINT:#}", on_one_line(name));
    }
    if lines.is_empty() {
        return lines;
    }
    format!("{STRONG}What took longest{STRONG:#}  {FAINT}without what it contains{FAINT:#}\n{lines}")
}

fn warnings(view: &RecordingView) -> String {
    let mut text = String::new();
    let lanes: usize = view.timelines.iter().map(|timeline| timeline.lanes.len()).sum();
    if lanes > MOST_LANES {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} Only the first {MOST_LANES} of {lanes} lanes are drawn.");
    }
    for warning in &view.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    text
}
