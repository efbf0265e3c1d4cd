//! Sweeps on the simulated machine, which has as many cores as lanes.

use std::cell::RefCell;

use futures::future::{self, FutureExt as _, LocalBoxFuture};

use super::*;
use crate::cancel::Cancel;
use crate::host::Host as _;
use crate::plan::Plan;
use crate::run::Rounds;
use crate::run::session::{self, Answer, Follower, Update};
use crate::sim::SimulatedHost;

/// Keeps the samples by group, and the order in which they ended.
struct Notes {
    samples: Vec<Vec<crate::run::Sample>>,
    order: RefCell<Vec<(u64, usize, String)>>,
}

impl Follower for Notes {
    fn tell(&mut self, group: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        if let Update::Ended(sample) = update {
            self.order.borrow_mut().push((sample.round, group, sample.model.clone()));
            self.samples[group].push(*sample);
        }
        future::ready(Answer::GoOn).boxed_local()
    }
}

type Found = Vec<(CheckedPlan, Findings)>;

/// What the plans of a sweep come to in virtual time, the order in which their runs ended, and the axis.
fn found(json: &str, parameter: &str, values: &str) -> (Axis, Found, Vec<(u64, usize, String)>) {
    let host = SimulatedHost::new(5);
    let plan: Plan = serde_json::from_str(json).expect("a plan");
    let (axis, plans) = plans(&plan, &Variation::typed(parameter, values)).expect("a sweep");
    let mut notes = Notes { samples: vec![Vec::new(); plans.len()], order: RefCell::default() };
    let runners = session::runners(&host, &plans);
    let rounds = Rounds::of(&plans[0], plans.len());
    let ended = session::run_rounds(runners, rounds, host.gauges().clock, &Cancel::new(), &mut notes).now_or_never();
    assert!(ended.flatten().is_some(), "a simulation comes to its end");
    let findings = |samples| Findings {
        warmups: Vec::new(),
        created: "2026-01-01T00:00:00Z".to_owned(),
        environment: host.environment(),
        samples,
        unavailable: Vec::new(),
        session: Some(Default::default()),
    };
    let order = notes.order.into_inner();
    (axis, plans.into_iter().zip(notes.samples.into_iter().map(findings)).collect(), order)
}

fn by_workers(json: &str, counts: &str) -> Sweep {
    let (axis, found, _) = found(json, WORKERS, counts);
    sweep(axis, &found)
}

#[test]
fn computing_alone_scales_with_the_workers_of_an_ideal_machine() {
    let sweep = by_workers(
        r#"{"workload": "mixed", "parameters": {"tasks": 12, "waiting": 0, "work_ms": 20}, "models": ["threads", "gil"], "runs": 5}"#,
        "1..4,6",
    );
    let last = |model: &str| {
        let curve = sweep.curves.iter().find(|curve| curve.model == model).expect("a curve");
        curve.points.last().expect("a point").clone()
    };
    let (threads, gil) = (last("threads"), last("gil"));
    assert!(threads.speedup.is_some_and(|speedup| speedup.median > 5.0), "{threads:?}");
    assert!(threads.efficiency.is_some_and(|efficiency| efficiency > 0.85), "{threads:?}");
    assert!(gil.speedup.is_some_and(|speedup| speedup.median < 1.1), "{gil:?}");
    assert!(sweep.amdahl["threads"].serial.parameter < 0.1 && sweep.amdahl["gil"].serial.parameter > 0.9);
    assert!(sweep.usl.contains_key("threads") && sweep.usl["threads"].contention.ci95.is_some());
    assert_eq!(sweep.curves[0].points[0].speedup.map(|speedup| speedup.median), Some(1.0));
    assert!(
        sweep.insight.iter().any(|sentence| sentence.starts_with("Threads + GIL: by Amdahl's law")),
        "{:?}",
        sweep.insight
    );
    assert!(sweep.warnings.iter().all(|warning| warning.code != "few-tasks"));
}

/// As many cores as `cores`, and twice as fast with two workers, however many more there are.
fn plateau(cores: f64) -> Sweep {
    let (axis, mut found, _) = found(
        r#"{"workload": "mixed", "parameters": {"tasks": 12, "waiting": 0, "work_ms": 20}, "models": ["threads"], "runs": 6}"#,
        WORKERS,
        "1..4",
    );
    for (plan, findings) in &mut found {
        findings.environment.cores_measured = Some(cores);
        for sample in &mut findings.samples {
            let spread = 1.0 + 0.002 * (sample.round % 3) as f64;
            sample.wall_ns = (240e6 * spread / plan.workers().min(2) as f64) as u64;
        }
    }
    sweep(axis, &found)
}

#[test]
fn workers_beyond_the_measured_cores_are_another_thing_than_scaling() {
    let sweep = plateau(1.97);
    let points = &sweep.curves[0].points;
    assert!((points[1].fitted.expect("a law up to the cores") - 2.0).abs() < 0.03, "{points:?}");
    assert_eq!((points[2].fitted, points[3].fitted), (None, None));
    let laws = &sweep.curves[0].laws;
    assert!(
        !laws.is_empty() && laws.iter().all(|law| law.line.last().map(|last| last.workers) == Some(2.0)),
        "{laws:?}"
    );
    let said = &sweep.insight[1];
    assert!(said.contains("serve 2 workers at once") && said.contains("2.00"), "{:?}", sweep.insight);
}

#[test]
fn a_law_that_misses_its_points_is_refused_with_the_point_it_misses() {
    // With four cores a plateau at two is no law of scaling.
    let sweep = plateau(4.0);
    assert!(sweep.amdahl.is_empty() && sweep.usl.is_empty(), "{:?} {:?}", sweep.amdahl, sweep.usl);
    assert!(sweep.insight[0].contains("Amdahl's law does not describe it: for 2 workers"), "{:?}", sweep.insight);
    assert!(sweep.curves[0].points.iter().all(|point| point.fitted.is_none()));
    assert_eq!(sweep.curves[0].laws, [], "neither a curve nor a band of a law that is refused");
}

#[test]
fn a_law_is_drawn_from_one_worker_to_the_last_with_a_band_around_it_that_goes_through_the_fitted_points() {
    let plan = r#"{"workload": "mixed", "parameters": {"tasks": 12, "waiting": 0, "work_ms": 20}, "models": ["threads"], "runs": 5}"#;
    let sweep = by_workers(plan, "1..4,6");
    let curve = &sweep.curves[0];
    assert_eq!(curve.laws.iter().map(|law| law.law).collect::<Vec<_>>(), [Law::Amdahl, Law::Usl]);
    for law in &curve.laws {
        let (first, last) = (law.line[0], law.line[law.line.len() - 1]);
        assert_eq!((first.workers, first.speedup, first.ci95, last.workers), (1.0, 1.0, Some([1.0, 1.0]), 6.0));
        assert!(law.line.windows(2).all(|pair| pair[0].workers < pair[1].workers));
        let around = |point: &LawPoint| point.ci95.is_some_and(|[low, high]| (low..=high).contains(&point.speedup));
        assert!(law.line.iter().all(around), "{law:?}");
    }
    let usl = curve.laws[1].line.last().map(|last| last.speedup);
    assert_eq!(usl, curve.points[4].fitted);
    let median =
        |point: &Point| point.ci95_ms.is_some_and(|[low, high]| (low..=high).contains(&point.median_ms.unwrap_or(0.0)));
    assert!(curve.points.iter().all(median), "{:?}", curve.points);
}

#[test]
fn every_round_runs_every_count_before_the_next_round_begins_in_an_order_of_its_own() {
    let plan = r#"{"parameters": {"n": 30000}, "models": ["threads", "gil"], "runs": 6, "warmup": 0}"#;
    let (_, _, order) = found(plan, WORKERS, "1..4");
    assert_eq!(order.len(), 4 * 2 * 6);
    let rounds: Vec<Vec<(usize, &str)>> =
        order.chunks(8).map(|round| round.iter().map(|(_, place, model)| (*place, model.as_str())).collect()).collect();
    for (number, (round, entries)) in order.chunks(8).zip(&rounds).enumerate() {
        assert!(round.iter().all(|(own, ..)| *own == number as u64));
        let mut sorted = entries.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 8, "{entries:?}");
    }
    assert!(rounds.windows(2).any(|pair| pair[0] != pair[1]), "the order is not always the same");
}

#[test]
fn workers_without_a_task_are_told_and_not_fitted_as_more_workers() {
    let sweep = by_workers(r#"{"parameters": {"n": 30000000}, "models": ["threads"], "runs": 3}"#, "1..4");
    assert!(sweep.warnings[0].text.contains("2 tasks"), "{:?}", sweep.warnings);
    assert!(sweep.usl.is_empty(), "one count above one says nothing about two costs");
    assert!(sweep.amdahl["threads"].serial.parameter < 0.1, "{:?}", sweep.amdahl);
}

#[test]
fn where_tasks_have_lanes_of_their_own_no_law_is_fitted() {
    let sweep = by_workers(r#"{"workload": "pipeline", "models": ["threads"], "runs": 3}"#, "1..3");
    assert!(sweep.amdahl.is_empty() && sweep.usl.is_empty());
    assert!(sweep.warnings[0].text.contains("lane of its own"), "{:?}", sweep.warnings);
}

#[test]
fn a_parameter_is_swept_with_speed_ups_against_sequential_at_the_same_value() {
    let plan = r#"{"workload": "mixed", "parameters": {"work_ms": 20}, "models": ["sequential", "async"], "runs": 3}"#;
    let (axis, found, _) = found(plan, "waiting", "0..100+50");
    let sweep = sweep(axis, &found);
    let speedups: Vec<f64> = sweep.curves[1].points.iter().filter_map(|point| Some(point.speedup?.median)).collect();
    assert!(speedups[0] < 1.1 && speedups[2] > 3.0 && speedups.is_sorted(), "{speedups:?}");
    assert!(sweep.amdahl.is_empty() && sweep.curves[1].points[0].efficiency.is_none());
    assert_eq!((sweep.axis.title.as_str(), sweep.axis.unit.as_str()), ("Share of waiting", "%"));
    let text = serde_json::to_string(&sweep).expect("JSON");
    assert_eq!(serde_json::from_str::<Sweep>(&text).expect("it is read back"), sweep);
    assert!(sweep.reports.iter().all(|report| report.results.iter().all(|result| result.trace.is_none())));
}
