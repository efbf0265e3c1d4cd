//! How far one parent of `distributed` reaches: very many tasks on ever more machines, behind a network in virtual time, beside what they would
//! take if no message were needed. Where adding machines stops helping, the parent's connection is busy all the time.

use anyhow::{Context as _, Result};
use futures::executor::block_on;
use interleave_core::cancel::Cancel;
use interleave_core::model;
use interleave_core::plan::{Plan, Value};
use interleave_core::run;
use interleave_core::sim::{Network, SimulatedHost, Traffic};
use rayon::prelude::*;

use crate::measured::{Measured, Pair, Place, Unit};
use crate::section::Bench;

/// What a task keeps its machine busy for.
const TASK_MS: u64 = 1;

const MACHINES: [u64; 5] = [10, 30, 100, 300, 1_000];

/// Each figure is of another seed, which decides every accident of the network.
const SEEDS: u64 = 2;

/// A row for each number of machines.
///
/// # Errors
/// When a run does not come to its end.
pub fn measure(bench: &Bench) -> Result<Vec<Measured>> {
    let tasks = bench.effort.of(1_000, 5_000, 100_000);
    // On every core: whatever else runs, virtual time is the same.
    MACHINES.into_par_iter().map(|machines| row(tasks, machines)).collect()
}

fn row(tasks: u64, machines: u64) -> Result<Measured> {
    let runs = (1..=SEEDS).map(|seed| simulated(tasks, machines, seed)).collect::<Result<Vec<_>>>()?;
    let ideal_ms = (tasks * TASK_MS) as f64 / machines as f64;
    let (wall_ms, traffic) = runs[0];
    let busy = 100.0 * traffic.busy_ns as f64 / 1e6 / wall_ms;
    let each = traffic.messages as f64 / tasks as f64;
    let (rate, bytes) = (traffic.messages as f64 / wall_ms, traffic.bytes as f64 / wall_ms / 1e3);
    let Network { latency_ns, bytes_per_s, handling_ns, .. } = Network::ROOM;
    Ok(Measured::Pair(Pair {
        id: "scale".to_owned(),
        place: Place::Native,
        name: format!("{tasks} tasks of {TASK_MS} ms on {machines} machines, in virtual time"),
        ours: "one parent that answers each of them".to_owned(),
        peer: "if no message were needed".to_owned(),
        unit: Unit::Ms,
        ours_values: runs.iter().map(|(wall_ms, _)| *wall_ms).collect(),
        peer_values: vec![ideal_ms; runs.len()],
        reach: None,
        browser: None,
        note: Some(format!(
            "{each:.2} messages a task; {rate:.1} thousand messages and {bytes:.1} MB a second; the parent's connection is busy for {busy:.0} % of the time. Assumed: {} µs from one machine to another, {} MB a second on the parent's connection, {} µs for each message there, and buffers that keep whatever waits for it.",
            latency_ns / 1_000,
            bytes_per_s / 1_000_000,
            handling_ns / 1_000,
        )),
    }))
}

/// Milliseconds of virtual time until all tasks are done, and what went through the network until then.
fn simulated(tasks: u64, machines: u64, seed: u64) -> Result<(f64, Traffic)> {
    let mut plan = Plan {
        workload: "storm".to_owned(),
        models: vec!["distributed".to_owned()],
        workers: machines,
        ..Plan::default()
    };
    plan.parameters.set("waits", Value::Integer(tasks.cast_signed()));
    plan.parameters.set("wait_ms", Value::Integer(TASK_MS.cast_signed()));
    let plan = plan.check()?;
    let host = SimulatedHost::new(seed).networked(Network::ROOM);
    let distributed = model::find("distributed")?;
    let ran = block_on(run::execute(&host, &plan, distributed, &Cancel::new())).context("a simulated run failed")?;
    Ok((ran.trace.wall_ns as f64 / 1e6, host.traffic_until(ran.trace.wall_ns)))
}
