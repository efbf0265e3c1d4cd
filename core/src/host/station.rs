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

/// What a thread does as a lane: called once. It stays its caller's, and so does its memory: a thread that gave it back would keep it for its next
/// requests, as allocators do, and from then on ask for memory where others do, too.
pub type Lane<'a> = Box<dyn FnMut() + Send + 'a>;

/// One thread's.
#[derive(Debug)]
pub struct Station {
    thread: Thread,
    orders: Mutex<VecDeque<Order>>,
}

enum Order {
    Do(Work),
    Live { lane: &'static mut (dyn FnMut() + Send), ends: &'static Ends },
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
                Some(Order::Live { lane, ends }) => {
                    if let Err(panic) = catch_unwind(AssertUnwindSafe(lane)) {
                        *ends.panic() = Some(panic);
                    }
                    let caller = ends.caller.clone();
                    // From here on neither the lane nor its end is there any more.
                    if ends.left.fetch_sub(1, Ordering::AcqRel) == 1 {
                        caller.unpark();
                    }
                }
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
            Self::Live { .. } => "Live",
            Self::End => "End",
        })
    }
}

/// Runs each lane at a station of its own, and returns when all have ended; then a panic of one of them goes on here.
///
/// # Panics
/// With fewer stations than lanes. Then nothing has begun.
pub fn run<'a>(stations: &[Arc<Station>], mut lanes: Vec<Lane<'a>>) {
    assert!(lanes.len() <= stations.len(), "each lane has a thread of its own");
    let ends = Ends { left: AtomicUsize::new(lanes.len()), caller: thread::current(), panic: Mutex::default() };
    for (station, lane) in stations.iter().zip(&mut lanes) {
        // SAFETY: the same types but for the lifetimes. Lane and end are used until the lane has ended, and below that is waited for: nothing before
        // it returns or panics, and a station drops no order without having carried it out, for its thread ends by an order alone.
        let (lane, ends) = unsafe {
            (
                mem::transmute::<&mut (dyn FnMut() + Send + 'a), &'static mut (dyn FnMut() + Send)>(&mut **lane),
                mem::transmute::<&Ends, &'static Ends>(&ends),
            )
        };
        station.order(Order::Live { lane, ends });
    }
    while ends.left.load(Ordering::Acquire) > 0 {
        thread::park();
    }
    let panic = ends.panic().take();
    if let Some(panic) = panic {
        resume_unwind(panic);
    }
}

/// The lanes that have not ended yet, and who waits for them.
#[derive(Debug)]
struct Ends {
    left: AtomicUsize,
    caller: Thread,
    panic: Mutex<Option<Panic>>,
}

type Panic = Box<dyn Any + Send>;

impl Ends {
    fn panic(&self) -> MutexGuard<'_, Option<Panic>> {
        self.panic.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
