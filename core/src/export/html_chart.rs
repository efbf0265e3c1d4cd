//! All samples of a report as dots on one axis, as inline SVG.

use std::fmt::Write as _;

use super::html_text::escaped;
use crate::fold::text;
use crate::fold::view::Row;
use crate::report::{ModelResult, Report};

/// Units of the drawing; the page scales it.
const WIDTH: f64 = 820.0;
const NAMES: f64 = 150.0;
const ROW: f64 = 34.0;
const AXIS: f64 = 24.0;
/// Dots of one row sit at several heights, in turn, so that equal times do not hide each other.
const HEIGHTS: [f64; 5] = [17.0, 11.0, 23.0, 14.0, 20.0];
const MARKS: u32 = 4;

/// One row per model: dots for the samples, a bar for the interval, a line for the median.
pub fn chart(report: &Report, rows: &[Row]) -> String {
    let samples = report.results.iter().flat_map(|result| &result.samples_ms);
    let most = samples.copied().fold(0.0, f64::max);
    let height = AXIS + ROW * report.results.len() as f64;
    let label = "Every run of every model as a dot, the 95 % interval of the median as a bar.";
    let mut svg =
        format!("<div class=\"wide\"><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{label}\">\n");
    if most > 0.0 {
        let end = AXIS + ROW * report.results.len() as f64;
        for mark in 0..=MARKS {
            let ms = most * f64::from(mark) / f64::from(MARKS);
            let (x, anchor) = (x(ms, most), if mark == MARKS { "end" } else { "middle" });
            let name = escaped(&text::milliseconds(ms));
            let _ = writeln!(svg, "<line class=\"grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{AXIS}\" y2=\"{end}\"/>");
            let _ = writeln!(svg, "<text class=\"mark\" x=\"{x:.1}\" y=\"14\" text-anchor=\"{anchor}\">{name}</text>");
        }
    }
    for (place, (result, Row { title, .. })) in report.results.iter().zip(rows).enumerate() {
        let top = AXIS + ROW * place as f64;
        row(&mut svg, title, result, most, top);
    }
    svg + "</svg></div>\n"
}

fn row(svg: &mut String, title: &str, result: &ModelResult, most: f64, top: f64) {
    let _ = writeln!(svg, "<text x=\"0\" y=\"{:.1}\">{}</text>", top + 21.0, escaped(title));
    if let Some([low, high]) = result.ci95_ms {
        let (left, right) = (x(low, most), x(high, most));
        let _ = writeln!(
            svg,
            "<rect class=\"interval\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"26\"/>",
            top + 4.0,
            (right - left).max(1.0)
        );
    }
    if let Some(median) = result.median_ms {
        let x = x(median, most);
        let (from, to) = (top + 3.0, top + 31.0);
        let _ = writeln!(svg, "<line class=\"median\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{from:.1}\" y2=\"{to:.1}\"/>");
    }
    for (run, sample) in result.samples_ms.iter().enumerate() {
        let (x, y) = (x(*sample, most), top + HEIGHTS[run % HEIGHTS.len()]);
        let name = escaped(&text::milliseconds(*sample));
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"><title>{name}</title></circle>");
    }
}

fn x(ms: f64, most: f64) -> f64 {
    let share = if most > 0.0 { (ms / most).min(1.0) } else { 0.0 };
    NAMES + (WIDTH - NAMES - 6.0) * share
}
