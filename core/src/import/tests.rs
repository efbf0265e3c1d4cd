//! The corpus of bad input: each piece is refused with a sentence, or left out and counted.

use std::fmt::Write as _;

use futures::FutureExt as _;
use serde_json::{Value, json};

use super::*;
use crate::assemble::{self, Findings};
use crate::cancel::Cancel;
use crate::export::chrome_trace::chrome_trace;
use crate::fold::view;
use crate::host::Host as _;
use crate::plan::Plan;
use crate::run::{self, Sample};
use crate::sim::SimulatedHost;
use crate::workload;

/// A report of every model, made in virtual time.
pub(super) fn made(workload: &str, seed: u64) -> Report {
    let host = SimulatedHost::new(seed);
    let parameters = workload::find(workload).expect("a workload").small();
    let plan = Plan { workload: workload.to_owned(), parameters, runs: 2, warmup: 0, ..Plan::default() };
    let plan = plan.check().expect("a valid plan");
    let mut samples = Vec::new();
    for round in 0..2 {
        for model in &plan.models {
            let ended = run::execute(&host, &plan, model, &Cancel::new()).now_or_never();
            samples.push(Sample::new(round, ended.expect("virtual time").expect("the run comes to its end")));
        }
    }
    let environment = host.environment();
    let created = "2026-01-01T00:00:00Z".to_owned();
    assemble::report(
        &plan,
        &Findings {
            created,
            environment,
            warmups: Vec::new(),
            samples,
            unavailable: Vec::new(),
            session: Some(Default::default()),
        },
    )
}

pub(super) fn json(report: &Report) -> Value {
    serde_json::to_value(report).expect("a report is JSON")
}

pub(super) fn read(value: &Value) -> Result<Report, ImportError> {
    report(value.to_string().as_bytes())
}

/// The sentence with which `bytes` are refused.
fn refusal(bytes: impl AsRef<[u8]>) -> String {
    report(bytes.as_ref()).expect_err("it is refused").to_string()
}

/// Everything that is made of a report: none of it may panic.
pub(super) fn use_all_of(report: &Report) {
    let view = view::view(report);
    for timeline in &view.timelines {
        for lane in &timeline.lanes {
            assert!(lane.spans.windows(2).all(|pair| pair[0].to_ns == pair[1].from_ns), "spans tile the run");
        }
    }
    chrome_trace(report);
}

#[test]
fn every_workloads_report_is_read_back_as_it_was_written() {
    for workload in workload::ALL {
        let report = made(workload.id, 3);
        assert_eq!(read(&json(&report)), Ok(report), "{}", workload.id);
    }
}

#[test]
fn what_is_no_json_is_refused_with_the_place() {
    let text = json(&made("count", 1)).to_string();
    assert!(refusal(&text[..text.len() / 2]).contains("ends too early"));
    assert!(refusal("").contains("ends too early"));
    for broken in ["hello", "<html>", "{\"schema\": NaN}", "{\"schema\": \"interleave.report/1\",}", "{'schema': 1}"] {
        let sentence = refusal(broken);
        assert!(sentence.contains("not valid JSON") && sentence.contains("line 1 column"), "{broken}: {sentence}");
    }
    assert!(refusal(text.clone() + "]").contains("not valid JSON"));
    assert!(refusal(text.replacen("\"workload\":\"count\"", "\"workload\":\"\\ud800\"", 1)).contains("line 1 column"));
    assert!(refusal(text.replacen("\"runs\":2", "\"runs\":1e999", 1)).contains("out of range"));
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(refusal([0x1f, 0x8b, 8, 0]).contains("unpack"));
    assert!(refusal([b'{', 0xff, b'}']).contains("byte 2"));
    assert!(refusal(vec![b' '; MAX_BYTES as usize + 1]).contains("128"));
    assert!(check_size(MAX_BYTES).is_ok() && check_size(u64::MAX).is_err());
}

#[test]
fn a_mark_at_the_beginning_and_white_space_around_are_no_harm() {
    let report = made("count", 1);
    let text = format!("\u{feff} \r\n\t{} \n\n", json(&report));
    assert_eq!(super::report(text.as_bytes()), Ok(report));
}

#[test]
fn other_schemas_are_told_apart_from_other_versions() {
    assert_eq!(
        read(&json!({"schema": "interleave.report/9"})),
        Err(ImportError::OtherVersion("interleave.report/9".into()))
    );
    for value in
        [json!({"schema": "else"}), json!({"schema": 1}), json!({}), json!([]), json!(null), json!("x"), json!(5)]
    {
        assert!(matches!(read(&value), Err(ImportError::Invalid(_))), "{value}");
    }
}

#[test]
fn missing_and_mistyped_parts_are_refused_by_their_name() {
    let good = json(&made("count", 1));
    for field in ["plan", "environment", "results", "created", "complete"] {
        let mut value = good.clone();
        value.as_object_mut().expect("an object").remove(field);
        assert!(refusal(value.to_string()).contains(field), "{field}");
    }
    let mut value = good.clone();
    value["results"][0]["samples_ms"][0] = json!("12");
    assert!(refusal(value.to_string()).contains("expected f64"));
    let twice = good.to_string().replacen("\"complete\":true", "\"complete\":true,\"complete\":false", 1);
    assert!(refusal(twice).contains("duplicate field `complete`"));
}

#[test]
fn a_plan_with_a_setting_out_of_range_is_refused_with_the_setting_and_its_range() {
    for (setting, bad, named) in [
        ("workers", 65, "“Workers”"),
        ("runs", 5_000, "“Runs”"),
        ("quantum_us", 1, "“Quantum”"),
        ("time_s", 0, "“Time”"),
    ] {
        let mut value = json(&made("count", 1));
        value["plan"][setting] = json!(bad);
        let sentence = refusal(value.to_string());
        assert!(
            sentence.contains(named) && sentence.contains("it must be a whole number from"),
            "{setting}: {sentence}"
        );
    }
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let good = json(&made("count", 1));
    for (field, bad) in [("samples_ms", json!([1.0, -1.0])), ("median_ms", json!(1e308)), ("ci95_ms", json!([-1, 2]))] {
        let mut value = good.clone();
        value["results"][2][field] = bad;
        let sentence = refusal(value.to_string());
        assert!(sentence.contains(field) && sentence.contains("threads"), "{sentence}");
    }
    let mut value = good.clone();
    value["results"][1]["samples_ms"] = json!(vec![1.0; 1_001]);
    assert!(refusal(value.to_string()).contains("1001 samples"));
    let mut value = good.clone();
    value["results"][4]["processes"][0]["name"] = json!("x".repeat(70_000));
    assert!(refusal(value.to_string()).contains("a process has 70000 bytes"));
    let mut value = good;
    value["environment"]["cores_measured"] = json!(-2.0);
    assert!(refusal(value.to_string()).contains("cores_measured"));
    for (start, named) in [(json!([2, -1.0]), "thread_start"), (json!([1_u64 << 40, 90.0]), "threads")] {
        let mut value = json(&made("count", 1));
        value["environment"]["thread_start"] = json!({"threads": start[0], "time_us": start[1]});
        assert!(refusal(value.to_string()).contains(named), "{start}");
    }
}

#[test]
fn nesting_of_a_million_levels_is_no_harm() {
    let deep = "[".repeat(1_000_000);
    assert!(refusal(&deep).contains("line 1 column"));
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    let text = json(&made("count", 1)).to_string();
    // Fields that this version does not know are stepped over, however deep.
    let unknown = format!("{},\"__proto__\":{closed}}}", &text[..text.len() - 1]);
    assert_eq!(report(unknown.as_bytes()), Ok(made("count", 1)));
    let known = text.replacen("\"complete\":true", &format!("\"complete\":{closed}"), 1);
    assert!(matches!(report(known.as_bytes()), Err(ImportError::Invalid(_))));
}

/// The report with one more event in the trace of `gil`, and what it says then.
fn with_event(event: Value) -> (Report, Vec<String>) {
    let mut value = json(&made("count", 1));
    value["results"][3]["trace"]["events"].as_array_mut().expect("events").insert(9, event);
    let report = read(&value).expect("single events do not spoil a report");
    let said = report.results[3].warnings.iter().filter(|warning| warning.code == "left-out");
    let said = said.map(|warning| warning.text.clone()).collect();
    (report, said)
}

#[test]
fn events_that_make_no_sense_are_left_out_and_counted() {
    let good = made("count", 1);
    for event in [
        json!({"seq": 1, "at_ns": -1, "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": "foo", "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": 1e308, "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": 9_007_199_254_740_993_u64, "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": null, "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "lane": 0, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": 1, "lane": 77, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": 1, "lane": -1, "kind": "resumed"}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "task": 99, "kind": "task-started"}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "task-started"}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "XXX"}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "acquired", "resource": 9}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "suspended", "cause": {"why": "blocked", "resource": 9}}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "suspended", "cause": null}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "sent", "target": 65_535, "bytes": 1}),
        json!({"seq": 1, "at_ns": 1, "lane": 0, "kind": "printed", "line": u32::MAX}),
        json!("foo"),
        json!(null),
        json!([1, 2, 3]),
    ] {
        let (report, said) = with_event(event.clone());
        assert_eq!(said.len(), 1, "{event}: {said:?}");
        assert!(said[0].starts_with("1 of "), "{event}: {said:?}");
        assert_eq!(report.results[3].trace, good.results[3].trace, "{event}");
        use_all_of(&report);
    }
}

#[test]
fn traces_that_cannot_be_mended_are_left_out_as_a_whole() {
    let good = json(&made("count", 1));
    let bad = |change: fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value["results"][3]["trace"]);
        let report = read(&value).expect("the figures are still good");
        assert!(report.results[3].trace.is_none() && report.results[2].trace.is_some());
        assert!(report.results[3].warnings.iter().any(|warning| warning.code == "left-out"));
        use_all_of(&report);
    };
    bad(|trace| trace["wall_ns"] = json!(u64::MAX));
    bad(|trace| trace["lanes"][1]["id"] = json!(0));
    bad(|trace| trace["lanes"][1]["dropped"] = json!(u64::MAX));
    bad(|trace| trace["lanes"][1]["name"] = json!("x".repeat(70_000)));
    bad(|trace| {
        let lane = trace["lanes"][0].clone();
        trace["lanes"] = (0..5_000).map(|id| json!({"id": id, "name": lane["name"], "kind": "main", "process": null, "clock_uncertainty_ns": 0, "dropped": 0})).collect();
    });
}

#[test]
fn a_hundred_thousand_hostile_events_take_no_longer_than_so_many_honest_ones() {
    // Messages to a lane that never does anything, tasks that never end, all suspended: whatever looks for a partner looks far.
    let mut events = String::new();
    for at in 0..50_000 {
        let _ =
            write!(events, "{{\"seq\":{at},\"at_ns\":{at},\"lane\":0,\"kind\":\"sent\",\"target\":1,\"bytes\":1}},");
        let _ = write!(events, "{{\"seq\":{at},\"at_ns\":{at},\"lane\":0,\"task\":{at},\"kind\":\"task-started\"}},");
        let _ = write!(
            events,
            "{{\"seq\":{at},\"at_ns\":{at},\"lane\":0,\"task\":{at},\"kind\":\"suspended\",\"cause\":{{\"why\":\"preempted\"}}}},"
        );
    }
    let mut value = json(&made("count", 1));
    let trace = &mut value["results"][3]["trace"];
    trace["wall_ns"] = json!(50_000);
    trace["tasks"] = (0..50_000).map(|task| format!("<b>{task}</b>")).collect();
    trace["events"] = serde_json::from_str(&format!("[{}]", events.trim_end_matches(','))).expect("JSON");
    let report = read(&value).expect("nothing in it is impossible");
    assert_eq!(report.results[3].trace.as_ref().map(|trace| trace.events.len()), Some(150_000));
    use_all_of(&report);
}

#[test]
fn a_report_of_the_first_version_is_still_read() {
    let report = report(include_bytes!("../../../tests/golden/report-1.json")).expect("it was written by Interleave");
    assert_eq!(report.results.len(), 6);
    assert!(report.results.iter().all(|result| result.trace.is_some() && result.samples_ms.len() == 2));
    use_all_of(&report);
}

#[test]
fn what_no_plan_has_is_left_out_and_told_once() {
    let mut value = json(&made("count", 1));
    value["plan"]["wobkers"] = json!(2);
    let report = read(&value).expect("a report");
    let told: Vec<&str> = report
        .warnings
        .iter()
        .map(|warning| warning.text.as_str())
        .filter(|text| text.contains("no plan has"))
        .collect();
    assert_eq!(told, ["The plan says what no plan has, which is left out: wobkers."]);
    assert_eq!(read(&json(&report)), Ok(report), "stored again, nothing more is lost");
}
