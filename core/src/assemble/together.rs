//! One report of a session that ran in several places, and whether all results of a report agree.

use crate::fold::insight;
use crate::fold::place::located;
use crate::report::{ModelResult, Report, Warning};

/// One report of what one session found in several places, each of another kind of host; the figures of the first are what the others
/// are measured by. `None` without any.
pub fn together(mut reports: Vec<Report>) -> Option<Report> {
    if reports.len() < 2 {
        return reports.pop();
    }
    let said_by = |of: fn(&Report) -> Vec<String>| {
        let mut said: Vec<String> = Vec::new();
        for report in &reports {
            for sentence in of(report) {
                let everywhere = reports.iter().all(|other| of(other).contains(&sentence));
                let sentence = if everywhere { sentence } else { located(report.environment.host, &sentence) };
                if !said.contains(&sentence) {
                    said.push(sentence);
                }
            }
        }
        said
    };
    let insight = said_by(|report| report.insight.clone());
    let mut warnings: Vec<Warning> = Vec::new();
    for report in &reports {
        for warning in &report.warnings {
            let everywhere = reports.iter().all(|other| other.warnings.contains(warning));
            let text = if everywhere { warning.text.clone() } else { located(report.environment.host, &warning.text) };
            let warning = Warning { text, ..warning.clone() };
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    let mut reports = reports.into_iter();
    let mut whole = reports.next()?;
    for report in reports {
        whole.complete &= report.complete;
        whole.noise_floor = whole.noise_floor.zip(report.noise_floor).map(|(one, other)| one.max(other));
        whole.other_environments.push(report.environment);
        whole.results.extend(report.results);
        whole.references.extend(report.references);
    }
    let Some(warning) = disagreement(&whole.results) else { return Some(Report { insight, warnings, ..whole }) };
    warnings.retain(|other| other.code != warning.code);
    warnings.push(warning);
    Some(Report { insight: vec![insight::NOT_COMPARED.to_owned()], warnings, ..whole })
}

/// A warning when not all that came to an answer came to the same one.
pub fn disagreement(results: &[ModelResult]) -> Option<Warning> {
    let mut checksums = results.iter().filter_map(|result| result.checksum.as_ref());
    let first = checksums.next()?;
    checksums
        .any(|checksum| checksum != first)
        .then(|| Warning::new("checksum", "The models came to different answers: their times must not be compared."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Platform;

    /// A report of `threads` in one place, with an insight and a warning that every place has, and one that it alone has.
    fn report(host: &str, checksum: &str) -> Report {
        let json = serde_json::json!({
            "schema": crate::report::SCHEMA, "created": "", "plan": {}, "complete": true, "noise_floor": 0.01,
            "insight": ["True everywhere.", host],
            "warnings": [{"code": "incomplete", "text": "Stopped."}, {"code": "busy-machine", "text": host}],
            "environment": {
                "host": host, "version": "", "os": "", "arch": "", "machine": "", "cores_claimed": 1, "cores_measured": null,
                "clock_step_ns": 1, "isolated": null, "target_features": [], "profile": "", "compiler": "", "visibility": null,
            },
            "results": [{
                "model": "threads", "platform": host, "workers": 1, "samples_ms": [], "median_ms": null, "ci95_ms": null,
                "speedup": null, "states_ms": {}, "checksum": checksum, "tasks": [], "output": [], "warnings": [],
            }],
        });
        serde_json::from_value(json).expect("a report")
    }

    #[test]
    fn what_is_true_everywhere_is_said_once_and_the_rest_with_its_place() {
        let both = together(vec![report("native", "a"), report("browser", "a")]).expect("one report");
        assert_eq!(both.insight, ["True everywhere.", "Natively: native", "In the browser: browser"]);
        let warnings: Vec<&str> = both.warnings.iter().map(|warning| warning.text.as_str()).collect();
        assert_eq!(warnings, ["Stopped.", "Natively: native", "In the browser: browser"]);
        let platforms: Vec<Platform> = both.results.iter().map(|result| result.platform).collect();
        assert_eq!(platforms, [Platform::Native, Platform::Browser]);
        assert_eq!(both.environment_of(Platform::Browser).host, Platform::Browser);
        assert_eq!(both.environment_of(Platform::Cpython).host, Platform::Native);
    }

    #[test]
    fn places_that_disagree_are_not_compared() {
        let both = together(vec![report("native", "a"), report("browser", "b")]).expect("one report");
        assert_eq!(both.insight, [insight::NOT_COMPARED]);
        assert!(both.warnings.iter().any(|warning| warning.code == "checksum"));
    }

    #[test]
    fn a_single_place_stays_as_it_is() {
        let one = report("browser", "a");
        assert_eq!(together(vec![one.clone()]), Some(one));
        assert_eq!(together(Vec::new()), None);
    }
}
