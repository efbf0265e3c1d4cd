//! The figures of a CPython, as its own threads see them.

use std::collections::BTreeMap;

use anyhow::Result;
use interleave_core::cancel::Cancel;
use serde_json::{Value, json};

use super::figures::{CALL_S, Figures, INTERVALS_US, NAPS, SLEEP_S, SLEEPERS, watch_s};
use crate::python::talk::Talk;

/// One round.
///
/// # Errors
/// When the Python ends, hangs or says something unexpected.
pub fn measure(talk: &mut Talk, cancel: &Cancel) -> Result<Figures> {
    let mut figures = Figures::default();
    let mut ask = |request: Value| talk.ask::<BTreeMap<String, Option<f64>>>(&request, cancel);
    for interval_us in INTERVALS_US {
        let slices = json!({"measure": "slices", "threads": 2, "interval": interval_us as f64 / 1e6, "seconds": watch_s(interval_us)});
        let answer = ask(slices)?;
        let get = |name: &str| answer.get(name).copied().flatten();
        if let Some(median) = get("median") {
            figures.set(format!("slice {interval_us}"), 1e3 * median);
        }
        if interval_us == 5_000 {
            for (name, scale) in [("mean", 1e3), ("p95", 1e3), ("turns", 1.0), ("overlaps", 1.0)] {
                get(name).into_iter().for_each(|value| figures.set(name, scale * value));
            }
        }
    }
    let four = ask(json!({"measure": "slices", "threads": 4, "interval": 0.005, "seconds": 2.0 * watch_s(50_000)}))?;
    for (name, of) in [("four mean", "mean"), ("four median", "median"), ("four p95", "p95")] {
        four.get(of).copied().flatten().into_iter().for_each(|value| figures.set(name, 1e3 * value));
    }
    let pairs: [(Value, &[(&str, &str)]); 8] = [
        (
            json!({"measure": "sleepers", "threads": SLEEPERS, "seconds": SLEEP_S}),
            &[("sleep one", "one"), ("sleep many", "many")],
        ),
        (json!({"measure": "naps", "hogs": 1, "naps": NAPS, "interval": 0.005}), &[("nap beside one", "median")]),
        (json!({"measure": "naps", "hogs": 2, "naps": NAPS, "interval": 0.005}), &[("nap beside two", "median")]),
        (json!({"measure": "naps", "hogs": 1, "naps": NAPS, "interval": 0.001}), &[("nap, short interval", "median")]),
        (
            json!({"measure": "computing", "seconds": CALL_S / 2.0}),
            &[("sequential", "sequential"), ("two threads", "threads")],
        ),
        (
            json!({"measure": "processes", "seconds": 2.0 * CALL_S}),
            &[("long sequential", "sequential"), ("two processes", "processes")],
        ),
        (
            json!({"measure": "released", "bytes": 64 << 20}),
            &[("calls, one after another", "sequential"), ("calls at once", "threads")],
        ),
        (json!({"measure": "kept", "seconds": CALL_S}), &[("call", "call"), ("gap", "gap")]),
    ];
    for (request, names) in pairs {
        let answer = ask(request)?;
        for (name, of) in names {
            answer.get(*of).copied().flatten().into_iter().for_each(|value| figures.set(*name, 1e3 * value));
        }
    }
    for (name, kind) in [("lost, no checkpoint", "plain"), ("lost, checkpoint within", "call")] {
        let answer = ask(json!({"measure": "updates", "kind": kind, "updates": 200_000}))?;
        answer.get("lost").copied().flatten().into_iter().for_each(|lost| figures.set(name, lost));
    }
    let answer = ask(json!({"measure": "death"}))?;
    answer.get("seconds").copied().flatten().into_iter().for_each(|value| figures.set("death", 1e3 * value));
    let answer = ask(json!({"measure": "event_loop", "seconds": CALL_S / 3.0}))?;
    for (name, of) in [("loop call", "call"), ("loop gap", "gap")] {
        answer.get(of).copied().flatten().into_iter().for_each(|value| figures.set(name, 1e3 * value));
    }
    Ok(figures)
}
