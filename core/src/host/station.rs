//! Where a thread stands still between executions and is handed its next lane, so that an execution begins by waking it, and by nothing else.

use std::any::Any;
use std::collections::VecDeque;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// What a thread does between two waits for more.
pub type Work = Box<dyn FnOnce() + Send>;

/// One thread's.
#[derive(Debug)]
pub struct Station {
    thread: Thread,
    orders: Mutex<VecDeque<Order>>,
}

enum Order {
    Do(Work),
    End,
}

impl Station {
    /// That of this thread, which is to [serve](Self::serve) there.
    pub fn here() -> Arc<Self> {
        Arc::new(Self { thread: thread::current(), orders: Mutex::default() })
    }

    /// Does what is handed to it, one after the other, until it is told to end. Called on the station's own thread.
    pub fn serve(&self) {
        loop {
            let next = self.orders().pop_front();
            match next {
                Some(Order::Do(work)) => work(),
                Some(Order::End) => return,
                None => thread::park(),
            }
        }
    }

    /// Has this done as soon as the thread has done all else. It must not panic.
    pub fn hand(&self, work: Work) {
        self.order(Order::Do(work));
    }

    /// Ends the thread once it has done all else.
    pub fn end(&self) {
        self.order(Order::End);
    }

    fn order(&self, order: Order) {
        self.orders().push_back(order);
        self.thread.unpark();
    }

    fn orders(&self) -> MutexGuard<'_, VecDeque<Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Order {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Do(_) => "Do",
            Self::End => "End",
        })
    }
}

/// Runs each lane at a station of its own, and returns when all have ended; then a panic of one of them goes on here.
///
/// # Panics
/// With fewer stations than lanes. Then nothing has begun.
pub fn run<'a>(stations: &[Arc<Station>], lanes: Vec<Box<dyn FnOnce() + Send + 'a>>) {
    assert!(lanes.len() <= stations.len(), "each lane has a thread of its own");
    let ends =
        Arc::new(Ends { left: AtomicUsize::new(lanes.len()), caller: thread::current(), panic: Mutex::default() });
    for (station, lane) in stations.iter().zip(lanes) {
        let ends = ends.clone();
        let work: Box<dyn FnOnce() + Send + 'a> = Box::new(move || {
            // Called, the lane is gone when it ends, with all that it borrows.
            ends.one(catch_unwind(AssertUnwindSafe(lane)).err());
        });
        // SAFETY: the same type but for the lifetime. Whatever `'a` lends is used until the lane has ended, and below that is waited for: nothing
        // before it returns or panics, and a station drops no work that it was handed without having done it, for its thread ends by an order alone.
        let work = unsafe { mem::transmute::<Box<dyn FnOnce() + Send + 'a>, Work>(work) };
        station.hand(work);
    }
    while ends.left.load(Ordering::Acquire) > 0 {
        thread::park();
    }
    if let Some(panic) = ends.panic().take() {
        resume_unwind(panic);
    }
}

/// The lanes that have not ended yet, and who waits for them.
struct Ends {
    left: AtomicUsize,
    caller: Thread,
    panic: Mutex<Option<Panic>>,
}

type Panic = Box<dyn Any + Send>;

impl Ends {
    fn one(&self, panic: Option<Panic>) {
        if panic.is_some() {
            *self.panic() = panic;
        }
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.caller.unpark();
        }
    }

    fn panic(&self) -> MutexGuard<'_, Option<Panic>> {
        self.panic.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
