//! The lock under loom: every order in which two and three threads can take, drop, wait and die, without a bound.
//!
//! Each test says how many orders there are, so that nobody bounds them unseen. The last thread is the main one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::lock::Patience;
use crate::rules::Act::{AskAndDie, Checkpoint, Die, Drop, Insist, Take};
use crate::rules::{Act, Trial, live};

const INTERVAL: Patience = Patience::Interval { ns: 5_000_000 };

/// Lets the threads do their acts in every order; gives the number of orders.
fn orders(patience: Patience, threads: &[&'static [Act]]) -> usize {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = None;
    model.max_permutations = None;
    model.max_duration = None;
    let threads = threads.to_vec();
    let orders = Arc::new(AtomicUsize::new(0));
    let count = orders.clone();
    model.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        // Hands that exist before any thread runs save steps, and with them most of the orders; for that the lock must outlive
        // the threads for certain. Some megabytes are leaked until the test ends.
        let trial: &'static Trial = Box::leak(Box::new(Trial::new(patience)));
        let mut lives = (1..).zip(&threads).map(|(id, acts)| (trial.hand(), id, *acts)).collect::<Vec<_>>();
        let (hand, id, acts) = lives.pop().expect("there are threads");
        let others: Vec<_> = lives
            .into_iter()
            .map(|(hand, id, acts)| loom::thread::spawn(move || live(trial, hand, id, acts)))
            .collect();
        live(trial, hand, id, acts);
        for life in others {
            life.join().expect("no thread panics");
        }
    });
    orders.load(Ordering::Relaxed)
}

#[test]
fn two_patient_threads_exclude_each_other_and_both_come_to_their_ends() {
    assert_eq!(orders(INTERVAL, &[&[Take, Drop], &[Take, Drop]]), 10);
}

#[test]
fn two_threads_that_insist_make_each_other_give_way_and_both_come_to_their_ends() {
    let acts: &[Act] = &[Insist, Checkpoint, Drop];
    assert_eq!(orders(INTERVAL, &[acts, acts]), 135);
}

#[test]
fn a_thread_that_dies_holding_the_lock_leaves_it_to_the_one_who_waits() {
    assert_eq!(orders(INTERVAL, &[&[Take, Die], &[Insist, Drop]]), 12);
}

#[test]
fn a_thread_that_dies_waiting_does_not_keep_the_holder_who_gave_way_to_it() {
    assert_eq!(orders(INTERVAL, &[&[Take, Checkpoint, Drop], &[AskAndDie]]), 23);
}

#[test]
fn two_threads_that_tick_as_in_python_2_exclude_each_other() {
    let acts: &[Act] = &[Take, Checkpoint, Drop];
    assert_eq!(orders(Patience::Ticks, &[acts, acts]), 84);
}

#[test]
fn three_patient_threads_exclude_each_other_and_all_come_to_their_ends() {
    let acts: &[Act] = &[Take, Drop];
    assert_eq!(orders(INTERVAL, &[acts, acts, acts]), 1_720);
}

#[test]
fn the_signal_of_a_waiter_that_died_reaches_the_next_one() {
    assert_eq!(orders(INTERVAL, &[&[Take, Drop], &[AskAndDie], &[Insist, Drop]]), 17_601);
}

#[test]
fn a_holder_that_gives_way_to_one_of_two_and_dies_leaves_the_lock_to_both() {
    assert_eq!(orders(INTERVAL, &[&[Take, Checkpoint, Die], &[Insist, Die], &[Take, Die]]), 10_955);
}

#[test]
fn a_holder_that_gives_way_to_two_that_may_have_died_goes_on() {
    assert_eq!(orders(INTERVAL, &[&[Take, Checkpoint, Die], &[AskAndDie], &[AskAndDie]]), 31_763);
}

#[test]
fn three_threads_of_which_two_insist_all_come_to_their_ends() {
    assert_eq!(orders(INTERVAL, &[&[Take, Checkpoint, Die], &[Insist, Die], &[Insist, Die]]), 58_331);
}
