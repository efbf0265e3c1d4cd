//! The lock under shuttle: four threads, whose acts and whose order chance decides, a hundred thousand times each.

use crate::lock::Patience;
use crate::rules::{Act, Trial, live};
use shuttle::rand::Rng as _;
use shuttle::sync::Arc;

const SCHEDULES: usize = 100_000;
const THREADS: usize = 4;

fn by_chance(patience: Patience) {
    let trial = Arc::new(Trial::new(patience));
    let lives: Vec<_> = (1..=THREADS)
        .map(|id| {
            let (trial, acts) = (trial.clone(), acts());
            shuttle::thread::spawn(move || live(&trial, trial.hand(), id, &acts))
        })
        .collect();
    for life in lives {
        life.join().expect("no thread panics");
    }
}

/// One or two turns with the lock, and perhaps a sudden end.
fn acts() -> Vec<Act> {
    let mut chance = shuttle::rand::thread_rng();
    let mut acts = Vec::new();
    for _ in 0..chance.gen_range(1..3) {
        let turn: &[Act] = match chance.gen_range(0..5) {
            0 => &[Act::Take, Act::Drop],
            1 => &[Act::Take, Act::Checkpoint, Act::Drop],
            2 | 3 => &[Act::Insist, Act::Checkpoint, Act::Drop],
            _ if chance.gen_bool(0.5) => &[Act::AskAndDie],
            _ => &[Act::Insist, Act::Die],
        };
        acts.extend(turn);
        if matches!(turn.last(), Some(Act::AskAndDie | Act::Die)) {
            break;
        }
    }
    acts
}

#[test]
fn four_threads_that_take_drop_insist_and_die_by_chance_never_break_a_rule_nor_wait_for_ever() {
    shuttle::check_random(|| by_chance(Patience::Interval { ns: 5_000_000 }), SCHEDULES);
}

#[test]
fn four_threads_that_are_preempted_at_the_worst_moments_never_break_a_rule_nor_wait_for_ever() {
    shuttle::check_pct(|| by_chance(Patience::Interval { ns: 5_000_000 }), SCHEDULES, 3);
}
