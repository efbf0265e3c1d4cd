//! Time-slicing: one lane, all tasks in turn, each until its quantum ends. Concurrency without parallelism.

use std::cell::Cell;
use std::task::{Context, Poll};

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::Model;
use super::execution::{Execution, RunError, RunState};
use super::needs::Needs;
use super::one_lane;
use super::overlap::Overlap;
use super::records::Records;
use super::run_queue::RunQueue;
use crate::host::Pulse;
use crate::task::{Leave, OnLane, Policy};
use crate::trace::{Cause, EventKind, LaneKind, Recorder};

/// All tasks in turn on one lane.
pub static MODEL: Model = Model {
    id: "time-slicing",
    title: "Time-slicing",
    about: "One lane runs all tasks in turn, each until its quantum ends or it waits: many things in progress, one at a time.",
    needs: Needs::OneLane,
    overlap: Overlap::AfterQuanta,
    resources: &[],
    // A switch is a suspension and a resumption.
    records: Records { switch: 2, switch_ns: |plan| plan.quantum_us * 1_000, ..Records::UNDISTURBED },
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let state = execution.state;
    one_lane::run(execution, ("one core", LaneKind::Main), async move |recorder, pulse| {
        take_turns(state, recorder, pulse).await;
    })
}

async fn take_turns(state: &RunState<'_>, recorder: &Recorder<'_>, pulse: &Pulse) {
    let turns = Turns {
        queue: RunQueue::default(),
        quantum_ns: state.plan.quantum_us * 1_000,
        began_ns: Cell::new(0),
        preempted: state.tasks.iter().map(|_| Cell::new(false)).collect(),
    };
    let lane = state.lane_cx(&turns);
    let tasks = state.task_ids().map(|task| state.perform(recorder, pulse, &lane, task).boxed_local()).collect();
    turns.queue.run(tasks, |_| turns.began_ns.set(recorder.now())).await;
}

/// Whose turn it is, and since when.
struct Turns {
    queue: RunQueue,
    quantum_ns: u64,
    began_ns: Cell<u64>,
    preempted: Vec<Cell<bool>>,
}

impl Policy for Turns {
    fn poll_enter(&self, _: OnLane<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_leave(&self, _: OnLane<'_>, _: Leave, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, on_lane: OnLane<'_>, context: &mut Context<'_>) -> Poll<()> {
        let preempted = &self.preempted[on_lane.task as usize];
        if preempted.take() {
            on_lane.record(EventKind::Resumed);
            return Poll::Ready(());
        }
        if on_lane.recorder.now().saturating_sub(self.began_ns.get()) < self.quantum_ns {
            return Poll::Ready(());
        }
        // What a timer interrupt does: sleepers whose time has come stand in line from now on.
        on_lane.pulse.fire();
        if !self.queue.others_ready() {
            self.began_ns.set(on_lane.recorder.now());
            return Poll::Ready(());
        }
        on_lane.record(EventKind::Suspended { cause: Cause::Preempted });
        preempted.set(true);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
