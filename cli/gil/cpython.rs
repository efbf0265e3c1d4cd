//! The figures of a CPython, as its own threads see them: one request to `lab.py` per measurement.

use std::path::Path;

use anyhow::{Result, anyhow};
use interleave_core::cancel::Cancel;
use interleave_core::fidelity::{
    CALL_S, Failures, Figures, Interval, LOOP_SLEEP_S, Measurement, NAPS, SLEEP_S, SLEEPERS,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::python::process::PythonProcess;

/// A CPython that is measured.
pub struct Cpython<'a> {
    pub executable: &'a Path,
    /// Where `lab.py` is.
    pub program: &'a Path,
    pub cancel: &'a Cancel,
    /// It is started when something is measured; none before that, and after a measurement in which it ended.
    pub process: Option<PythonProcess>,
}

/// What `lab.py` is asked to measure. It fails when one of these names is missing.
#[derive(Clone, Serialize)]
struct Request {
    measurement: Measurement,
    /// Each switch interval in microseconds, and for how many seconds its slices are watched.
    intervals: [(u64, f64); Interval::ALL.len()],
    /// For how many seconds the slices of four threads are watched.
    four_threads_s: f64,
    sleepers: u64,
    sleep_s: f64,
    naps: u64,
    /// How long two tasks compute on two threads.
    computing_s: f64,
    /// How long two tasks compute in two processes.
    processes_s: f64,
    /// How many bytes a call that releases the lock computes the checksum of.
    released_bytes: u64,
    /// How long a call takes that keeps the lock.
    call_s: f64,
    /// How many times each of two threads adds to one number.
    updates: u64,
    /// How long a task computes on an event loop.
    loop_call_s: f64,
    /// How long tasks sleep on an event loop.
    loop_sleep_s: f64,
}

impl Cpython<'_> {
    /// One round.
    ///
    /// # Errors
    /// When it was cancelled.
    pub fn round(&mut self, failures: &mut Failures) -> Result<Figures> {
        let mut figures = Map::new();
        for measurement in Measurement::open(failures) {
            let made = self.measure(measurement).map(|found| figures.extend(found));
            let said = made.map_err(|error| format!("{error:#}"));
            measurement.note(said, failures, self.cancel).map_err(|why| anyhow!("{why}"))?;
        }
        Ok(serde_json::from_value(Value::Object(figures))?)
    }

    fn measure(&mut self, measurement: Measurement) -> Result<Map<String, Value>> {
        let process = match &mut self.process {
            Some(process) => process,
            None => {
                let (process, _) = PythonProcess::start::<Value>(self.executable, self.program, self.cancel)?;
                self.process.insert(process)
            }
        };
        let answer = process.ask(&request(measurement), self.cancel).and_then(checked);
        if answer.is_err() {
            // Its state is unknown: the next measurement starts a new process.
            self.process = None;
        }
        answer
    }
}

/// The figures of one measurement, if they have names that are known.
fn checked(answer: Map<String, Value>) -> Result<Map<String, Value>> {
    serde_json::from_value::<Figures>(Value::Object(answer.clone()))?;
    Ok(answer)
}

fn request(measurement: Measurement) -> Request {
    Request {
        measurement,
        intervals: Interval::ALL.map(|interval| (interval.us(), interval.watch_s())),
        four_threads_s: 2.0 * Interval::Longest.watch_s(),
        sleepers: SLEEPERS,
        sleep_s: SLEEP_S,
        naps: NAPS,
        computing_s: CALL_S / 2.0,
        processes_s: 2.0 * CALL_S,
        released_bytes: 64 << 20,
        call_s: CALL_S,
        updates: 200_000,
        loop_call_s: CALL_S / 3.0,
        loop_sleep_s: LOOP_SLEEP_S,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// Every key of an object and of the objects in it.
    fn keys(value: &Value) -> BTreeSet<&str> {
        let object = value.as_object().into_iter().flatten();
        object.flat_map(|(key, value)| std::iter::once(key.as_str()).chain(keys(value))).collect()
    }

    /// Strings that a colon and a space follow: in Python, the keys of dictionaries.
    fn keys_in_python(text: &str) -> BTreeSet<&str> {
        let pieces: Vec<&str> = text.split('"').collect();
        pieces.windows(2).filter(|pair| pair[1].starts_with(": ")).map(|pair| pair[0]).collect()
    }

    #[test]
    fn lab_py_prints_exactly_the_names_that_are_read_here() {
        let figures = serde_json::to_value(Figures::default()).expect("JSON");
        assert_eq!(keys_in_python(include_str!("lab.py")), keys(&figures));
    }

    #[test]
    fn lab_py_has_a_function_of_each_name() {
        for measurement in Measurement::ALL {
            let name = serde_json::to_value(measurement).expect("a name");
            let line = format!("def {}(request):", name.as_str().expect("a name"));
            assert!(include_str!("lab.py").contains(&line), "{line}");
        }
    }
}
