//! Locks, queues and dead ends, and the detector against brute force.

use std::collections::BTreeSet;
use std::task::{Poll, Waker};

use proptest::prelude::*;

use super::{Operation, Shared, Stuck, World};

fn world(locks: usize, queues: &[usize], tasks: usize) -> World {
    let shared = Shared {
        locks: (0..locks).map(|lock| format!("lock {lock}")).collect(),
        queues: queues.iter().map(|capacity| ("queue".to_owned(), *capacity)).collect(),
        cells: vec![("cell".to_owned(), 5)],
    };
    let names: Vec<String> = (0..tasks).map(|task| format!("task {task}")).collect();
    World::new(&shared, &names)
}

fn ask(world: &World, task: u32, ask: Operation) -> Poll<Result<i64, Stuck>> {
    world.ask(task, ask, Some(Waker::noop()))
}

const GRANTED: Poll<Result<i64, Stuck>> = Poll::Ready(Ok(0));

#[test]
fn a_lock_has_one_holder_and_goes_to_who_asks_after_it_was_released() {
    let world = world(1, &[], 2);
    assert_eq!(ask(&world, 0, Operation::Lock { lock: 0 }), GRANTED);
    assert_eq!(ask(&world, 1, Operation::Lock { lock: 0 }), Poll::Pending);
    assert_eq!(ask(&world, 0, Operation::Unlock { lock: 0 }), GRANTED);
    assert_eq!(ask(&world, 1, Operation::Lock { lock: 0 }), GRANTED);
}

#[test]
fn unlocking_what_another_task_holds_names_the_holder() {
    let world = world(1, &[], 2);
    assert_eq!(ask(&world, 0, Operation::Lock { lock: 0 }), GRANTED);
    let Poll::Ready(Err(stuck)) = ask(&world, 1, Operation::Unlock { lock: 0 }) else { panic!("it is refused") };
    assert_eq!(stuck.to_string(), "task 1 cannot unlock lock 0: task 0 holds it");
}

#[test]
fn a_queue_keeps_the_order_and_holds_no_more_than_its_room() {
    let world = world(0, &[2], 2);
    for item in [7, 8] {
        assert_eq!(ask(&world, 0, Operation::Send { queue: 0, item }), GRANTED);
    }
    assert_eq!(ask(&world, 0, Operation::Send { queue: 0, item: 9 }), Poll::Pending);
    assert_eq!(ask(&world, 1, Operation::Receive { queue: 0 }), Poll::Ready(Ok(7)));
    assert_eq!(ask(&world, 0, Operation::Send { queue: 0, item: 9 }), GRANTED);
    assert_eq!(ask(&world, 1, Operation::Receive { queue: 0 }), Poll::Ready(Ok(8)));
}

#[test]
fn a_receive_that_can_never_come_is_explained_to_everybody_who_waits() {
    let world = world(0, &[1], 2);
    assert_eq!(ask(&world, 0, Operation::Receive { queue: 0 }), Poll::Pending);
    world.ended(1);
    let Poll::Ready(Err(stuck)) = ask(&world, 0, Operation::Receive { queue: 0 }) else { panic!("it is refused") };
    assert_eq!(stuck.to_string(), "Nobody can go on: task 0 waits for an item in queue.");
}

#[test]
fn the_end_of_a_task_frees_its_locks() {
    let world = world(1, &[], 2);
    assert_eq!(ask(&world, 0, Operation::Lock { lock: 0 }), GRANTED);
    assert_eq!(ask(&world, 1, Operation::Lock { lock: 0 }), Poll::Pending);
    world.ended(0);
    assert_eq!(ask(&world, 1, Operation::Lock { lock: 0 }), GRANTED);
}

#[test]
fn a_cell_is_read_written_and_added_to() {
    let world = world(0, &[], 1);
    assert_eq!(world.add(0, 2), 5);
    world.store(0, world.load(0) * 2);
    assert_eq!(world.cells(), [14]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Tasks take locks at random and never give one back. An operation is refused as a deadlock exactly if, in a graph that is
    /// kept here and searched by brute force, granting the wait would close a circle.
    #[test]
    fn a_deadlock_is_found_exactly_when_there_is_one(operations in prop::collection::vec((0..5u32, 0..5usize), 1..40)) {
        // One task more than takes part, so that nobody is ever told that everybody waits.
        let world = world(5, &[], 6);
        let mut holder: [Option<u32>; 5] = [None; 5];
        let mut waits: [Option<usize>; 5] = [None; 5];
        for (task, lock) in operations {
            if waits[task as usize].is_some() || holder[lock] == Some(task) {
                continue;
            }
            match ask(&world, task, Operation::Lock { lock }) {
                Poll::Ready(Ok(_)) => {
                    prop_assert_eq!(holder[lock], None);
                    holder[lock] = Some(task);
                }
                Poll::Pending => {
                    waits[task as usize] = Some(lock);
                    prop_assert!(!in_circle(task, &holder, &waits), "a deadlock was overlooked");
                }
                Poll::Ready(Err(stuck)) => {
                    waits[task as usize] = Some(lock);
                    prop_assert!(in_circle(task, &holder, &waits), "no deadlock, but {stuck}");
                    waits[task as usize] = None;
                }
            }
        }
    }
}

/// Whether `start` waits, over any number of others, for itself: everybody reachable is collected until nobody new is found.
fn in_circle(start: u32, holder: &[Option<u32>; 5], waits: &[Option<usize>; 5]) -> bool {
    let waits_for = |task: u32| waits[task as usize].and_then(|lock| holder[lock]);
    let mut reachable: BTreeSet<u32> = waits_for(start).into_iter().collect();
    loop {
        let more: BTreeSet<u32> = reachable.iter().filter_map(|task| waits_for(*task)).collect();
        if more.is_subset(&reachable) {
            return reachable.contains(&start);
        }
        reachable.extend(more);
    }
}
