//! Tasks on their way to lanes that may be lost: who waits for one, and which come back.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

use super::execution::RunState;
use super::journal::Journal;
use crate::host::{HostError, Place};
use crate::trace::TaskId;

/// The tasks of an execution, as the lane sees them that shares them out.
pub(super) struct SharedOut<'a> {
    state: &'a RunState<'a>,
    place: Place,
    /// Tasks whose lane was lost, with what they had asked by then.
    returned: RefCell<Vec<(TaskId, Journal)>>,
    losses: RefCell<BTreeMap<TaskId, u32>>,
    /// How many are with lanes now.
    under_way: Cell<u64>,
    waiting: RefCell<Vec<Waker>>,
}

/// A task whose lanes were lost so often is not given to another one: it may be the reason.
const MOST_LOSSES: u32 = 8;

impl<'a> SharedOut<'a> {
    pub fn new(state: &'a RunState<'a>, place: Place) -> Self {
        Self {
            state,
            place,
            returned: RefCell::default(),
            losses: RefCell::default(),
            under_way: Cell::new(0),
            waiting: RefCell::default(),
        }
    }

    /// The next task to do; `None` when there will be none. Where lanes can be lost, that is known only when no lane has a task any more.
    pub async fn next(&self) -> Option<(TaskId, Journal)> {
        poll_fn(|context| {
            let returned = self.returned.borrow_mut().pop();
            let next = returned.or_else(|| self.state.take().map(|task| (task, Journal::of(self.place))));
            match next {
                Some(next) => {
                    self.under_way.set(self.under_way.get() + 1);
                    Poll::Ready(Some(next))
                }
                None if self.place == Place::Here => Poll::Ready(None),
                None => self.poll_done(context).map(|()| None),
            }
        })
        .await
    }

    /// Resolves when every task is done.
    pub async fn done(&self) {
        poll_fn(|context| if self.state.all_taken() { self.poll_done(context) } else { self.wait(context) }).await;
    }

    /// A task is done.
    pub fn finished(&self) {
        self.under_way.set(self.under_way.get() - 1);
        self.wake();
    }

    /// The lane of a task was lost, for this reason: another one is to do it.
    ///
    /// # Errors
    /// When that has happened too often.
    pub fn give_back(&self, task: TaskId, journal: Journal, why: &str) -> Result<(), HostError> {
        let mut losses = self.losses.borrow_mut();
        let lost = losses.entry(task).or_default();
        *lost += 1;
        if *lost >= MOST_LOSSES {
            let name = &self.state.tasks[task as usize];
            return Err(HostError::Gone(format!(
                "{name} was with {MOST_LOSSES} lanes, and each was lost, the last one because {why}"
            )));
        }
        self.returned.borrow_mut().push((task, journal.rewound()));
        self.under_way.set(self.under_way.get() - 1);
        self.wake();
        Ok(())
    }

    fn poll_done(&self, context: &Context<'_>) -> Poll<()> {
        if self.under_way.get() == 0 && self.returned.borrow().is_empty() {
            Poll::Ready(())
        } else {
            self.wait(context)
        }
    }

    fn wait(&self, context: &Context<'_>) -> Poll<()> {
        let mut waiting = self.waiting.borrow_mut();
        if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
            waiting.push(context.waker().clone());
        }
        Poll::Pending
    }

    fn wake(&self) {
        self.waiting.take().into_iter().for_each(Waker::wake);
    }
}
