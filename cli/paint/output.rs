//! The lines the tasks printed, in the colour of their lane.

use std::fmt::Write as _;

use interleave_core::fold::text;
use interleave_core::fold::view::Timeline;
use interleave_core::trace::OutputLine;

use super::style::{self, STRONG};

/// What each model's tasks printed, with time and lane.
pub fn output(timelines: &[Timeline]) -> String {
    let printing: Vec<&Timeline> = timelines.iter().filter(|timeline| !timeline.output.is_empty()).collect();
    if printing.is_empty() {
        return String::new();
    }
    let mut text = format!("{STRONG}What the tasks printed{STRONG:#}\n");
    for timeline in printing {
        let _ = writeln!(text, "{}", timeline.title);
        for line in &timeline.output {
            text.push_str(&painted(timeline, line));
        }
    }
    text
}

fn painted(timeline: &Timeline, line: &OutputLine) -> String {
    let lane = timeline.lanes.iter().find(|lane| lane.id == line.lane).map_or("?", |lane| lane.name.as_str());
    let at = text::milliseconds(line.at_ns as f64 / 1e6);
    let style = style::of_lane(line.lane);
    format!("  {at:>9}  {style}{lane:<10}  {}{style:#}\n", line.text)
}
