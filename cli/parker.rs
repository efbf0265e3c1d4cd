//! How the thread of a lane stands still on Unix: in one wait for the pipes that it reads, its next deadline, and whoever wakes it.
//!
//! A thread for each pipe could read as well. But where all cores are busy, a message would wait for a core twice: until it is read, and
//! until the lane hears of it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Wake, Waker};
use std::time::Duration;

use interleave_core::cancel::Cancel;
use interleave_core::host::{Pulse, drive};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

thread_local! {
    static OWN: RefCell<Option<Arc<Parker>>> = const { RefCell::new(None) };
    /// The pipes that tasks of this thread wait for.
    static AWAITED: RefCell<Vec<(Rc<File>, Waker)>> = const { RefCell::new(Vec::new()) };
}

/// Polls `future` to its end on this thread, which may wait for pipes; `None` when it was cancelled first.
pub fn block_on<T>(future: impl Future<Output = T>, pulse: &Pulse, cancel: &Cancel) -> Option<T> {
    match own() {
        Ok(parker) => drive::block_on_parking(&parker, future, pulse, cancel),
        // Where there is no pipe by which others could wake it, there is none to wait for either.
        Err(_) => drive::block_on(future, pulse, cancel),
    }
}

/// Whether tasks of this thread may wait for pipes.
///
/// # Errors
/// When it is not driven by [`block_on`], or could not have a pipe of its own for that.
pub fn check() -> io::Result<()> {
    OWN.with_borrow(|own| own.as_ref().map(|_| ())).ok_or_else(|| io::Error::other("this thread cannot wait for pipes"))
}

/// Has `waker` woken once there is something to read in this pipe, or nothing can come any more. See [`check`].
pub fn wake_when_readable(pipe: &Rc<File>, waker: &Waker) {
    forget(pipe);
    AWAITED.with_borrow_mut(|awaited| awaited.push((pipe.clone(), waker.clone())));
}

/// Nobody waits for this pipe any more.
pub fn forget(pipe: &Rc<File>) {
    AWAITED.with_borrow_mut(|awaited| awaited.retain(|(known, _)| !Rc::ptr_eq(known, pipe)));
}

/// The one of this thread, which is made when it is first needed.
fn own() -> io::Result<Arc<Parker>> {
    OWN.with_borrow_mut(|own| match own {
        Some(parker) => Ok(parker.clone()),
        None => Ok(own.insert(Arc::new(Parker::new()?)).clone()),
    })
}

/// One thread's. Others ring a bell, a pipe with at most one byte in it.
#[derive(Debug)]
struct Parker {
    state: AtomicU8,
    bell: PipeReader,
    ring: PipeWriter,
}

const AWAKE: u8 = 0;
const STILL: u8 = 1;
const WOKEN: u8 = 2;

impl Parker {
    fn new() -> io::Result<Self> {
        let (bell, ring) = io::pipe()?;
        Ok(Self { state: AtomicU8::new(AWAKE), bell, ring })
    }

    /// Waits for the bell and for the pipes; the wakers of those with something in them.
    fn wait(&self, patience: Duration) -> Vec<Waker> {
        let awaited = AWAITED.take();
        let patience = Timespec { tv_sec: patience.as_secs() as i64, tv_nsec: patience.subsec_nanos().into() };
        let mut places = vec![PollFd::new(&self.bell, PollFlags::IN)];
        places.extend(awaited.iter().map(|(pipe, _)| PollFd::new(&**pipe, PollFlags::IN)));
        // Interrupted by a signal, nothing is known to be there: whoever waits looks again.
        let _ = poll(&mut places, Some(&patience));
        let there: Vec<bool> = places[1..].iter().map(|place| !place.revents().is_empty()).collect();
        let mut there = there.into_iter();
        let (there, others): (Vec<_>, Vec<_>) = awaited.into_iter().partition(|_| there.next() == Some(true));
        AWAITED.set(others);
        there.into_iter().map(|(_, waker)| waker).collect()
    }
}

impl drive::Park for Parker {
    fn park(&self, patience: Duration) -> bool {
        let still = self.state.compare_exchange(AWAKE, STILL, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        let wakers = if still {
            self.wait(patience)
        } else if AWAITED.with_borrow(|awaited| !awaited.is_empty()) {
            // Whoever wakes itself again and again must not keep others from reading.
            self.wait(Duration::ZERO)
        } else {
            Vec::new()
        };
        let woken = self.state.swap(AWAKE, Ordering::SeqCst) == WOKEN;
        if still && woken {
            // Whoever has found it still is ringing, or has rung.
            let _ = (&self.bell).read_exact(&mut [0]);
        }
        let there = !wakers.is_empty();
        wakers.into_iter().for_each(Waker::wake);
        woken || there
    }
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(WOKEN, Ordering::SeqCst) == STILL {
            let _ = (&self.ring).write_all(&[0]);
        }
    }
}
