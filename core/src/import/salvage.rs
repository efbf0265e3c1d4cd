//! A report of which single events cannot be read: those are left out and counted, whatever else is wrong refuses the file.

use std::collections::BTreeMap;

use serde_json::value::{RawValue, to_raw_value};

use crate::report::Report;
use crate::trace::Event;

/// An object whose values are not looked into.
type Object = BTreeMap<String, Box<RawValue>>;

/// The report without the events that cannot be read, and how many those were for each result. `None` when `error`, for which the
/// text could not be read as it is, lies elsewhere.
pub fn report(text: &str, error: &serde_json::Error) -> Option<(Report, Vec<u64>)> {
    // An object would keep the last of two equal names without a word.
    if !error.is_data() || error.to_string().starts_with("duplicate") {
        return None;
    }
    let mut report: Object = serde_json::from_str(text).ok()?;
    let results: Vec<&RawValue> = serde_json::from_str(report.get("results")?.get()).ok()?;
    let (results, unreadable): (Vec<Object>, Vec<u64>) = results.into_iter().map(result).collect::<Option<_>>()?;
    let results = to_raw_value(&results).ok()?;
    report.insert("results".to_owned(), results);
    let text = serde_json::to_string(&report).ok()?;
    Some((serde_json::from_str(&text).ok()?, unreadable))
}

fn result(text: &RawValue) -> Option<(Object, u64)> {
    let mut result: Object = serde_json::from_str(text.get()).ok()?;
    let trace: Option<Object> = serde_json::from_str(result.get("trace")?.get()).ok()?;
    let Some(mut trace) = trace else { return Some((result, 0)) };
    let events: Vec<&RawValue> = serde_json::from_str(trace.get("events")?.get()).ok()?;
    let all = events.len();
    let readable: Vec<&RawValue> =
        events.into_iter().filter(|event| serde_json::from_str::<Event>(event.get()).is_ok()).collect();
    let unreadable = (all - readable.len()) as u64;
    let readable = to_raw_value(&readable).ok()?;
    trace.insert("events".to_owned(), readable);
    result.insert("trace".to_owned(), to_raw_value(&trace).ok()?);
    Some((result, unreadable))
}
