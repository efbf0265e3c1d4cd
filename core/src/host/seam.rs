//! The first seam: what core asks of the place it runs on. Native, browser and simulated hosts implement it.

use std::rc::Rc;

use futures::future::LocalBoxFuture;

use super::channel::{Channel, HostError};
use super::environment::Environment;
use super::pulse::Pulse;
use crate::cancel::Cancel;
use crate::clock::Gauges;
use crate::outside::Outside;
use crate::trace::{LaneId, TaskId};

/// The environment in which runs take place.
pub trait Host {
    /// What any lane of this memory may read.
    fn gauges(&self) -> Gauges;

    /// Runs each lane on a thread of its own, sharing this memory, and returns when all have ended.
    ///
    /// # Errors
    /// When a thread cannot be had; then the lanes that had begun were stopped.
    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError>;

    /// Runs one lane on this thread, which stands still whenever the lane cannot go on.
    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()>;

    /// Runs one lane as an event loop: whenever it cannot go on, the host's own events (timers, messages) go on.
    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()>;

    /// Starts a process in this place that shares no memory with this one and serves tasks as a child; its lane number is only for its name.
    ///
    /// # Errors
    /// When it cannot be had. Elsewhere that is known only after some waiting, because workers come and go.
    fn launch(&self, lane: LaneId, place: Place) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>>;

    /// Runs `work` within a pool of so many threads at least, which the library rayon shares work out to. The pool is there before `work` begins.
    ///
    /// # Errors
    /// Where there is no such pool: by default.
    fn in_pool(&self, threads: LaneId, work: &mut (dyn FnMut() + Send)) -> Result<(), HostError> {
        let _ = (threads, work);
        Err(HostError::NoThreads("this host has no pool of them.".to_owned()))
    }

    /// Who answers what programs ask of the world outside.
    fn outside(&self) -> &(dyn Outside + Sync);

    /// Who is told which lane has finished which task, as soon as it has: by default nobody.
    fn onlooker(&self) -> Onlooker {
        |_, _| {}
    }

    /// What a reader must know to judge the figures; cores and clock step are measured elsewhere.
    fn environment(&self) -> Environment;
}

/// Where a process is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this machine, by the host itself. It lives as long as its channel does.
    Here,
    /// By any worker that lends one, on whatever machine. It may be lost at any time.
    Elsewhere,
}

/// Told of each task that a lane finishes, on any thread of this memory: it must take no longer than a store.
pub type Onlooker = fn(TaskId, LaneId);

/// Makes the future of a lane, on the lane itself. Its waits are announced through the pulse; its driver drops it soon after a cancel.
pub type Start<'a> = Box<dyn FnOnce(Rc<Pulse>) -> LocalBoxFuture<'a, ()> + 'a>;

/// A [`Start`] for another thread, where it is called once. Its memory stays with whoever made it, see [`super::station::Lane`].
pub type SendStart<'a> = Box<dyn FnMut(Rc<Pulse>) -> LocalBoxFuture<'a, ()> + Send + 'a>;
