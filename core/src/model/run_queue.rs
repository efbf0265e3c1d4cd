//! A queue of ready tasks on one lane: whoever can go on stands in line, and the lane polls the first.
//!
//! `time-slicing` and `async` share it; they differ only in whether a task can lose its place at a checkpoint.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use futures::future::LocalBoxFuture;

/// The line of ready tasks.
#[derive(Debug, Default)]
pub struct RunQueue {
    line: Arc<Mutex<Line>>,
}

#[derive(Debug, Default)]
struct Line {
    ready: VecDeque<usize>,
    /// The only task that may run now, if one keeps the lane although it does not compute.
    kept_by: Option<usize>,
    /// Whether a task stands in line already.
    queued: Vec<bool>,
    /// Whoever drives the lane, until it is woken: once is enough.
    lane: Option<Waker>,
}

impl RunQueue {
    /// Whether another task than the running one could run now.
    pub fn others_ready(&self) -> bool {
        !self.lock().ready.is_empty()
    }

    /// Lets no other task run until [`RunQueue::give_lane`], even while this one waits.
    pub fn keep_lane(&self, task: usize) {
        self.lock().kept_by = Some(task);
    }

    /// Lets the others run again.
    pub fn give_lane(&self) {
        self.lock().kept_by = None;
    }

    /// Runs all tasks to their ends, the ready ones in turn. `turn` is told before each poll.
    pub async fn run(&self, mut tasks: Vec<LocalBoxFuture<'_, ()>>, turn: impl Fn(usize)) {
        let wakers: Vec<Waker> =
            (0..tasks.len()).map(|task| Waker::from(Arc::new(Place { task, line: self.line.clone() }))).collect();
        {
            let mut line = self.lock();
            line.ready = (0..tasks.len()).collect();
            line.queued = vec![true; tasks.len()];
        }
        let mut left = tasks.len();
        poll_fn(|context| {
            self.lock().lane = Some(context.waker().clone());
            while left > 0 {
                let Some(task) = self.next() else { return Poll::Pending };
                turn(task);
                if tasks[task].as_mut().poll(&mut Context::from_waker(&wakers[task])).is_ready() {
                    // Its waker must never put it in line again, and its memory is not needed any more.
                    self.lock().queued[task] = true;
                    tasks[task] = Box::pin(std::future::pending());
                    left -= 1;
                }
            }
            Poll::Ready(())
        })
        .await;
    }

    fn next(&self) -> Option<usize> {
        let mut line = self.lock();
        let place = match line.kept_by {
            Some(keeper) => line.ready.iter().position(|task| *task == keeper)?,
            None => 0,
        };
        let task = line.ready.remove(place)?;
        line.queued[task] = false;
        Some(task)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Place {
    task: usize,
    line: Arc<Mutex<Line>>,
}

impl Wake for Place {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let lane = {
            let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
            if std::mem::replace(&mut line.queued[self.task], true) {
                return;
            }
            line.ready.push_back(self.task);
            line.lane.take()
        };
        if let Some(lane) = lane {
            lane.wake();
        }
    }
}
