//! The lock under loom: every order in which two threads can take, drop, wait and die, and those of three threads with few preemptions.

use crate::lock::Patience;
use crate::rules::{Act, Trial, live};
use loom::sync::Arc;

const INTERVAL: Patience = Patience::Interval { ns: 5_000_000 };

/// Lets the threads do their acts in every order, or with a bound in every order that preempts them at most so many times.
fn in_every_order(patience: Patience, bound: Option<usize>, threads: &[&'static [Act]]) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = bound;
    let threads = threads.to_vec();
    model.check(move || {
        let trial = Arc::new(Trial::new(patience));
        let lives: Vec<_> = (1..)
            .zip(&threads)
            .map(|(id, acts)| {
                let (trial, acts) = (trial.clone(), *acts);
                loom::thread::spawn(move || live(&trial, id, acts))
            })
            .collect();
        for life in lives {
            life.join().expect("no thread panics");
        }
    });
}

#[test]
fn two_patient_threads_exclude_each_other_and_both_come_to_their_ends() {
    in_every_order(INTERVAL, None, &[&[Act::Take, Act::Drop], &[Act::Take, Act::Drop]]);
}

#[test]
fn two_threads_that_insist_make_each_other_give_way_and_both_come_to_their_ends() {
    let acts: &[Act] = &[Act::Insist, Act::Checkpoint, Act::Drop];
    in_every_order(INTERVAL, Some(3), &[acts, acts]);
}

#[test]
fn a_thread_that_dies_holding_the_lock_leaves_it_to_the_one_who_waits() {
    in_every_order(INTERVAL, None, &[&[Act::Take, Act::Die], &[Act::Insist, Act::Drop]]);
}

#[test]
fn a_thread_that_dies_waiting_does_not_keep_the_holder_who_gave_way_to_it() {
    in_every_order(INTERVAL, None, &[&[Act::Take, Act::Checkpoint, Act::Drop], &[Act::AskAndDie]]);
}

#[test]
fn the_signal_of_a_waiter_that_died_reaches_the_next_one() {
    in_every_order(INTERVAL, Some(2), &[&[Act::Take, Act::Drop], &[Act::AskAndDie], &[Act::Insist, Act::Drop]]);
}

#[test]
fn three_threads_of_which_two_insist_all_come_to_their_ends() {
    let insists: &[Act] = &[Act::Insist, Act::Drop];
    in_every_order(INTERVAL, Some(2), &[&[Act::Take, Act::Checkpoint, Act::Drop], insists, insists]);
}

#[test]
fn two_threads_that_tick_as_in_python_2_exclude_each_other() {
    let acts: &[Act] = &[Act::Take, Act::Checkpoint, Act::Drop];
    in_every_order(Patience::Ticks, Some(3), &[acts, acts]);
}
