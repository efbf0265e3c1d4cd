//! A sweep as text: the chart of speed-ups, a table, and the fitted laws.

use std::fmt::Write as _;

use comfy_table::CellAlignment;
use interleave_core::fold::values;
use interleave_core::plan::Value;
use interleave_core::sweep::{Curve, Point, Sweep, WORKERS};

use super::chart::{Chart, Dot, Line};
use super::style::{CAUTION, FAINT, STRONG};
use super::table;

/// Everything a person wants to see of a sweep.
pub fn sweep(sweep: &Sweep, width: usize) -> String {
    let parts = [heading(sweep), chart(sweep, width), figures(sweep, width), notes(sweep)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n"))
}

fn heading(sweep: &Sweep) -> String {
    let Some(report) = sweep.reports.first() else { return String::new() };
    let plan = &report.plan;
    let environment = &report.environment;
    let measured = environment.cores_measured.map(|cores| format!(" ({cores:.2} measured)")).unwrap_or_default();
    format!(
        "{STRONG}{} by {}{STRONG:#}  {}\n{FAINT}{}, {} cores{measured}, {} runs of each, {} build{FAINT:#}\n",
        plan.workload,
        sweep.axis.title.to_lowercase(),
        values::words(&plan.workload, &plan.parameters, Some(&sweep.axis.id)),
        environment.machine,
        environment.cores_claimed,
        plan.runs,
        environment.profile
    )
}

/// Speed-ups over the axis; over worker counts also the fitted laws, and what would be ideal.
fn chart(sweep: &Sweep, width: usize) -> String {
    let by_workers = sweep.axis.id == WORKERS;
    let places: Vec<f64> = sweep
        .axis
        .values
        .iter()
        .enumerate()
        .map(|(place, value)| match value {
            Value::Integer(number) if by_workers => *number as f64,
            _ => place as f64,
        })
        .collect();
    let dots = |curve: &Curve| {
        let dot = |(x, point): (&f64, &Point)| {
            let speedup = point.speedup?;
            Some(Dot { x: *x, y: speedup.median, interval: speedup.ci95 })
        };
        places.iter().zip(&curve.points).filter_map(dot).collect::<Vec<_>>()
    };
    let lines = sweep.curves.iter().map(|curve| {
        // The Universal Scalability Law where there is one: it is the more exact of the two.
        let law = curve.laws.last().map(|law| law.line.iter().map(|point| (point.workers, point.speedup)).collect());
        Line { name: curve.title.clone(), dots: dots(curve), law }
    });
    let chart = Chart {
        title: if by_workers { "Speed-up against one worker" } else { "Speed-up against one after another" }.to_owned(),
        labels: places.iter().copied().zip(sweep.axis.labels.iter().cloned()).collect(),
        unit: if sweep.axis.unit.is_empty() { sweep.axis.title.to_lowercase() } else { sweep.axis.unit.clone() },
        lines: lines.collect(),
        ideal: by_workers,
    };
    chart.draw(width)
}

fn figures(sweep: &Sweep, width: usize) -> String {
    let by_workers = sweep.axis.id == WORKERS;
    let axis = match sweep.axis.unit.as_str() {
        "" => sweep.axis.title.clone(),
        unit => format!("{}\n{unit}", sweep.axis.title),
    };
    let interval = |what: &str| format!("{what}\n95\u{a0}% interval");
    let mut header = vec!["Model".to_owned(), axis, interval("Median"), interval("Speed-up")];
    if by_workers {
        header.extend(["Efficiency".to_owned(), "Fitted".to_owned()]);
    }
    let columns = header.len();
    let mut table = table::empty(width);
    table.set_header(header);
    for curve in &sweep.curves {
        for (place, (point, label)) in curve.points.iter().zip(&sweep.axis.labels).enumerate() {
            let words = &point.words;
            let title = if place == 0 { curve.title.as_str() } else { "" };
            let above = |figure: &str, interval: &str| format!("{figure}\n{interval}").trim_end().to_owned();
            let mut row = vec![
                title.to_owned(),
                label.clone(),
                above(&words.median, &words.interval),
                above(&words.speedup, &words.speedup_interval),
                words.efficiency.clone(),
                words.fitted.clone(),
            ];
            row.truncate(columns);
            table.add_row(row);
        }
    }
    for figures in table.column_iter_mut().skip(1) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| format!("{line}\n")).collect()
}

fn notes(sweep: &Sweep) -> String {
    let mut text = String::new();
    for sentence in &sweep.insight {
        let _ = writeln!(text, "{STRONG}{sentence}{STRONG:#}");
    }
    for (model, law) in &sweep.usl {
        let _ = writeln!(
            text,
            "{FAINT}{model}: contention {:.4}, coherency {:.5}; the medians lie {:.1}\u{a0}% off the curve{FAINT:#}",
            law.contention.parameter,
            law.coherency.parameter,
            100.0 * law.error
        );
    }
    for warning in &sweep.warnings {
        let _ = writeln!(text, "{CAUTION}!{CAUTION:#} {}", warning.text);
    }
    text
}
