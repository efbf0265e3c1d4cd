//! What a plan sets for every workload alike, and what it may be.

use super::definition::Plan;
use super::parameter::Parameter;
use crate::gil::GilProfile;

/// What a plan sets for every workload alike, in the order of its fields.
pub fn settings() -> Vec<Parameter> {
    let Plan { workers, runs, time_s, warmup, seed, quantum_us, switch_interval_us, .. } = Plan::default();
    let up_to_a_second = |min| (min, 1_000_000);
    let lanes =
        "How many lanes a model may use, if it uses more than one; tasks that may wait for each other get a lane each.";
    let turn = "How long a task computes under time-slicing until it is another's turn.";
    let lock = "Whose GIL the model gil has: that of CPython 3, or that of Python 2, which switches by ticks.";
    let patience = "How long a thread waits for the GIL until it asks the holder to drop it.";
    vec![
        Parameter::integer("workers", "Workers", lanes, (1, 64), workers.cast_signed(), ""),
        Parameter::integer(
            "runs",
            "Runs",
            "How many measured executions each model gets; 0 for as many as it takes until the ratios are sure.",
            (0, 1_000),
            runs.cast_signed(),
            "",
        ),
        Parameter::integer(
            "time_s",
            "Time",
            "How long all of it may take when the number of runs is not fixed.",
            (1, 3_600),
            time_s.cast_signed(),
            "s",
        ),
        Parameter::integer(
            "warmup",
            "Warm-up",
            "How many executions go before the measured ones, at the least when the number of runs is not fixed.",
            (0, 100),
            warmup.cast_signed(),
            "",
        ),
        Parameter::integer(
            "seed",
            "Seed",
            "Decides the order of the models within each round.",
            (0, SEED_MAX),
            seed.cast_signed(),
            "",
        ),
        Parameter::integer("quantum_us", "Quantum", turn, up_to_a_second(50), quantum_us.cast_signed(), "µs"),
        Parameter::integer(
            "switch_interval_us",
            "Switch interval",
            patience,
            up_to_a_second(1),
            switch_interval_us.cast_signed(),
            "µs",
        ),
        Parameter::choice("gil_profile", "GIL", lock, GilProfile::IDS),
    ]
}

/// The largest seed: the largest whole number that every JSON reader keeps exactly.
pub const SEED_MAX: i64 = (1 << 53) - 1;
