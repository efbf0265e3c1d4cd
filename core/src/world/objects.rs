//! The shared objects of one execution, in the memory of lane 0.

use std::sync::PoisonError;
use std::task::{Poll, Waker};

use super::operation::Operation;
use super::shared::Shared;
use super::state::State;
use super::stuck::Stuck;
use super::sync::{AtomicI64, Mutex, MutexGuard, Ordering};
use crate::host::Payload;
use crate::trace::TaskId;

/// The shared things of one execution.
#[derive(Debug)]
pub struct World {
    cells: Vec<AtomicI64>,
    /// Whether there is anything that a task could wait for or hold.
    can_block: bool,
    state: Mutex<State>,
}

impl World {
    /// A new world for `tasks`, which are named for explanations.
    pub fn new(shared: &Shared, tasks: &[String]) -> Self {
        Self {
            cells: shared.cells.iter().map(|(_, first)| AtomicI64::new(*first)).collect(),
            can_block: shared.can_block(),
            // Where nobody can wait there is nothing to explain.
            state: Mutex::new(State::new(shared, if shared.can_block() { tasks } else { &[] })),
        }
    }

    /// The value of a cell now.
    pub fn load(&self, cell: usize) -> i64 {
        self.cells[cell].load(Ordering::Relaxed)
    }

    /// Gives a cell a value.
    pub fn store(&self, cell: usize, value: i64) {
        self.cells[cell].store(value, Ordering::Relaxed);
    }

    /// Adds to a cell in one step that nothing can come between; gives the value before.
    pub fn add(&self, cell: usize, value: i64) -> i64 {
        self.cells[cell].fetch_add(value, Ordering::Relaxed)
    }

    /// The values of all cells.
    pub fn cells(&self) -> Vec<i64> {
        self.cells.iter().map(|cell| cell.load(Ordering::Relaxed)).collect()
    }

    /// Asks for something that may have to wait; without a waker, it is only tried and nobody waits.
    pub fn ask(&self, task: TaskId, ask: Operation, waker: Option<&Waker>) -> Poll<Result<i64, Stuck>> {
        self.ask_telling(task, ask, waker, || {})
    }

    /// The same. `granted` is called if it succeeds, before anybody can notice that.
    pub fn ask_telling(
        &self,
        task: TaskId,
        ask: Operation,
        waker: Option<&Waker>,
        granted: impl FnOnce(),
    ) -> Poll<Result<i64, Stuck>> {
        let mut state = self.state();
        let (answer, woken) = state.ask(task, ask, waker);
        if let Poll::Ready(Ok(_)) = answer {
            granted();
        }
        drop(state);
        woken.into_iter().for_each(Waker::wake);
        answer
    }

    /// As [`Operation::Unlock`]. If another task waits for the lock, `handed_over` is called before that one can have it.
    ///
    /// # Errors
    /// When the task does not hold the lock.
    pub fn unlock(&self, task: TaskId, lock: usize, handed_over: impl FnOnce()) -> Result<(), Stuck> {
        let mut state = self.state();
        if state.hands_over(task, lock) {
            handed_over();
        }
        let (answer, woken) = state.ask(task, Operation::Unlock { lock }, None);
        drop(state);
        woken.into_iter().for_each(Waker::wake);
        match answer {
            Poll::Ready(answer) => answer.map(|_| ()),
            Poll::Pending => unreachable!("to unlock, nobody has to wait"),
        }
    }

    /// The task has ended: what it holds is released, so that nobody waits for it.
    pub fn ended(&self, task: TaskId) {
        if !self.can_block {
            return;
        }
        let woken = self.state().ended(task);
        woken.into_iter().for_each(Waker::wake);
    }

    /// Leaves a payload for whoever gets its number; nothing is copied.
    pub fn leave(&self, payload: Payload) -> i64 {
        self.state().leave(payload)
    }

    /// Takes the payload with this number away; an empty one if there is none.
    pub fn fetch(&self, payload: i64) -> Payload {
        self.state().fetch(payload)
    }

    /// Every dead end that was met, explained.
    pub fn dead_ends(&self) -> Vec<String> {
        self.state().dead_ends.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
