//! Drives a lane on a real thread: polls it, and parks the thread whenever the lane cannot go on.
//!
//! Native threads and web workers with atomics both use it; there, std's condition variables really block.

use std::pin::pin;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use futures::future::LocalBoxFuture;

use super::pulse::{Compute, Pulse};
use crate::cancel::{Cancel, PATIENCE};
use crate::clock::Clock;

/// How a thread stands still.
pub trait Park: Wake + Send + Sync + 'static {
    /// Stands still until woken, at most for `patience`; whether it was woken.
    fn park(&self, patience: Duration) -> bool;
}

/// Starts a lane on this thread and returns when it has ended or was cancelled.
pub fn drive<'a>(start: impl FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()>, clock: Clock, cancel: &Cancel) {
    let pulse = Rc::new(Pulse::new(clock, Compute::Real));
    block_on(start(pulse.clone()), &pulse, cancel);
}

/// Polls `future` to its end on this thread; `None` when it was cancelled first.
pub fn block_on<T>(future: impl Future<Output = T>, pulse: &Pulse, cancel: &Cancel) -> Option<T> {
    block_on_parking(&Arc::new(Parker::default()), future, pulse, cancel)
}

/// The same on a thread that stands still in a way of its own.
pub fn block_on_parking<T>(
    parker: &Arc<impl Park>,
    future: impl Future<Output = T>,
    pulse: &Pulse,
    cancel: &Cancel,
) -> Option<T> {
    let waker = Waker::from(parker.clone());
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
        loop {
            if cancel.is_cancelled() {
                return None;
            }
            pulse.fire();
            let patience = match pulse.next_deadline() {
                Some(at_ns) => Duration::from_nanos(at_ns.saturating_sub(pulse.now())).min(PATIENCE),
                None => PATIENCE,
            };
            if parker.park(patience) {
                break;
            }
        }
    }
}

/// Lets one thread stand still until another wakes it.
#[derive(Debug, Default)]
struct Parker {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Park for Parker {
    fn park(&self, patience: Duration) -> bool {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        if !*woken {
            (woken, _) = self.changed.wait_timeout(woken, patience).unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::take(&mut woken)
    }
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let woken = std::mem::replace(&mut *self.woken.lock().unwrap_or_else(PoisonError::into_inner), true);
        // Whoever came first has signalled; a signal costs a call of the system, and thousands of deadlines may come at once.
        if !woken {
            self.changed.notify_one();
        }
    }
}
