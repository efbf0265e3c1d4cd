//! Locks, queues and the wait-for graph, behind one mutex.
//!
//! Invariants: a lock has one holder at most; a queue never holds more than its capacity; a task waits for one thing at most;
//! whoever waits for what is possible has been woken, or somebody has who will wake it; whenever no task could ever go on, at
//! least one of the waiting ones is told why.

use std::collections::{BTreeMap, VecDeque};
use std::task::{Poll, Waker};

use super::operation::Operation;
use super::shared::Shared;
use super::stuck::{Link, Stuck};
use crate::host::Payload;
use crate::trace::TaskId;

#[derive(Debug)]
pub struct State {
    names: Vec<String>,
    locks: Vec<Lock>,
    queues: Vec<Queue>,
    /// Tasks that wait, and for what.
    waiting: BTreeMap<TaskId, Waiting>,
    /// Tasks that have not ended yet.
    alive: usize,
    /// What to tell a waiting task when it asks next.
    verdicts: BTreeMap<TaskId, Stuck>,
    pub dead_ends: Vec<String>,
    /// Payloads that were left and not fetched yet.
    payloads: BTreeMap<i64, Payload>,
    next_payload: i64,
}

#[derive(Debug)]
struct Lock {
    name: String,
    holder: Option<TaskId>,
}

#[derive(Debug)]
struct Queue {
    name: String,
    capacity: usize,
    items: VecDeque<i64>,
}

#[derive(Debug)]
struct Waiting {
    ask: Operation,
    /// Operations of the same kind succeed in the order in which they began.
    since: u64,
    waker: Waker,
}

impl State {
    pub fn new(shared: &Shared, tasks: &[String]) -> Self {
        Self {
            names: tasks.to_vec(),
            locks: shared.locks.iter().map(|name| Lock { name: name.clone(), holder: None }).collect(),
            queues: shared
                .queues
                .iter()
                .map(|(name, capacity)| Queue { name: name.clone(), capacity: *capacity, items: VecDeque::new() })
                .collect(),
            waiting: BTreeMap::new(),
            alive: tasks.len(),
            verdicts: BTreeMap::new(),
            dead_ends: Vec::new(),
            payloads: BTreeMap::new(),
            next_payload: 0,
        }
    }

    pub fn leave(&mut self, payload: Payload) -> i64 {
        let number = self.next_payload;
        self.next_payload += 1;
        self.payloads.insert(number, payload);
        number
    }

    pub fn fetch(&mut self, payload: i64) -> Payload {
        self.payloads.remove(&payload).unwrap_or_default()
    }

    /// Performs an operation, refuses it, or has the task wait; and who is to be woken because of it.
    pub fn ask(
        &mut self,
        task: TaskId,
        ask: Operation,
        waker: Option<&Waker>,
    ) -> (Poll<Result<i64, Stuck>>, Vec<Waker>) {
        if let Some(verdict) = self.verdicts.remove(&task) {
            return (Poll::Ready(Err(verdict)), self.stop_waiting(task));
        }
        match self.grant(task, ask) {
            Ok(Some(value)) => {
                self.waiting.remove(&task);
                (Poll::Ready(Ok(value)), self.woken_by(ask))
            }
            Ok(None) => match waker {
                Some(waker) => self.wait(task, ask, waker),
                None => (Poll::Pending, Vec::new()),
            },
            Err(stuck) => (Poll::Ready(Err(stuck)), Vec::new()),
        }
    }

    /// A task has ended; its locks are free.
    pub fn ended(&mut self, task: TaskId) -> Vec<Waker> {
        self.alive -= 1;
        let mut woken = self.stop_waiting(task);
        let held: Vec<usize> = (0..self.locks.len()).filter(|lock| self.locks[*lock].holder == Some(task)).collect();
        for lock in held {
            self.locks[lock].holder = None;
            woken.extend(self.woken_by(Operation::Unlock { lock }));
        }
        woken.extend(self.stall());
        woken
    }

    /// Whether `task` holds this lock and another task waits for it.
    pub fn hands_over(&self, task: TaskId, lock: usize) -> bool {
        let wanted = |waiting: &Waiting| waiting.ask == Operation::Lock { lock };
        self.locks[lock].holder == Some(task) && self.waiting.values().any(wanted)
    }

    /// A task waits no longer, without having got what it waited for: a signal that was meant for it goes to the next one.
    fn stop_waiting(&mut self, task: TaskId) -> Vec<Waker> {
        self.waiting.remove(&task).map(|waiting| self.woken_by(waiting.ask)).unwrap_or_default()
    }

    /// The result of the operation, `None` if it has to wait, or why it can never succeed.
    fn grant(&mut self, task: TaskId, ask: Operation) -> Result<Option<i64>, Stuck> {
        match ask {
            Operation::Lock { lock } => match self.locks[lock].holder {
                None => {
                    self.locks[lock].holder = Some(task);
                    Ok(Some(0))
                }
                Some(holder) if holder == task => {
                    Err(Stuck::Again { task: self.name(task), lock: self.locks[lock].name.clone() })
                }
                Some(_) => Ok(None),
            },
            Operation::TryLock { lock } => {
                let taken = self.grant(task, Operation::Lock { lock })?;
                Ok(Some(i64::from(taken.is_some())))
            }
            Operation::Unlock { lock } => {
                let holder = self.locks[lock].holder;
                if holder != Some(task) {
                    let (task, lock) = (self.name(task), self.locks[lock].name.clone());
                    return Err(Stuck::NotHeld { task, lock, holder: holder.map(|holder| self.name(holder)) });
                }
                self.locks[lock].holder = None;
                Ok(Some(0))
            }
            Operation::Send { queue, item } => {
                let queue = &mut self.queues[queue];
                let room = queue.items.len() < queue.capacity;
                if room {
                    queue.items.push_back(item);
                }
                Ok(room.then_some(0))
            }
            Operation::Receive { queue } => Ok(self.queues[queue].items.pop_front()),
            // Payloads do not come this way: they are moved, not asked for.
            Operation::Leave | Operation::Fetch { .. } => Ok(Some(0)),
        }
    }

    fn wait(&mut self, task: TaskId, ask: Operation, waker: &Waker) -> (Poll<Result<i64, Stuck>>, Vec<Waker>) {
        let newest = self.waiting.values().map(|waiting| waiting.since + 1).max().unwrap_or(0);
        let since = self.waiting.get(&task).map_or(newest, |waiting| waiting.since);
        self.waiting.insert(task, Waiting { ask, since, waker: waker.clone() });
        if let Some(deadlock) = self.circle(task) {
            self.waiting.remove(&task);
            self.dead_ends.push(deadlock.to_string());
            return (Poll::Ready(Err(deadlock)), Vec::new());
        }
        let woken = self.stall();
        (Poll::Pending, woken)
    }

    /// Follows who waits for whom from `start`; a way back to it is a deadlock.
    fn circle(&self, start: TaskId) -> Option<Stuck> {
        let mut links = Vec::new();
        let mut task = start;
        // Each step is another waiting task, unless there is a circle that `start` is not part of.
        for _ in 0..=self.waiting.len() {
            let Operation::Lock { lock } = self.waiting.get(&task)?.ask else { return None };
            let holder = self.locks[lock].holder?;
            links.push(Link {
                task: self.name(task),
                wants: self.locks[lock].name.clone(),
                held_by: self.name(holder),
            });
            if holder == start {
                // However it was found, the same circle is told in the same words.
                let first = (0..links.len()).min_by_key(|link| &links[*link].task).unwrap_or(0);
                links.rotate_left(first);
                return Some(Stuck::Deadlock(links));
            }
            task = holder;
        }
        None
    }

    /// If everybody waits and nothing can be granted, everybody is told; gives who is to be woken for that.
    fn stall(&mut self) -> Vec<Waker> {
        let grantable = |waiting: &Waiting| match waiting.ask {
            Operation::Lock { lock } => self.locks[lock].holder.is_none(),
            Operation::TryLock { .. } | Operation::Unlock { .. } | Operation::Leave | Operation::Fetch { .. } => true,
            Operation::Send { queue, .. } => self.queues[queue].items.len() < self.queues[queue].capacity,
            Operation::Receive { queue } => !self.queues[queue].items.is_empty(),
        };
        let untold = self.waiting.keys().any(|task| !self.verdicts.contains_key(task));
        if self.waiting.len() < self.alive || !untold || self.waiting.values().any(grantable) {
            return Vec::new();
        }
        let stalled =
            Stuck::Stalled(self.waiting.iter().map(|(task, waiting)| self.explain(*task, waiting.ask)).collect());
        self.dead_ends.push(stalled.to_string());
        for task in self.waiting.keys() {
            self.verdicts.insert(*task, stalled.clone());
        }
        self.waiting.values().map(|waiting| waiting.waker.clone()).collect()
    }

    fn explain(&self, task: TaskId, ask: Operation) -> String {
        let task_name = self.name(task);
        match ask {
            Operation::Lock { lock } | Operation::TryLock { lock } | Operation::Unlock { lock } => {
                format!("{task_name} waits for {}", self.locks[lock].name)
            }
            Operation::Send { queue, .. } => format!("{task_name} waits for room in {}", self.queues[queue].name),
            Operation::Receive { queue } => format!("{task_name} waits for an item in {}", self.queues[queue].name),
            Operation::Leave | Operation::Fetch { .. } => format!("{task_name} waits for a payload"),
        }
    }

    /// Who is to be woken after `ask` was done: of those who wait for the same lock or queue, for each kind of operation that is
    /// possible now, the one who has waited longest. Nobody who could go on is left asleep, because whoever is woken and done
    /// wakes the next one.
    fn woken_by(&self, ask: Operation) -> Vec<Waker> {
        let longest = |wants: &dyn Fn(Operation) -> bool| {
            let waiting = self.waiting.values().filter(|waiting| wants(waiting.ask));
            waiting.min_by_key(|waiting| waiting.since).map(|waiting| waiting.waker.clone())
        };
        match ask {
            Operation::Lock { lock } | Operation::TryLock { lock } | Operation::Unlock { lock } => {
                let free = self.locks[lock].holder.is_none();
                let next = free.then(|| longest(&|ask| ask == Operation::Lock { lock }));
                next.flatten().into_iter().collect()
            }
            Operation::Send { queue, .. } | Operation::Receive { queue } => {
                let Queue { items, capacity, .. } = &self.queues[queue];
                let receiver = (!items.is_empty()).then(|| longest(&|ask| ask == Operation::Receive { queue }));
                let sends = |ask| matches!(ask, Operation::Send { queue: wanted, .. } if wanted == queue);
                let sender = (items.len() < *capacity).then(|| longest(&sends));
                receiver.flatten().into_iter().chain(sender.flatten()).collect()
            }
            Operation::Leave | Operation::Fetch { .. } => Vec::new(),
        }
    }

    fn name(&self, task: TaskId) -> String {
        self.names.get(task as usize).cloned().unwrap_or_else(|| format!("task {task}"))
    }
}
