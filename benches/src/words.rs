//! Rows in words: the same in the terminal, in BENCHMARKS.md and in the picture.

use interleave_core::fold::text;
use interleave_core::statistics::{Estimate, median};

use crate::judge::{Row, Verdict};
use crate::measured::{Bound, Figure, Growth, Measured, Pair, Place, Reach, Unit};

/// A value in its unit.
pub fn value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Ms => text::milliseconds(value),
        Unit::Us => text::milliseconds(value / 1e3),
        Unit::Ns => text::milliseconds(value / 1e6),
        Unit::Bytes => format!("{:.1}\u{a0}kB", value / 1e3),
        Unit::Memory => text::bytes(value as u64),
    }
}

impl Verdict {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not reached",
            Self::CannotTell => "cannot tell",
            Self::Shown => "for comparison",
        }
    }
}

impl Row {
    pub fn id(&self) -> &str {
        match &self.measured {
            Measured::Pair(Pair { id, .. })
            | Measured::Bound(Bound { id, .. })
            | Measured::Growth(Growth { id, .. }) => id,
        }
    }

    pub fn name(&self) -> &str {
        match &self.measured {
            Measured::Pair(Pair { name, .. })
            | Measured::Bound(Bound { name, .. })
            | Measured::Growth(Growth { name, .. }) => name,
        }
    }

    pub fn note(&self) -> Option<&str> {
        match &self.measured {
            Measured::Pair(Pair { note, .. })
            | Measured::Bound(Bound { note, .. })
            | Measured::Growth(Growth { note, .. }) => note.as_deref(),
        }
    }

    /// The browser, or that it is none.
    pub fn place(&self) -> &str {
        let (place, browser) = match &self.measured {
            Measured::Pair(Pair { place, browser, .. })
            | Measured::Bound(Bound { place, browser, .. })
            | Measured::Growth(Growth { place, browser, .. }) => (place, browser),
        };
        match place {
            Place::Browser => browser.as_deref().unwrap_or("browser"),
            Place::Native => "native",
        }
    }

    /// What was measured of us: how, and the median.
    pub fn ours(&self) -> String {
        match &self.measured {
            Measured::Pair(pair) => side(&pair.ours, &pair.ours_values, pair.unit),
            Measured::Bound(Bound { values, unit, figure, .. }) => {
                let which = match figure {
                    Figure::Median => "median",
                    Figure::P95 => "p95",
                    Figure::P99 => "p99",
                    Figure::Largest => "largest",
                };
                let figure = self.estimate.map_or_else(|| "unknown".to_owned(), |found| value(found.median, *unit));
                if values.len() == 1 { figure } else { format!("{which} of {}: {figure}", values.len()) }
            }
            Measured::Growth(Growth { points, unit, against, .. }) => {
                let points = points.iter().map(|point| {
                    let cost = median(&point.values).map_or_else(|| "unknown".to_owned(), |cost| value(cost, *unit));
                    format!("{}: {cost}", text::count(point.amount as u64))
                });
                format!("by {against}: {}", points.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The same of the peer, where there is one.
    pub fn peer(&self) -> String {
        match &self.measured {
            Measured::Pair(pair) => side(&pair.peer, &pair.peer_values, pair.unit),
            Measured::Bound(_) | Measured::Growth(_) => String::new(),
        }
    }

    /// What is held against the bound, with its interval.
    pub fn figure(&self) -> String {
        let Some(Estimate { median, ci95 }) = self.estimate else { return "unknown".to_owned() };
        let one = |figure: f64| match &self.measured {
            Measured::Pair(_) => text::times(figure),
            Measured::Bound(bound) => value(figure, bound.unit),
            Measured::Growth(_) => format!("n^{figure:.2}"),
        };
        match ci95.filter(|[low, high]| one(*low) != one(*high)) {
            Some([low, high]) => format!("{} ({} to {})", one(median), one(low), one(high)),
            None => one(median),
        }
    }

    /// What is to be reached.
    pub fn reach(&self) -> String {
        let one = |bound: f64| match &self.measured {
            // With all its digits: 1.005 is not 1.
            Measured::Pair(_) => format!("{bound}×"),
            Measured::Bound(of) => value(bound, of.unit),
            Measured::Growth(_) => format!("n^{bound:.2}"),
        };
        match self.measured.reach() {
            Some(Reach::AtMost(bound)) => format!("at most {}", one(bound)),
            Some(Reach::AtLeast(bound)) => format!("at least {}", one(bound)),
            None => String::new(),
        }
    }

    /// The row in one line of a terminal.
    pub fn line(&self) -> String {
        let (id, place, name, verdict) = (self.id(), self.place(), self.name(), self.verdict.words());
        let of = if let Measured::Pair(pair) = &self.measured { format!(" of {}", pair.peer) } else { String::new() };
        let reach = self.reach();
        let reach = if reach.is_empty() { reach } else { format!(", {reach}") };
        format!("{id:<4} {place:<8} {name}: {}{of}{reach}: {verdict}", self.figure())
    }
}

fn side(how: &str, values: &[f64], unit: Unit) -> String {
    let found = median(values).map_or_else(|| "unknown".to_owned(), |median| value(median, unit));
    format!("{how}: {found}")
}
