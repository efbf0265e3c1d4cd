//! What is published about the work of a report, with how much quicker ours was.

use crate::report::Report;
use crate::workload::{self, Published};

/// From here on a ratio is said in whole numbers.
const WHOLE: f64 = 10.0;

/// The published figures, whose they are, and why ours differ; empty where nothing is published about the workload. Where the plan is
/// the published one and `sequential` has finished, with how many times as quick it was.
pub fn sentence(report: &Report) -> String {
    let Some(published) = workload::find(&report.plan.workload).ok().and_then(|workload| workload.published) else {
        return String::new();
    };
    ratio(published, report).map_or_else(|| published.said_before(), |ratio| published.said(&ratio))
}

/// How many times as quick as the published figure `sequential` is, in words; of a Python that is not ours, nothing.
fn ratio(published: &Published, report: &Report) -> Option<String> {
    if !published.is_about(&report.plan) {
        return None;
    }
    let own = report.results.iter().find(|one| one.model == "sequential" && one.interpreter.is_none())?;
    let times = published.seconds_of(&own.model)? * 1e3 / own.median_ms?;
    Some(if times < WHOLE { format!("{times:.1}") } else { format!("{times:.0}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(workload: &str, n: u64, model: &str, median_ms: f64) -> String {
        let json = serde_json::json!({
            "schema": crate::report::SCHEMA, "created": "", "complete": true, "insight": [], "warnings": [],
            "plan": { "workload": workload, "parameters": { "n": n }, "workers": 2 },
            "environment": {
                "host": "native", "version": "", "os": "", "arch": "", "machine": "", "cores_claimed": 1, "cores_measured": null,
                "clock_step_ns": 1, "isolated": null, "target_features": [], "profile": "", "compiler": "", "visibility": null,
            },
            "results": [{
                "model": model, "platform": "native", "workers": 2, "samples_ms": [median_ms], "median_ms": median_ms,
                "ci95_ms": null, "speedup": null, "states_ms": {}, "checksum": null, "tasks": [], "output": [], "warnings": [],
            }],
        });
        sentence(&serde_json::from_value(json).expect("a report"))
    }

    #[test]
    fn the_articles_figures_are_said_as_the_articles_with_how_much_quicker_ours_was() {
        let same = said("count", 100_000_000, "sequential", 172.4);
        assert!(same.starts_with("The article's own figures, from CPython on another machine"), "{same}");
        assert!(
            same.contains("25.86 s sequential, 24.50 s with threads under the GIL, 8.38 s with processes"),
            "{same}"
        );
        assert!(same.contains("Here it is 150 times as quick, because a Python interpreter"), "{same}");
        assert!(said("count", 100_000_000, "sequential", 4000.0).contains("it is 6.5 times"));
    }

    #[test]
    fn of_other_work_than_the_published_no_ratio_is_made_and_of_other_programs_nothing_is_said() {
        for other in [said("count", 1000, "sequential", 172.4), said("count", 100_000_000, "threads", 90.0)] {
            assert!(other.contains("Expect the same work to be much quicker here, because"), "{other}");
        }
        assert_eq!(said("sort", 100_000_000, "sequential", 172.4), "");
    }

    #[test]
    fn the_figures_in_the_sentence_are_those_that_are_compared() {
        for published in workload::ALL.iter().filter_map(|workload| workload.published) {
            for (model, seconds) in published.seconds {
                assert!(published.measured.contains(&format!("{seconds:.2} s")), "{model}");
            }
        }
    }
}
