//! Sweeps in words: the figures of a point, and what a curve and its laws say.

use std::collections::BTreeMap;

use super::curves::{Curve, Point, PointWords};
use crate::fold::text;
use crate::statistics::{Amdahl, Fit, Usl};

/// A law whose curve lies farther off the points is not believed.
const POOR: f64 = 0.1;

/// What is painted of a point.
pub fn of_point(point: &Point, interval_ms: Option<[f64; 2]>) -> PointWords {
    let dash = || "\u{2013}".to_owned();
    let speedup = point.speedup;
    PointWords {
        median: point.median_ms.map_or_else(dash, text::milliseconds),
        interval: interval_ms.map(text::milliseconds_between).unwrap_or_default(),
        speedup: speedup.map_or_else(dash, |speedup| text::times(speedup.median)),
        speedup_interval: speedup.and_then(|speedup| speedup.ci95).map(text::times_between).unwrap_or_default(),
        efficiency: point.efficiency.map(percent).unwrap_or_default(),
        fitted: point.fitted.map(text::times).unwrap_or_default(),
    }
}

/// A sentence for each model that has a law.
pub fn insight(curves: &[Curve], amdahl: &BTreeMap<String, Amdahl>, usl: &BTreeMap<String, Usl>) -> Vec<String> {
    let sentences = |curve: &Curve| {
        let law = amdahl.get(&curve.model).map(of_amdahl)?;
        let further = usl.get(&curve.model).map(of_usl).unwrap_or_default();
        Some(format!("{}: {law}{further}.", curve.title))
    };
    curves.iter().filter_map(sentences).collect()
}

fn of_amdahl(law: &Amdahl) -> String {
    if law.error > POOR {
        return format!("Amdahl's law does not describe it, the points lie {} off", percent(law.error));
    }
    let limit = match law.limit() {
        Some(limit) if limit >= 1.05 => {
            format!(", so that no number of workers makes it more than {} as fast", text::times(limit))
        }
        Some(_) => ", so that more workers do not make it faster".to_owned(),
        None => String::new(),
    };
    format!("by Amdahl's law {} of the work cannot be shared{limit}", share(law.serial))
}

fn of_usl(law: &Usl) -> String {
    if law.error > POOR {
        return format!("; nor does the Universal Scalability Law, {} off", percent(law.error));
    }
    let peak = law
        .peak()
        .filter(|peak| *peak < 1e4)
        .map(|peak| format!("; beyond about {peak:.0} workers it gets slower"))
        .unwrap_or_default();
    format!(
        "; by the Universal Scalability Law workers wait for {} and agree for {}{peak}",
        share(law.contention),
        share(law.coherency)
    )
}

/// `3.1 % (1.0 to 4.9 %)`
fn share(fit: Fit) -> String {
    let interval = fit.ci95.map(|[low, high]| format!(" ({} to {})", number(low), percent(high))).unwrap_or_default();
    format!("{}{interval}", percent(fit.parameter))
}

fn percent(share: f64) -> String {
    format!("{}\u{a0}%", number(share))
}

/// Hundredths with as many digits as say something.
fn number(share: f64) -> String {
    let hundredths = 100.0 * share;
    match hundredths {
        _ if hundredths >= 9.95 => format!("{hundredths:.0}"),
        _ if hundredths >= 0.095 || hundredths == 0.0 => format!("{hundredths:.1}"),
        _ => format!("{hundredths:.3}"),
    }
}
