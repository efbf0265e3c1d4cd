//! What starting threads costs, in a sentence: a pool that stays warm and processes started anew are not the same question.

use super::text;
use crate::host::{Environment, Platform, ThreadStart};
use crate::model::{self, Needs};
use crate::report::Report;

/// What starting threads took, which no run contains; empty where that is unknown, and when no model of ours had threads.
pub fn sentence(report: &Report) -> String {
    let sentences: Vec<String> = report.environments().filter_map(|environment| of(environment, report)).collect();
    sentences.join(" ")
}

fn of(environment: &Environment, report: &Report) -> Option<String> {
    let with_threads = report
        .results
        .iter()
        .filter(|result| result.interpreter.is_none() && result.platform == environment.host)
        .any(|result| model::find(&result.model).is_ok_and(|model| model.needs == Needs::SharedMemory));
    let ThreadStart { threads, time_us } = environment.thread_start.filter(|_| with_threads)?;
    let counted = if threads == 1 { "1 thread".to_owned() } else { format!("{threads} threads") };
    let took = text::milliseconds(time_us / 1e3);
    let among_several = !report.other_environments.is_empty();
    let natively = if among_several && environment.host == Platform::Native { " natively" } else { "" };
    Some(format!(
        "Starting the pool of {counted}{natively} took {took}, once: it stays warm, while processes are started anew in every run."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(host: Platform, thread_start: Option<ThreadStart>, model: &str) -> String {
        let json = serde_json::json!({
            "schema": crate::report::SCHEMA, "created": "", "plan": {}, "complete": true, "insight": [], "warnings": [],
            "environment": {
                "host": host, "version": "", "os": "", "arch": "", "machine": "", "cores_claimed": 1, "cores_measured": null,
                "thread_start": thread_start, "clock_step_ns": 1, "isolated": null, "target_features": [], "profile": "",
                "compiler": "", "visibility": null,
            },
            "results": [{
                "model": model, "platform": host, "workers": 2, "samples_ms": [], "median_ms": null, "ci95_ms": null,
                "speedup": null, "states_ms": {}, "checksum": null, "tasks": [], "output": [], "warnings": [],
            }],
        });
        sentence(&serde_json::from_value(json).expect("a report")).replace('\u{a0}', " ")
    }

    #[test]
    fn a_pool_that_stays_warm_is_told_apart_from_processes_started_anew() {
        assert_eq!(
            said(Platform::Browser, Some(ThreadStart { threads: 2, time_us: 38_000.0 }), "threads"),
            "Starting the pool of 2 threads took 38.0 ms, once: it stays warm, while processes are started anew in every run."
        );
        assert_eq!(
            said(Platform::Native, Some(ThreadStart { threads: 1, time_us: 90.0 }), "gil"),
            "Starting the pool of 1 thread took 90.0 µs, once: it stays warm, while processes are started anew in every run."
        );
    }

    #[test]
    fn nothing_is_said_where_it_was_not_measured_or_no_model_had_threads() {
        assert_eq!(said(Platform::Native, None, "threads"), "");
        assert_eq!(said(Platform::Native, Some(ThreadStart { threads: 2, time_us: 90.0 }), "async"), "");
    }
}
