//! Sweeps in words: the figures of a point, and what a curve and its laws say.

use super::curves::{Curve, Point, PointWords};
use super::laws::{Miss, Scaling};
use crate::fold::text;
use crate::plan::Value;
use crate::statistics::{Amdahl, Fit, Usl};

/// What is painted of a point.
pub fn of_point(point: &Point) -> PointWords {
    let dash = || "\u{2013}".to_owned();
    let speedup = point.speedup;
    PointWords {
        median: point.median_ms.map_or_else(dash, text::milliseconds),
        interval: point.ci95_ms.map(text::milliseconds_between).unwrap_or_default(),
        speedup: speedup.map_or_else(dash, |speedup| text::times(speedup.median)),
        speedup_interval: speedup.and_then(|speedup| speedup.ci95).map(text::times_between).unwrap_or_default(),
        efficiency: point.efficiency.map(percent).unwrap_or_default(),
        fitted: point.fitted.map(text::times).unwrap_or_default(),
    }
}

/// What a model's laws say, or where they miss; nothing where none was fitted.
pub fn insight(curve: &Curve, scaling: &Scaling) -> Option<String> {
    let laws = scaling.amdahl.iter().map(of_amdahl).chain(scaling.usl.iter().map(of_usl));
    let said: Vec<String> = laws.chain(scaling.misses.iter().map(of_miss)).collect();
    (!said.is_empty()).then(|| format!("{}: {}.", curve.title, said.join("; ")))
}

/// What more workers than the cores can serve showed: another thing than scaling, because they take turns.
pub fn beyond(curve: &Curve, scaling: &Scaling) -> Option<String> {
    let most = scaling.served_by_cores?;
    let beyond = |point: &&Point| matches!(point.value, Value::Integer(workers) if workers.unsigned_abs() > most);
    let speedups: Vec<f64> =
        curve.points.iter().filter(beyond).filter_map(|point| Some(point.speedup?.median)).collect();
    let least = speedups.iter().copied().reduce(f64::min)?;
    let most_measured = speedups.iter().copied().reduce(f64::max)?;
    let workers = if most == 1 { "1 worker" } else { &format!("{most} workers") };
    Some(format!(
        "{}: the cores measured serve {workers} at once; with more, which take turns, the speed-up was {}\u{d7}.",
        curve.title,
        text::factors([least, most_measured])
    ))
}

fn of_miss(Miss { law, workers, fitted, measured }: &Miss) -> String {
    let interval = measured.ci95.map(|ends| format!(" ({})", text::times_between(ends))).unwrap_or_default();
    format!(
        "{} does not describe it: for {workers} workers it says {}, where {}{interval} was measured",
        law.title(),
        text::times(*fitted),
        text::times(measured.median)
    )
}

fn of_amdahl(law: &Amdahl) -> String {
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
    let peak = law
        .peak()
        .filter(|peak| *peak < 1e4)
        .map(|peak| format!("; beyond about {peak:.0} workers it would get slower"))
        .unwrap_or_default();
    format!(
        "by the Universal Scalability Law workers wait for {} and agree for {}{peak}",
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
