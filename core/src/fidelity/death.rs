//! How long it takes to go on after the death of a thread that holds the lock or waits for it: the lock alone, on lanes of a host.

use std::future::poll_fn;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Poll, Waker};

use futures::future::FutureExt as _;

use crate::cancel::Cancel;
use crate::gil::lock::{Hand, Lock, Patience, Take};
use crate::host::{Host, Pulse, SendStart};

/// An interval that never ends, so that only the death itself can wake a thread.
const NEVER: Patience = Patience::Interval { ns: u64::MAX };

/// How long the one who dies lives, in nanoseconds. Long enough for the other one to be waiting; if it is not, it finds the lock free, which
/// is no slower.
const LIFE_NS: u64 = 5_000_000;

/// The longer of two times in milliseconds: from the death of the holder until the next thread holds the lock, and from the
/// death of a waiter until the holder goes on.
///
/// # Errors
/// Where there are no threads, and when it was cancelled.
pub(super) fn longest_ms(host: &dyn Host, cancel: &Cancel) -> Result<f64, String> {
    let longest_ns = holder(host, cancel)?.max(waiter(host, cancel)?);
    Ok(longest_ns as f64 / 1e6)
}

/// A thread waits for the lock, and its holder dies.
fn holder(host: &dyn Host, cancel: &Cancel) -> Result<u64, String> {
    let lock = Lock::new(NEVER);
    let hand = Hand::new(&lock);
    _ = hand.poll_take(0, Waker::noop(), |_| {});
    let taking = Hand::new(&lock);
    between(host, cancel, hand, move || {
        poll_fn(move |context| match taking.poll_take(0, context.waker(), |_| {}) {
            Take::Taken => Poll::Ready(()),
            Take::Until { .. } | Take::Standing => Poll::Pending,
        })
    })
}

/// The holder drops the lock on request, and waits for a thread to take it that dies instead.
fn waiter(host: &dyn Host, cancel: &Cancel) -> Result<u64, String> {
    let lock = Lock::new(NEVER);
    let (hand, asking) = (Hand::new(&lock), Hand::new(&lock));
    _ = hand.poll_take(0, Waker::noop(), |_| {});
    for now_ns in [0, u64::MAX] {
        _ = asking.poll_take(now_ns, Waker::noop(), |_| {});
    }
    between(host, cancel, asking, move || poll_fn(move |context| hand.poll_drop(context.waker(), |_| {})))
}

/// Nanoseconds from the death of one thread with its hand to the end of what another one waits for.
fn between<W: Future<Output = ()>>(
    host: &dyn Host,
    cancel: &Cancel,
    dying: Hand<'_>,
    waiting: impl FnOnce() -> W + Send,
) -> Result<u64, String> {
    let clock = host.gauges().clock;
    let [died, went_on] = [AtomicU64::new(0), AtomicU64::new(0)];
    let (died_at, went_on_at) = (&died, &went_on);
    let mut dying = Some(dying);
    let dies = move |pulse: Rc<Pulse>| {
        let dying = dying.take();
        async move {
            pulse.until(pulse.now().saturating_add(LIFE_NS)).await;
            died_at.store(clock(), Ordering::Relaxed);
            drop(dying);
        }
        .boxed_local()
    };
    let mut waiting = Some(waiting);
    let goes_on = move |_: Rc<Pulse>| {
        let waiting = waiting.take().expect("a lane starts once");
        async move {
            waiting().await;
            went_on_at.store(clock(), Ordering::Relaxed);
        }
        .boxed_local()
    };
    let lanes: Vec<SendStart<'_>> = vec![Box::new(dies), Box::new(goes_on)];
    host.parallel(cancel, lanes).map_err(|error| error.to_string())?;
    if cancel.is_cancelled() {
        return Err("cancelled".to_owned());
    }
    Ok(went_on.into_inner().saturating_sub(died.into_inner()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::SimulatedHost;

    #[test]
    fn where_waking_up_takes_no_time_the_others_go_on_at_once() {
        assert_eq!(longest_ms(&SimulatedHost::new(1), &Cancel::new()), Ok(0.0));
    }
}
