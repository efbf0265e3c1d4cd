//! How much a scenario may ask for: enough for any lesson, too little to hang a classroom.

use super::program::{Scenario, Step, Written};
use crate::plan::grouped;

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024;

/// Tasks.
pub const TASKS: usize = 32;
/// Steps as they are written, all tasks together.
pub const WRITTEN: usize = 2_000;
/// Steps as they are done, all tasks together. `repeat` is a step each time it repeats.
pub const DONE: u64 = 20_000;
/// Iterations of `cpu`, with all repetitions, all tasks together.
pub const ITERATIONS: u64 = 20_000_000_000;
/// Milliseconds of `wait`, with all repetitions, all tasks together.
pub const WAITED_MS: u64 = 600_000;
/// Steps within steps.
pub const DEPTH: usize = 8;
/// Items a queue can hold.
pub const CAPACITY: i64 = 10_000;
/// Iterations of one `cpu`.
pub const CPU: i64 = 10_000_000_000;
/// Milliseconds of one `wait`.
pub const WAIT_MS: i64 = 60_000;
/// Repetitions of one `repeat`.
pub const REPEAT: i64 = 10_000;
/// The greatest number for queues and cells that can be written, and the least one below zero.
pub const NUMBER: i64 = 1_000_000_000;
/// Characters of a name or of a line.
pub const CHARACTERS: usize = 200;

#[derive(Default)]
struct Sum {
    done: u64,
    iterations: u64,
    waited_ms: u64,
}

/// The first limit that the whole scenario breaks, as a sentence.
pub fn exceeded(scenario: &Scenario) -> Option<String> {
    let mut sum = Sum::default();
    for task in &scenario.tasks {
        add(&mut sum, &task.steps, 1);
    }
    let over = |what: &str, is: u64, limit: u64| {
        (is > limit).then(|| {
            let number = |number: u64| grouped(i64::try_from(number).unwrap_or(i64::MAX));
            format!("All tasks together ask for {} {what}; {} is the limit.", number(is), number(limit))
        })
    };
    over("steps", sum.done, DONE)
        .or_else(|| over("iterations of cpu", sum.iterations, ITERATIONS))
        .or_else(|| over("milliseconds of waiting", sum.waited_ms, WAITED_MS))
}

fn add(sum: &mut Sum, steps: &[Written], times: u64) {
    for Written { step, .. } in steps {
        let mut done = times;
        match step {
            Step::Repeat { times: again, steps } => {
                // Each repetition counts, or those of nothing could go on for ever.
                done = times.saturating_mul(*again);
                add(sum, steps, done);
            }
            Step::Cpu(iterations) => sum.iterations = sum.iterations.saturating_add(iterations.saturating_mul(times)),
            Step::Wait(ms) => sum.waited_ms = sum.waited_ms.saturating_add(ms.saturating_mul(times)),
            _ => {}
        }
        sum.done = sum.done.saturating_add(done);
    }
}
