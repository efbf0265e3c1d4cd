//! Tasks by hand: no model runs them. Models are measured beside this, with the very same task functions.

use futures::future::FutureExt as _;

use super::execution::RunState;
use crate::clock::Clock;
use crate::host::{Compute, Pulse};
use crate::task::{Free, LaneCx};
use crate::trace::{Recorder, Room, TaskId};

/// Programs that only compute need none.
const NO_CLOCK: Clock = || 0;

/// Performs tasks one after another, on whatever thread it is on.
pub struct Hand<'a> {
    state: &'a RunState<'a>,
    recorder: Recorder<'a>,
    pulse: Pulse,
    lane: LaneCx<'a>,
}

impl<'a> Hand<'a> {
    /// Nothing is recorded, because its record has no room, and no clock is read.
    pub fn new(state: &'a RunState<'a>) -> Self {
        let recorder = Recorder::new(0, NO_CLOCK, &*state.seq, Room::default());
        Self { state, recorder, pulse: Pulse::new(NO_CLOCK, Compute::Real), lane: state.lane_cx(&Free) }
    }

    /// All is recorded that a task of `sequential` leaves.
    pub fn recording(state: &'a RunState<'a>, clock: Clock) -> Self {
        let recorder = state.recorder_of_one(clock);
        Self { state, recorder, pulse: Pulse::new(clock, Compute::Real), lane: state.lane_cx(&Free) }
    }

    /// Performs a task, and keeps what it comes to.
    pub async fn perform(&self, task: TaskId) {
        self.state.perform(&self.recorder, &self.pulse, &self.lane, task).await;
    }
}

/// What the tasks that `picked` picks answer, one after another on this very thread; the others answer 0.
///
/// # Errors
/// Why one of them failed; one that waits for anything does.
pub fn by_hand(state: RunState<'_>, picked: impl Fn(TaskId) -> bool) -> Result<Vec<u64>, String> {
    {
        let hand = Hand::new(&state);
        for task in state.task_ids() {
            if !picked(task) {
                state.keep(task, 0, Ok(0));
            } else if hand.perform(task).now_or_never().is_none() {
                state.keep(task, 0, Err("It waits for something, and nobody else is there.".to_owned()));
            }
        }
    }
    state.finish().answers()
}
