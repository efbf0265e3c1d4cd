//! P1, natively: every program that only computes, one task after the other, as it is built for any processor of its kind; beside a build for this very
//! one, where there is one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::workers::{self, KERNELS};
use crate::measured::{Measured, Pair, Place, Unit};
use crate::section::Bench;

/// Milliseconds of each kernel, by its id.
type Times = BTreeMap<String, f64>;

/// A row for each kernel, if a build for this processor was given.
///
/// # Errors
/// When either build fails, or they come to different answers.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let Some(native) = &bench.native_build else { return Ok(Vec::new()) };
    let mut all: BTreeMap<String, [Vec<f64>; 2]> = BTreeMap::new();
    for round in 0..bench.effort.of(1, 2, 6) {
        // In turns who is first.
        for which in [round % 2, (round + 1) % 2] {
            for (id, time) in in_a_process(bench, [&bench.program, native][which])? {
                all.entry(id).or_default()[which].push(time);
            }
        }
    }
    let row = |(id, [ours_values, peer_values]): (String, [Vec<f64>; 2])| {
        Measured::Pair(Pair {
            id: "P1".to_owned(),
            place: Place::Native,
            name: format!("{id}, for any processor and for this one"),
            ours: "built for any".to_owned(),
            peer: "target-cpu=native".to_owned(),
            unit: Unit::Ms,
            ours_values,
            peer_values,
            reach: None,
            browser: None,
            note: None,
        })
    };
    Ok(all.into_iter().map(row).collect())
}

fn in_a_process(bench: &Bench, program: &Path) -> Result<Times> {
    let mut command = Command::new(program);
    command.arg("kernels").args(bench.effort.flag());
    let output = command.output().with_context(|| format!("{} could not be started", program.display()))?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The life of such a process: the time of each kernel, once warmed up.
///
/// # Errors
/// When a kernel cannot run, or comes to different answers.
pub fn kernels(bench: &Bench) -> Result<Times> {
    let mut times = Times::new();
    for kernel in KERNELS {
        let program = workers::program(bench.effort, kernel)?;
        let expected = program.under(bench, "sequential")?;
        let time = program.milliseconds(&expected, || program.under(bench, "sequential"))?;
        times.insert(kernel.0.to_owned(), time);
    }
    Ok(times)
}
