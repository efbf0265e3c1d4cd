//! The picture of the benchmark: how far each figure is from its bound, as SVG that is readable on light and on dark ground.

use std::fmt::Write as _;

use interleave_core::statistics::Estimate;

use crate::document::Document;
use crate::judge::{Row, Verdict};
use crate::measured::Reach;

const WIDTH: f64 = 960.0;
const ROW_HEIGHT: f64 = 22.0;
/// Where names end and the axis begins.
const LEFT: f64 = 470.0;
/// Where the axis ends and verdicts begin.
const RIGHT: f64 = 850.0;
/// Above the first row.
const TOP: f64 = 64.0;
/// What is farther from its bound than this many times is drawn at the edge.
const FARTHEST: f64 = 4.0;
/// How many signs of a name there is room for.
const LONGEST_NAME: usize = 66;

/// Colours that have enough contrast on both grounds, and shapes that tell verdicts apart without them.
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#1f2328}.muted{fill:#59636e}.axis{stroke:#d1d9e0}.bound{stroke:#59636e}\
.reached{fill:#1a7f37;stroke:#1a7f37}.not-reached{fill:#cf222e;stroke:#cf222e}.cannot-tell{fill:none;stroke:#9a6700}\
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.muted{fill:#9198a1}.axis{stroke:#3d444d}.bound{stroke:#9198a1}\
.reached{fill:#3fb950;stroke:#3fb950}.not-reached{fill:#f85149;stroke:#f85149}.cannot-tell{fill:none;stroke:#d29922}}";

/// The rows that have a bound, each with its figure over the bound: left of the line it is kept.
pub fn svg(document: &Document) -> String {
    let rows: Vec<(&Row, Share)> =
        document.rows().into_iter().filter_map(|(_, row)| Some((row, Share::of(row)?))).collect();
    let height = TOP + ROW_HEIGHT * rows.len() as f64 + 12.0;
    let bottom = height - 8.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Every figure beside its bound\">\
         <style>{STYLE}</style>\n"
    );
    let _ = writeln!(
        svg,
        "<text x=\"{LEFT}\" y=\"18\">figure over bound (logarithmic): left of the line it is reached</text>"
    );
    for (share, label) in [(0.25, "a quarter"), (0.5, "half"), (1.0, "the bound"), (2.0, "twice"), (4.0, "4 times")] {
        let (x, class) = (place(share), if share == 1.0 { "bound" } else { "axis" });
        let _ = writeln!(svg, "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"48\" y2=\"{bottom}\"/>");
        let _ = writeln!(svg, "<text class=\"muted\" x=\"{x:.1}\" y=\"40\" text-anchor=\"middle\">{label}</text>");
    }
    for (number, (row, share)) in rows.iter().enumerate() {
        let y = TOP + ROW_HEIGHT * number as f64;
        let (class, text) = (class(row.verdict), y + 4.0);
        let id = if row.name().starts_with(row.id()) { "" } else { row.id() };
        let name = escaped(&shortened(&format!("{id} {} ({})", row.name(), row.place())));
        let _ = writeln!(svg, "<text x=\"{:.0}\" y=\"{text}\" text-anchor=\"end\">{name}</text>", LEFT - 16.0);
        let (low, high, x) = (place(share.low), place(share.high), place(share.median));
        let _ = writeln!(
            svg,
            "<line class=\"{class}\" stroke-width=\"2\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{y}\" y2=\"{y}\"/>"
        );
        let _ = match row.verdict {
            Verdict::NotReached => {
                writeln!(svg, "<path class=\"{class}\" d=\"M{x:.1} {:.0}l5 5l-5 5l-5 -5z\"/>", y - 5.0)
            }
            _ => writeln!(svg, "<circle class=\"{class}\" stroke-width=\"2\" cx=\"{x:.1}\" cy=\"{y}\" r=\"4\"/>"),
        };
        let _ = writeln!(
            svg,
            "<text class=\"muted\" x=\"{:.0}\" y=\"{text}\">{}</text>",
            RIGHT + 24.0,
            row.verdict.words()
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// A figure and the ends of its interval, as shares of the bound.
struct Share {
    low: f64,
    median: f64,
    high: f64,
}

impl Share {
    fn of(row: &Row) -> Option<Self> {
        let Estimate { median, ci95 } = row.estimate?;
        let [low, high] = ci95.unwrap_or([median; 2]);
        Some(match row.measured.reach()? {
            Reach::AtMost(bound) => Self { low: low / bound, median: median / bound, high: high / bound },
            Reach::AtLeast(bound) => Self { low: bound / high, median: bound / median, high: bound / low },
        })
    }
}

fn place(share: f64) -> f64 {
    let across = share.clamp(1.0 / FARTHEST, FARTHEST).ln() / FARTHEST.ln();
    LEFT + (RIGHT - LEFT) * (across + 1.0) / 2.0
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reached => "reached",
        Verdict::NotReached => "not-reached",
        Verdict::CannotTell | Verdict::Shown => "cannot-tell",
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
