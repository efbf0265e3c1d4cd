//! How long it takes to go on after the death of a thread that holds the lock or waits for it: the lock alone, on OS threads.

use std::future::poll_fn;
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use futures::executor::block_on;
use interleave_core::gil::lock::{Hand, Lock, Patience, Take};

/// An interval that never ends, so that only the death itself can wake a thread.
const NEVER: Patience = Patience::Interval { ns: u64::MAX };

/// The longer of two times in milliseconds: from the death of the holder until the next thread holds the lock, and from the
/// death of a waiter until the holder goes on.
pub fn longest_ms() -> f64 {
    holder().max(waiter()).as_secs_f64() * 1e3
}

/// A thread waits for the lock, and its holder dies.
fn holder() -> Duration {
    let lock = Lock::new(NEVER);
    let hand = Hand::new(&lock);
    take(&hand);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            take(&Hand::new(&lock));
            Instant::now()
        });
        // Long enough for it to be waiting; if it is not, it finds the lock free, which is no slower.
        thread::sleep(Duration::from_millis(5));
        let died = Instant::now();
        drop(hand);
        let taken = waiting.join().unwrap_or_else(|_| Instant::now());
        taken.saturating_duration_since(died)
    })
}

/// The holder drops the lock on request, and waits for a thread to take it that dies instead.
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
