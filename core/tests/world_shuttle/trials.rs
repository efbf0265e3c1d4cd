//! Tasks on threads of their own, whose steps and whose order chance decides: none waits for ever, and nothing is lost or doubled.

use std::future::poll_fn;

use shuttle::future::block_on;
use shuttle::rand::Rng as _;
use shuttle::sync::Arc;

use crate::world::objects::World;
use crate::world::operation::Operation;
use crate::world::shared::Shared;
use crate::world::stuck::Stuck;

const SCHEDULES: usize = 20_000;
const TASKS: u32 = 5;

/// The cells: items that were sent, items that were received, and a sum that only the holder of the lock changes.
const SENT: usize = 0;
const RECEIVED: usize = 1;
const GUARDED: usize = 2;
const LOCK: usize = 0;
const QUEUE: usize = 0;

#[derive(Clone, Copy)]
enum Step {
    Send,
    Receive,
    /// Takes the lock, changes the guarded cell in two steps, and gives the lock back.
    Change,
    /// Takes the lock and dies with it.
    Die,
}

fn world() -> World {
    let names: Vec<String> = (0..TASKS).map(|task| format!("task {task}")).collect();
    let cells = ["sent", "received", "guarded"].map(|name| (name.to_owned(), 0)).into();
    let shared = Shared { locks: vec!["lock".to_owned()], queues: vec![("queue".to_owned(), 2)], cells };
    World::new(&shared, &names)
}

fn ask(world: &World, task: u32, operation: Operation) -> Result<i64, Stuck> {
    block_on(poll_fn(|context| world.ask(task, operation, Some(context.waker()))))
}

/// Takes all steps of a task; the changes it made under the lock.
fn live(world: &World, task: u32, steps: &[Step]) -> i64 {
    let mut changes = 0;
    for step in steps {
        let done = match step {
            Step::Send => ask(world, task, Operation::Send { queue: QUEUE, item: 1 }).map(|_| {
                world.add(SENT, 1);
            }),
            Step::Receive => ask(world, task, Operation::Receive { queue: QUEUE }).map(|item| {
                world.add(RECEIVED, item);
            }),
            Step::Change => ask(world, task, Operation::Lock { lock: LOCK }).and_then(|_| {
                let value = world.load(GUARDED);
                world.store(GUARDED, value + 1);
                changes += 1;
                ask(world, task, Operation::Unlock { lock: LOCK }).map(|_| ())
            }),
            Step::Die => {
                let _ = ask(world, task, Operation::Lock { lock: LOCK });
                break;
            }
        };
        if done.is_err() {
            break;
        }
    }
    world.ended(task);
    changes
}

fn steps() -> Vec<Step> {
    let mut chance = shuttle::rand::thread_rng();
    let step = |chance: &mut shuttle::rand::rngs::ThreadRng| match chance.gen_range(0..9) {
        0..3 => Step::Send,
        3..6 => Step::Receive,
        6..8 => Step::Change,
        _ => Step::Die,
    };
    (0..chance.gen_range(1..4)).map(|_| step(&mut chance)).collect()
}

fn by_chance() {
    let world = Arc::new(world());
    let lives: Vec<_> = (0..TASKS)
        .map(|task| {
            let (world, steps) = (world.clone(), steps());
            shuttle::thread::spawn(move || live(&world, task, &steps))
        })
        .collect();
    let changes: i64 = lives.into_iter().map(|life| life.join().expect("no thread panics")).sum();
    let left = world.load(SENT) - world.load(RECEIVED);
    assert!((0..=2).contains(&left), "{left} items are left in a queue with room for two");
    assert_eq!(world.load(GUARDED), changes, "under the lock no change is lost");
}

#[test]
fn five_tasks_that_send_receive_lock_and_die_by_chance_all_come_to_their_ends() {
    shuttle::check_random(by_chance, SCHEDULES);
}

#[test]
fn five_tasks_that_are_preempted_at_the_worst_moments_all_come_to_their_ends() {
    shuttle::check_pct(by_chance, SCHEDULES, 3);
}
