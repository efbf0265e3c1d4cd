//! What becomes of the lock when those who hold it or want it die: the lock itself, with threads of the system.

use std::future::poll_fn;
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use futures::executor::block_on;
use interleave_core::gil::lock::{Hand, Lock, Patience, Take};

/// An interval that never ends, so that nothing but the dying itself can wake anybody.
const NEVER: Patience = Patience::Interval { ns: u64::MAX };

/// Milliseconds from a holder's death to the next one's holding the lock, or from a waiter's to its holder's going on:
/// whichever is longer.
pub fn longest_ms() -> f64 {
    holder().max(waiter()).as_secs_f64() * 1e3
}

fn holder() -> Duration {
    let lock = Lock::new(NEVER);
    let hand = Hand::new(&lock);
    take(&hand);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            take(&Hand::new(&lock));
            Instant::now()
        });
        // Long enough that it waits; if it does not yet, it will find the lock free, which is no slower.
        thread::sleep(Duration::from_millis(5));
        let died = Instant::now();
        drop(hand);
        let taken = waiting.join().unwrap_or_else(|_| Instant::now());
        taken.saturating_duration_since(died)
    })
}

/// The holder drops the lock because it was asked to, and waits until it is taken by one who will never take it.
fn waiter() -> Duration {
    let lock = Lock::new(NEVER);
    let (hand, asking) = (Hand::new(&lock), Hand::new(&lock));
    take(&hand);
    let [_, _] = [0, u64::MAX].map(|now_ns| asking.poll_take(now_ns, Waker::noop(), |_| {}));
    thread::scope(|scope| {
        let waiting = scope.spawn(move || {
            block_on(poll_fn(|context| hand.poll_drop(context.waker(), |_| {})));
            Instant::now()
        });
        thread::sleep(Duration::from_millis(5));
        let died = Instant::now();
        drop(asking);
        let went_on = waiting.join().unwrap_or_else(|_| Instant::now());
        went_on.saturating_duration_since(died)
    })
}

fn take(hand: &Hand<'_>) {
    block_on(poll_fn(|context| match hand.poll_take(0, context.waker(), |_| {}) {
        Take::Taken => Poll::Ready(()),
        Take::Until { .. } | Take::Standing => Poll::Pending,
    }));
}
