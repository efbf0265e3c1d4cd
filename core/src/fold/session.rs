//! How a session went, in a sentence: how many runs the figures rest on, and why there were no more.

use super::text;
use crate::report::Report;
use crate::run::{SessionEnd, SessionSummary};
use crate::statistics::PRECISION;

/// How many runs the figures rest on and what ended the session; empty when nothing finished.
pub fn sentence(report: &Report) -> String {
    let runs = report.results.iter().map(|result| result.samples_ms.len()).max().unwrap_or(0);
    let places = if report.other_environments.is_empty() { "" } else { " in each place" };
    let counted = match runs {
        0 => return String::new(),
        1 => format!("1 run of each model{places}"),
        runs => format!("{runs} runs of each model{places}"),
    };
    let Some(SessionSummary { end, warmup_rounds, steady }) = report.session else {
        return format!("{counted} at most.");
    };
    let seconds = report.plan.time_s * report.environments().count() as u64;
    let why = match end {
        SessionEnd::Fixed => ", as asked for".to_owned(),
        SessionEnd::Sure => format!(": each figure is known to within {}", text::percent(PRECISION)),
        SessionEnd::TimeSpent => {
            format!("; the {seconds}\u{a0}s for them were spent, and more time would make the figures surer")
        }
        SessionEnd::MostRuns => ", and more would not make the figures surer".to_owned(),
    };
    let warm = match (warmup_rounds, end) {
        (0, _) => ".".to_owned(),
        (_, SessionEnd::Fixed) => format!(", after {warmup_rounds} to warm up."),
        _ if steady => format!(". Measured after {warmup_rounds} to warm up, when the times were steady."),
        _ => format!(". Measured after {warmup_rounds} to warm up, though the times were not steady yet."),
    };
    format!("{counted}{why}{warm}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let json = serde_json::json!({
            "schema": crate::report::SCHEMA, "created": "", "plan": {}, "complete": true, "insight": [], "warnings": [],
            "environment": {
                "host": "simulated", "version": "", "os": "", "arch": "", "machine": "", "cores_claimed": 1, "cores_measured": null,
                "clock_step_ns": 1, "isolated": null, "target_features": [], "profile": "", "compiler": "", "visibility": null,
            },
            "results": [{
                "model": "async", "platform": "simulated", "workers": 1, "samples_ms": [], "median_ms": null, "ci95_ms": null,
                "speedup": null, "states_ms": {}, "checksum": null, "tasks": [], "output": [], "warnings": [],
            }],
        });
        serde_json::from_value(json).expect("a report")
    }

    fn said(runs: usize, session: Option<SessionSummary>) -> String {
        let mut report = report();
        report.session = session;
        for result in &mut report.results {
            result.samples_ms = vec![1.0; runs];
        }
        sentence(&report).replace('\u{a0}', " ")
    }

    #[test]
    fn it_says_how_many_runs_there_were_and_why_no_more() {
        let of = |end, warmup_rounds, steady| Some(SessionSummary { end, warmup_rounds, steady });
        assert_eq!(said(7, of(SessionEnd::Fixed, 1, false)), "7 runs of each model, as asked for, after 1 to warm up.");
        assert_eq!(
            said(9, of(SessionEnd::Sure, 3, true)),
            "9 runs of each model: each figure is known to within 5.00 %. Measured after 3 to warm up, when the times were steady."
        );
        assert_eq!(
            said(1, of(SessionEnd::TimeSpent, 1, false)),
            "1 run of each model; the 5 s for them were spent, and more time would make the figures surer. Measured after 1 to warm up, though the times were not steady yet."
        );
        assert_eq!(said(2, None), "2 runs of each model at most.");
        assert_eq!(said(0, None), "");
    }
}
