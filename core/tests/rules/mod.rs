//! What a thread can do with the lock, and what must hold whenever it does: the same for loom's and for shuttle's threads.
//!
//! There is no time here. A thread that insists takes its first wait for run out at once, and is then woken by signals only:
//! a lock that lost one would leave it asleep, which both tools report as a deadlock.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Poll, Waker};

use crate::lock::{Fact, Hand, Lock, Patience, Take};
use crate::thread::block_on;

/// One lock, and what its threads know of each other. These are the system's atomics: they add no steps to try out.
pub struct Trial {
    lock: Lock,
    /// Who holds the lock; 0 is nobody.
    holder: AtomicUsize,
    /// Who dropped it because somebody had asked, as long as nobody took it since; 0 is nobody.
    gave_way: AtomicUsize,
    /// Whether a thread that wanted the lock has died: then it may come back to whoever gave way to it.
    died: AtomicBool,
}

impl Trial {
    pub fn new(patience: Patience) -> Self {
        let nobody = || AtomicUsize::new(0);
        Self { lock: Lock::new(patience), holder: nobody(), gave_way: nobody(), died: AtomicBool::new(false) }
    }

    /// A hand for a thread.
    pub fn hand(&self) -> Hand<'_> {
        Hand::new(&self.lock)
    }

    /// Every fact is told within the lock: no other thread can come between.
    fn note(&self, id: usize, fact: Fact) {
        let holder = self.holder.load(Ordering::Relaxed);
        match fact {
            Fact::Taken => {
                assert_eq!(holder, 0, "one thread at most holds the lock");
                self.holder.store(id, Ordering::Relaxed);
                let gave_way = self.gave_way.swap(0, Ordering::Relaxed);
                assert!(gave_way != id || self.died.load(Ordering::Relaxed), "who gave way is never the next holder");
            }
            Fact::Dropped => {
                assert_eq!(holder, id, "only its holder drops the lock");
                self.holder.store(0, Ordering::Relaxed);
            }
            Fact::Blocked if holder == id => self.gave_way.store(id, Ordering::Relaxed),
            Fact::Blocked | Fact::Asked => assert_ne!(holder, id, "a holder neither wants the lock nor asks for it"),
        }
    }
}

/// One thing a thread does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Takes the lock, however long it lasts, asking nobody.
    Take,
    /// Takes the lock, and asks for it if it is not free.
    Insist,
    /// Looks whether somebody asked, and gives way.
    Checkpoint,
    /// Gives the lock back.
    Drop,
    /// Asks for the lock, and ends before it has it or as soon as it has.
    AskAndDie,
    /// Ends while it holds the lock.
    Die,
}

/// A thread's life: its acts, one after another. The hand goes with it.
pub fn live(trial: &Trial, hand: Hand<'_>, id: usize, acts: &[Act]) {
    for act in acts {
        match act {
            Act::Take => take(trial, &hand, id, false),
            Act::Insist => take(trial, &hand, id, true),
            Act::Drop => {
                give_back(trial, &hand, id);
                hand.rest();
            }
            Act::Checkpoint => checkpoint(trial, &hand, id),
            Act::AskAndDie => {
                let tries = [0, u64::MAX].map(|now| {
                    let taken = trial.holder.load(Ordering::Relaxed) == id;
                    if taken { Take::Taken } else { hand.poll_take(now, Waker::noop(), |fact| trial.note(id, fact)) }
                });
                trial.died.store(true, Ordering::Relaxed);
                if tries[1] == Take::Taken {
                    trial.holder.store(0, Ordering::Relaxed);
                }
            }
            Act::Die => {
                trial.died.store(true, Ordering::Relaxed);
                trial.holder.store(0, Ordering::Relaxed);
            }
        }
    }
}

fn give_back(trial: &Trial, hand: &Hand<'_>, id: usize) {
    block_on(poll_fn(|context| hand.poll_drop(context.waker(), |fact| trial.note(id, fact))));
}

fn checkpoint(trial: &Trial, hand: &Hand<'_>, id: usize) {
    let gave_way = match trial.lock.patience() {
        Patience::Ticks => hand.tick(|fact| trial.note(id, fact)),
        Patience::Interval { .. } => {
            let asked = !hand.undisturbed();
            if asked {
                give_back(trial, hand, id);
            }
            asked
        }
    };
    if gave_way {
        take(trial, hand, id, false);
    }
}

fn take(trial: &Trial, hand: &Hand<'_>, id: usize, insist: bool) {
    let mut now = 0;
    block_on(poll_fn(|context| {
        loop {
            match hand.poll_take(now, context.waker(), |fact| trial.note(id, fact)) {
                Take::Taken => return Poll::Ready(()),
                Take::Until { deadline_ns } if insist && now == 0 => now = deadline_ns,
                Take::Until { .. } | Take::Standing => return Poll::Pending,
            }
        }
    }));
}
