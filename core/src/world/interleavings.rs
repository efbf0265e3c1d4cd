//! Small programs in every order in which their tasks can take steps: nobody sleeps for ever, and a stall is found exactly
//! when there is one. What must hold is kept here by a second, simpler model of locks and queues.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Wake, Waker};

use proptest::prelude::*;

use super::objects::World;
use super::operation::Operation;
use super::shared::Shared;
use super::stuck::Stuck;
use crate::trace::TaskId;

const LOCKS: usize = 2;
const QUEUES: usize = 2;
/// With room for one only, no second item could wait for a second receiver.
const CAPACITY: usize = 2;

/// Runs of one program at most; a program with more orders than that is tried in so many of them.
const MOST_RUNS: usize = 20_000;

/// One step of a task. A task whose step is refused ends there, as a scenario's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Lock(usize),
    Unlock(usize),
    Send(usize),
    Receive(usize),
    /// The task panics, whatever it holds.
    Die,
}

use Step::{Die, Lock, Receive, Send, Unlock};

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A task between two steps.
struct Task<'a> {
    id: TaskId,
    steps: &'a [Step],
    /// Whether it waits, with a waker left behind; before that, it has only tried.
    asleep: bool,
    tried: bool,
    ended: bool,
    woken: Arc<Woken>,
}

/// Locks and queues as they must be.
#[derive(Default)]
struct Reference {
    holders: [Option<TaskId>; LOCKS],
    items: [usize; QUEUES],
}

impl Reference {
    fn possible(&self, step: Step) -> bool {
        match step {
            Lock(lock) => self.holders[lock].is_none(),
            Send(queue) => self.items[queue] < CAPACITY,
            Receive(queue) => self.items[queue] > 0,
            Unlock(_) | Die => true,
        }
    }

    fn done(&mut self, task: TaskId, step: Step) {
        match step {
            Lock(lock) => self.holders[lock] = Some(task),
            Unlock(lock) => self.holders[lock] = None,
            Send(queue) => self.items[queue] += 1,
            Receive(queue) => self.items[queue] -= 1,
            Die => {}
        }
    }

    fn ended(&mut self, task: TaskId) {
        for holder in self.holders.iter_mut().filter(|holder| **holder == Some(task)) {
            *holder = None;
        }
    }
}

/// One run of a program: the order of its steps is given, and continued with the first task that can go on.
struct Run<'a> {
    world: World,
    reference: Reference,
    tasks: Vec<Task<'a>>,
    stalls: usize,
}

impl<'a> Run<'a> {
    fn new(program: &'a [Vec<Step>]) -> Self {
        let shared = Shared {
            locks: (0..LOCKS).map(|lock| format!("lock {lock}")).collect(),
            queues: (0..QUEUES).map(|queue| (format!("queue {queue}"), CAPACITY)).collect(),
            cells: Vec::new(),
        };
        let names: Vec<String> = (0..program.len()).map(|task| format!("task {task}")).collect();
        let task = |(id, steps): (TaskId, &'a Vec<Step>)| Task {
            id,
            steps,
            asleep: false,
            tried: false,
            ended: false,
            woken: Arc::default(),
        };
        Self {
            world: World::new(&shared, &names),
            reference: Reference::default(),
            tasks: (0..).zip(program).map(task).collect(),
            stalls: 0,
        }
    }

    /// The tasks that can take a step.
    fn able(&self) -> Vec<usize> {
        let able = |task: &Task<'_>| !task.ended && (!task.asleep || task.woken.0.load(Ordering::Relaxed));
        (0..self.tasks.len()).filter(|task| able(&self.tasks[*task])).collect()
    }

    /// Takes one step, or finds out that the task has to wait.
    fn step(&mut self, place: usize) {
        let stalled_before = self.is_stalled_but_for(place);
        let task = &mut self.tasks[place];
        let Some((&step, rest)) = task.steps.split_first() else { return self.end(place) };
        if step == Die {
            return self.end(place);
        }
        // A task first tries, and leaves its waker only then: others may come between the two.
        let waker = task.tried.then(|| Waker::from(task.woken.clone()));
        task.woken.0.store(false, Ordering::Relaxed);
        match self.world.ask(task.id, operation(step), waker.as_ref()) {
            Poll::Ready(Ok(_)) => {
                assert!(self.reference.possible(step), "{step:?} was done although it was not possible");
                self.reference.done(task.id, step);
                (task.steps, task.asleep, task.tried) = (rest, false, false);
            }
            Poll::Pending => {
                assert!(!self.reference.possible(step), "task {} waits for {step:?}, which is possible", task.id);
                task.asleep = task.tried;
                task.tried = true;
            }
            Poll::Ready(Err(_)) => self.end(place),
        }
        self.check_stalls(stalled_before);
    }

    fn end(&mut self, place: usize) {
        let task = &mut self.tasks[place];
        task.ended = true;
        self.reference.ended(task.id);
        self.world.ended(self.tasks[place].id);
        self.check_stalls(false);
    }

    /// Whether all others wait for what is not possible.
    fn is_stalled_but_for(&self, place: usize) -> bool {
        let mut others = self.tasks.iter().enumerate().filter(|(other, task)| *other != place && !task.ended);
        others.all(|(_, task)| task.asleep && task.steps.first().is_some_and(|step| !self.reference.possible(*step)))
    }

    /// A stall is reported only when everybody waits for what is not possible.
    fn check_stalls(&mut self, others_stalled: bool) {
        let stalls = self.world.dead_ends().iter().filter(|text| text.starts_with("Nobody can go on")).count();
        if stalls > self.stalls {
            let all = self.is_stalled_but_for(usize::MAX);
            assert!(all || others_stalled, "a stall was reported although somebody can go on");
        }
        self.stalls = stalls;
    }
}

fn operation(step: Step) -> Operation {
    match step {
        Lock(lock) => Operation::Lock { lock },
        Unlock(lock) => Operation::Unlock { lock },
        Send(queue) => Operation::Send { queue, item: 1 },
        Receive(queue) => Operation::Receive { queue },
        Die => unreachable!("a task that dies asks for nothing"),
    }
}

/// Runs a program in every order of its steps; how many there were, and `false` if there are more than [`MOST_RUNS`].
fn in_every_order(program: &[Vec<Step>]) -> (usize, bool) {
    // Which of the able tasks went on at each step, and how many were able.
    let mut order: Vec<(usize, usize)> = Vec::new();
    for runs in 1..=MOST_RUNS {
        let mut run = Run::new(program);
        let mut taken = 0;
        loop {
            let able = run.able();
            if able.is_empty() {
                break;
            }
            if taken == order.len() {
                order.push((0, able.len()));
            }
            run.step(able[order[taken].0]);
            taken += 1;
        }
        let asleep: Vec<TaskId> = run.tasks.iter().filter(|task| !task.ended).map(|task| task.id).collect();
        assert!(asleep.is_empty(), "tasks {asleep:?} sleep for ever: {program:?} in the order {order:?}");
        while let Some((chosen, able)) = order.pop() {
            if chosen + 1 < able {
                order.push((chosen + 1, able));
                break;
            }
        }
        if order.is_empty() {
            return (runs, true);
        }
    }
    (MOST_RUNS, false)
}

fn all_orders(program: &[&[Step]]) {
    let program: Vec<Vec<Step>> = program.iter().map(|steps| steps.to_vec()).collect();
    let (runs, complete) = in_every_order(&program);
    assert!(complete && runs > 1, "{program:?} has few enough orders to try them all: {runs}");
}

#[test]
fn two_receivers_that_wait_get_what_one_task_sends_twice() {
    all_orders(&[&[Receive(0)], &[Receive(0)], &[Send(0), Send(0)]]);
}

#[test]
fn two_senders_that_wait_for_room_get_rid_of_their_items() {
    all_orders(&[&[Send(0), Send(0), Receive(0), Receive(0)], &[Send(0)], &[Send(0)]]);
}

#[test]
fn producers_and_consumers_over_two_queues_come_to_their_ends() {
    all_orders(&[&[Send(0), Receive(1)], &[Receive(0), Send(1)], &[Send(0)]]);
}

#[test]
fn locks_that_are_taken_in_opposite_order_end_in_a_told_deadlock_or_not_at_all() {
    all_orders(&[&[Lock(0), Lock(1), Unlock(1), Unlock(0)], &[Lock(1), Lock(0), Unlock(0), Unlock(1)]]);
}

#[test]
fn whoever_waits_for_a_task_that_dies_is_woken_or_told() {
    all_orders(&[&[Lock(0), Die], &[Lock(0), Send(0)], &[Receive(0), Receive(0)]]);
    all_orders(&[&[Die], &[Receive(0)], &[Receive(0)]]);
}

/// Mostly the one queue: tasks that have nothing to do with each other find no mistakes.
fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => Just(Send(0)),
        5 => Just(Receive(0)),
        1 => Just(Send(1)),
        1 => Just(Receive(1)),
        1 => (0..LOCKS).prop_map(Lock),
        1 => (0..LOCKS).prop_map(Unlock),
        1 => Just(Die),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_program_of_a_few_steps_leaves_a_task_asleep(program in prop::collection::vec(prop::collection::vec(step(), 1..4), 2..5)) {
        in_every_order(&program);
    }
}

#[test]
fn the_reference_model_knows_a_stall_when_it_sees_one() {
    let stuck = Stuck::Stalled(vec!["task 0 waits for an item in queue 0".to_owned()]);
    assert!(stuck.to_string().starts_with("Nobody can go on"), "the text by which stalls are counted here");
}
