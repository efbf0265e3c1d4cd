//! Comparisons of reports whose figures are written down here.

use super::*;
use crate::host::{Environment, Platform};
use crate::plan::Plan;
use crate::report::{ModelResult, Warning};
use crate::statistics::Verdict;

const STEADY: [f64; 6] = [100.0, 100.2, 99.8, 100.1, 99.9, 100.0];

fn result(model: &str, platform: Platform, samples_ms: &[f64]) -> ModelResult {
    let value = serde_json::json!({
        "model": model, "platform": platform, "workers": 2, "samples_ms": samples_ms, "median_ms": null, "ci95_ms": null,
        "speedup": null, "states_ms": {}, "checksum": "72ef4096b4d65675", "tasks": [], "output": [], "warnings": [],
        "trace": null,
    });
    serde_json::from_value(value).expect("a result")
}

fn environment(host: Platform) -> Environment {
    let value = serde_json::json!({
        "host": host, "version": "0.1.0", "os": "linux", "arch": "x86_64", "machine": "Ideal", "cores_claimed": 2,
        "cores_measured": 2.0, "clock_step_ns": 20, "isolated": null, "target_features": [], "profile": "release",
        "compiler": "rustc", "visibility": null,
    });
    serde_json::from_value(value).expect("an environment")
}

/// A report of `count` in which each model has the samples given, times `factor`.
fn report(platform: Platform, models: &[&str], factor: f64) -> Report {
    let samples = STEADY.map(|sample| sample * factor);
    let plan = Plan { models: Vec::new(), ..Plan::default() }.check().expect("the default plan").as_plan().clone();
    Report {
        schema: crate::report::SCHEMA.to_owned(),
        created: "2026-01-02T03:04:05Z".to_owned(),
        plan,
        environment: environment(platform),
        other_environments: Vec::new(),
        complete: true,
        session: None,
        results: models.iter().map(|model| result(model, platform, &samples)).collect(),
        references: Vec::new(),
        noise_floor: None,
        insight: Vec::new(),
        warnings: Vec::new(),
    }
}

fn refusal(first: &Report, second: &Report) -> String {
    compare(&[("a", first), ("b", second)]).expect_err("they are refused").to_string()
}

/// Without the article: its plan has another n.
fn small(mut report: Report) -> Report {
    report.plan.parameters.set("n", crate::plan::Value::Integer(5));
    report
}

#[test]
fn runs_of_one_workload_with_other_values_stand_side_by_side_and_say_what_differs() {
    let first = report(Platform::Browser, &["threads"], 1.0);
    let mut other = small(first.clone());
    other.plan.workers = 4;
    let sides = [("one", &first), ("other", &other)];
    assert!(compare(&sides).is_err(), "unasked, that is refused");
    let comparison = compare_changed(&sides).expect("one workload");
    let changed = &comparison.warnings[0].text;
    assert!(changed.starts_with("one and other differ: “"), "{changed}");
    assert!(changed.contains("workers"), "{changed}");
    other.plan.workload = "sort".to_owned();
    assert!(compare_changed(&[("one", &first), ("other", &other)]).is_err());
}

#[test]
fn a_browser_beside_native_is_told_in_a_sentence_with_the_interval() {
    let native = small(report(Platform::Native, &["sequential", "threads"], 1.0));
    let mut browser = small(report(Platform::Browser, &["sequential", "threads"], 1.045));
    browser.results[0].samples_ms = STEADY.to_vec();
    let comparison = compare(&[("a.json", &native), ("b.json", &browser)]).expect("the same plan");
    let said: Vec<&str> = comparison.models.iter().flat_map(|model| &model.verdicts).map(String::as_str).collect();
    assert_eq!(
        said[0],
        "Sequential: no difference between native and the browser beyond the 2.00\u{a0}% that the sessions waver by (1.00 times the native time)."
    );
    assert_eq!(
        said[1],
        "Threads: the browser needs 1.04 to 1.05 times the native time; the difference is real, for the sessions waver by 2.00\u{a0}% at most."
    );
    let cell = comparison.models[1].cells[1].as_ref().expect("it ran");
    assert_eq!((cell.verdict, cell.words.ratio.as_str()), (Some(Verdict::Slower), "1.04×"));
    assert_eq!(comparison.models[1].cells[0].as_ref().expect("it ran").ratio, None);
}

#[test]
fn the_articles_figures_stand_beside_its_own_plan_and_no_other() {
    let own = report(Platform::Native, &["sequential", "gil", "async"], 200.0);
    let comparison = compare(&[("a.json", &own)]).expect("the article is the second source");
    let article = comparison.sources.last().expect("two sources");
    assert_eq!((article.name.as_str(), article.platform), ("the article", None));
    let gil = comparison.models.iter().find(|model| model.model == "gil").expect("both have it");
    assert_eq!(gil.cells[1].as_ref().map(|cell| cell.samples_ms.clone()), Some(vec![24_500.0]));
    assert!(gil.verdicts[0].contains("a single run has no spread"), "{:?}", gil.verdicts);
    let asynchronous = comparison.models.iter().find(|model| model.model == "async").expect("one has it");
    assert_eq!((asynchronous.cells[1].is_none(), asynchronous.verdicts.len()), (true, 0));
    let mut alone = own.clone();
    alone.plan.workers = 1;
    assert!(compare(&[("a.json", &alone)]).is_err());
    assert!(compare(&[("a.json", &small(own))]).is_err());
    assert!(compare(&[]).is_err());
}

#[test]
fn reports_about_other_work_are_refused_with_what_differs() {
    let first = report(Platform::Native, &["threads"], 1.0);
    let change = |change: fn(&mut Report)| {
        let mut second = first.clone();
        change(&mut second);
        refusal(&first, &second)
    };
    let sentence = change(|report| report.plan.workload = "sort".to_owned());
    assert_eq!(sentence, "a and b cannot be compared: the first has the workload count, the second the workload sort.");
    assert!(
        refusal(&first, &small(first.clone()))
            .contains("at 100\u{202f}000\u{202f}000, the second “Iterations of each loop” at 5")
    );
    assert!(change(|report| report.plan.workers = 4).contains("2 workers, the second 4 workers"));
    assert!(change(|report| report.plan.switch_interval_us = 7).contains("switch interval"));
    let other = |report: &mut Report| report.results[0].checksum = Some("0123456789abcdef".to_owned());
    assert!(change(other).contains("the checksum 72ef4096b4d65675, the second the checksum 0123456789abcdef"));
}

#[test]
fn more_runs_other_seeds_and_other_models_do_not_matter() {
    let first = small(report(Platform::Native, &["threads", "gil"], 1.0));
    let mut second = small(report(Platform::Native, &["sequential", "gil"], 2.0));
    second.plan.runs = 50;
    second.plan.seed = 9;
    second.plan.models = vec!["gil".to_owned()];
    let comparison = compare(&[("a.json", &first), ("b.json", &second)]).expect("the same work");
    let ids: Vec<&str> = comparison.models.iter().map(|model| model.model.as_str()).collect();
    assert_eq!(ids, ["sequential", "threads", "gil"]);
    assert_eq!(
        comparison.models[2].verdicts,
        [
            "Threads + GIL: b.json needs 2.00 times the time of a.json; the difference is real, for the sessions waver by 2.00\u{a0}% at most."
        ]
    );
    let mut third = second.clone();
    third.results.truncate(1);
    let mut fourth = first.clone();
    fourth.results.truncate(1);
    assert!(refusal(&fourth, &third).contains("no model in common"));
}

#[test]
fn a_model_that_failed_has_no_time_and_a_warning() {
    let first = small(report(Platform::Native, &["threads", "gil"], 1.0));
    let mut second = first.clone();
    second.results[0].checksum = None;
    let comparison = compare(&[("a.json", &first), ("b.json", &second)]).expect("gil is left");
    assert!(comparison.models[0].cells[1].is_none());
    assert!(comparison.warnings.iter().any(|warning| warning.text.contains("b.json: threads did not finish")));
}

#[test]
fn unequal_builds_and_machines_are_told() {
    let first = small(report(Platform::Native, &["threads"], 1.0));
    let mut second = first.clone();
    second.environment.profile = "debug".to_owned();
    second.environment.target_features = vec!["simd128".to_owned()];
    second.environment.machine = "Other".to_owned();
    second.warnings.push(Warning::new("busy-machine", "Busy."));
    let comparison = compare(&[("x.json", &first), ("x.json", &second)]).expect("the same work");
    let codes: Vec<&str> = comparison.warnings.iter().map(|warning| warning.code.as_str()).collect();
    assert_eq!(codes, ["busy-machine", "unequal-builds", "other-machine"]);
    assert_eq!(
        comparison.warnings[1].text,
        "The builds differ in profile and processor features, which is part of every ratio. x.json (1): release, x86_64 with no features; \
         x.json (2): debug, x86_64 with simd128."
    );
    // Two files of one name are told apart.
    assert_eq!(comparison.sources[1].label, "x.json (2)");
}

#[test]
fn few_or_scattered_samples_give_no_verdict() {
    let first = small(report(Platform::Native, &["threads"], 1.0));
    let mut second = small(report(Platform::Browser, &["threads"], 2.0));
    second.results[0].samples_ms.truncate(4);
    let few = compare(&[("a", &first), ("b", &second)]).expect("the same work");
    assert!(few.models[0].verdicts[0].contains("too few runs"), "{:?}", few.models[0].verdicts);
    second.results[0].samples_ms = vec![20.0, 500.0, 90.0, 300.0, 100.0, 110.0];
    let scattered = compare(&[("a", &first), ("b", &second)]).expect("the same work");
    assert!(scattered.models[0].verdicts[0].contains("cannot tell"), "{:?}", scattered.models[0].verdicts);
}

#[test]
fn a_report_of_two_platforms_can_be_compared_with_itself() {
    let mut both = small(report(Platform::Native, &["threads"], 1.0));
    both.results.push(result("threads", Platform::Browser, &STEADY));
    let comparison = compare(&[("live.json", &both)]).expect("two sources");
    assert_eq!(labels(&comparison), ["native", "the browser"]);
    for (version, gil) in [("3.11.7", true), ("3.13.0", false)] {
        let mut python = result("gil", Platform::Cpython, &STEADY);
        let interpreter =
            serde_json::json!({"version": version, "executable": "python3", "gil": gil, "start_ms": 20.0});
        python.interpreter = Some(serde_json::from_value(interpreter).expect("an interpreter"));
        both.results.push(python);
    }
    both.warnings.push(Warning::new("busy-machine", "Busy."));
    let comparison = compare(&[("live.json", &both)]).expect("four sources");
    let texts: Vec<&str> = comparison.warnings.iter().map(|warning| warning.text.as_str()).collect();
    assert_eq!(texts, ["live.json: Busy."], "said once, of the whole report");
    assert_eq!(labels(&comparison), ["native", "the browser", "CPython 3.11.7", "CPython 3.13.0"]);
}

fn labels(comparison: &Comparison) -> Vec<&str> {
    comparison.sources.iter().map(|source| source.label.as_str()).collect()
}

/// A session in two places whose rounds waver together by a half, and of which the browser needs `times` the native time.
fn both_places(times: f64) -> Report {
    let waver = [1.0, 1.5, 1.0, 1.5, 1.2, 1.0, 1.4, 1.1];
    let mut both = small(report(Platform::Native, &[], 1.0));
    both.other_environments.push(environment(Platform::Browser));
    for (platform, times) in [(Platform::Native, 1.0), (Platform::Browser, times)] {
        both.results.push(result("threads", platform, &waver.map(|waver| 100.0 * waver * times)));
    }
    both
}

#[test]
fn rounds_of_one_session_in_two_places_are_paired() {
    let together = compare(&[("run", &both_places(1.5))]).expect("two sources");
    let cell = together.models[0].cells[1].as_ref().expect("it ran");
    // What wavers in both at once is not in the ratio, though it is in each time.
    assert_eq!((cell.paired, cell.ratio.and_then(|ratio| ratio.ci95)), (true, Some([1.5, 1.5])));
    let apart = both_places(1.5);
    let only = |platform: Platform| {
        let mut report = apart.clone();
        report.results.retain(|result| result.platform == platform);
        report.environment = environment(platform);
        report.other_environments.clear();
        report
    };
    let apart = compare(&[("a", &only(Platform::Native)), ("b", &only(Platform::Browser))]).expect("the same work");
    let cell = apart.models[0].cells[1].as_ref().expect("it ran");
    let [low, high] = cell.ratio.and_then(|ratio| ratio.ci95).expect("an interval");
    assert!(!cell.paired && high - low > 0.2, "{low} to {high}");
}

#[test]
fn the_places_of_one_session_are_told_with_their_own_environments() {
    let mut both = both_places(1.5);
    both.other_environments[0].machine = "Browser 1.0".to_owned();
    both.other_environments[0].compiler = "another".to_owned();
    let comparison = compare(&[("run", &both)]).expect("two sources");
    assert_eq!(labels(&comparison), ["native", "the browser"]);
    assert!(comparison.sources[0].about.contains("Ideal") && comparison.sources[1].about.contains("Browser 1.0"));
    assert!(comparison.warnings.iter().any(|warning| warning.code == "unequal-builds"), "{:?}", comparison.warnings);
}

#[test]
fn on_a_busy_machine_and_with_too_coarse_a_clock_there_is_no_verdict() {
    let mut busy = both_places(1.5);
    assert_eq!(verdict(&busy), Some(Verdict::CannotTell), "its session wavers by a half");
    for result in &mut busy.results {
        result.samples_ms = vec![result.samples_ms[0]; 8];
    }
    assert_eq!(verdict(&busy), Some(Verdict::Slower));
    busy.warnings.push(Warning::new("busy-machine", "Busy."));
    assert_eq!(verdict(&busy), Some(Verdict::CannotTell));
    let said = compare(&[("run", &busy)]).expect("two sources").models[0].verdicts.clone();
    assert_eq!(said, ["Threads: cannot tell: the browser took 1.50 times the native time, and the machine was busy."]);
    busy.warnings.clear();
    busy.other_environments[0].clock_step_ns = 10_000_000;
    assert_eq!(verdict(&busy), None);
}

fn verdict(report: &Report) -> Option<Verdict> {
    let comparison = compare(&[("run", report)]).expect("two sources");
    comparison.models[0].cells[1].as_ref().expect("it ran").verdict
}
