//! The model `distributed` on a network in virtual time: its answers whatever the network does, and how far one parent reaches.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these tests use only a part of it")]
mod suite;

use futures::executor::block_on;
use interleave_core::run;
use interleave_core::sim::{Network, SimulatedHost, Traffic};
use suite::{every_workload, outcome, plan};

const MS: u64 = 1_000_000;

/// Nothing can be relied on: messages are lost, and partitions last for longer than anybody's patience, or not.
fn bad(cut_ns: u64) -> Network {
    Network { lost_ppm: 50_000, resend_ns: 2 * MS, cut_ppm: 20_000, cut_ns, patience_ns: 30 * MS, ..Network::ROOM }
}

#[test]
fn whatever_the_network_does_every_workload_comes_to_the_answer_of_one_task_after_another() {
    let mut all = Traffic::default();
    for plan in every_workload(r#"{"workers": 3}"#) {
        let expected = run::checksum(&block_on(outcome(&suite::simulated(1), &plan, "sequential")).tasks);
        let shares = plan.tasks_wait_for_each_other();
        for (seed, cut_ns) in [(1, 10 * MS), (2, 10 * MS), (3, 40 * MS), (4, 40 * MS)] {
            let host = suite::simulated(seed).networked(bad(cut_ns));
            let found = block_on(outcome(&host, &plan, "distributed"));
            let answer = run::checksum(&found.tasks);
            // Tasks that share something may fail for it, as in a deadlock.
            let who = format!("{} with seed {seed}", plan.workload.id);
            assert!(answer == expected || shares && answer.is_none(), "{who}: {answer:?}, not {expected:?}");
            let Traffic { resent, given_up, .. } = host.traffic();
            assert!(cut_ns > 30 * MS || given_up == 0, "{who}: a partition that ends in time costs no worker");
            all.resent += resent;
            all.given_up += given_up;
        }
    }
    assert!(all.resent > 50 && all.given_up > 20, "{all:?}");
}

/// So many tasks of a millisecond each on so many machines: the virtual nanoseconds until all are done, and what went through the network in all.
fn storm(tasks: u64, workers: u64, network: Network) -> (u64, Traffic) {
    let (wall_ns, host) = simulated(tasks, workers, network);
    (wall_ns, host.traffic())
}

fn simulated(tasks: u64, workers: u64, network: Network) -> (u64, SimulatedHost) {
    let plan = plan(&format!(
        r#"{{"workload": "storm", "parameters": {{"waits": {tasks}, "wait_ms": 1}}, "models": ["distributed"], "workers": {workers}}}"#
    ));
    let host = SimulatedHost::new(1).networked(network);
    let found = block_on(outcome(&host, &plan, "distributed"));
    assert!(found.tasks.iter().all(Result::is_ok));
    (found.trace.wall_ns, host)
}

#[test]
fn a_task_takes_two_messages_and_a_worker_as_many_for_its_end_and_its_clock() {
    for (tasks, workers) in [(100, 1), (1_000, 10), (2_000, 100)] {
        let (_, traffic) = storm(tasks, workers, Network::ROOM);
        // The end and the record; eight questions for the time and their answers.
        assert_eq!(traffic.messages, 2 * tasks + workers * (2 + 16), "{tasks} tasks on {workers} workers");
    }
}

#[test]
fn one_parent_reaches_as_far_as_its_time_for_messages() {
    let ideal_ns = |tasks: u64, workers: u64| tasks * MS / workers;
    // Ten workers wait for nothing but the way there and back.
    let (wall_ns, traffic) = storm(1_000, 10, Network::ROOM);
    let efficiency = ideal_ns(1_000, 10) as f64 / wall_ns as f64;
    assert!((0.6..0.85).contains(&efficiency), "{efficiency}");
    assert!(traffic.busy_ns < wall_ns / 2);
    // A thousand wait for their parent, which is never idle.
    let (wall_ns, host) = simulated(20_000, 1_000, Network::ROOM);
    let traffic = host.traffic_until(wall_ns);
    assert_eq!(host.traffic().messages - traffic.messages, 1_000 * 16, "the clocks of workers are read after the run");
    let efficiency = ideal_ns(20_000, 1_000) as f64 / wall_ns as f64;
    assert!(efficiency < 0.1, "{efficiency}");
    let busy = traffic.busy_ns as f64 / wall_ns as f64;
    assert!((0.95..=1.0).contains(&busy), "{busy}");
    // One that handles its messages in no time has them wait for the wire alone.
    let quick = Network { handling_ns: 0, bytes_per_s: u64::MAX, ..Network::ROOM };
    let (wall_ns, _) = storm(20_000, 1_000, quick);
    assert!(ideal_ns(20_000, 1_000) as f64 / wall_ns as f64 > 0.6);
}
