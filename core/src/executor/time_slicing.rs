//! Time-slicing: one lane, all tasks in turn, each until its quantum ends. Concurrency without parallelism.

use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::run_queue::RunQueue;
use super::{Model, Needs};
use crate::cx::{Cx, Policy};
use crate::error::RunError;
use crate::event::{Cause, EventKind, LaneKind};
use crate::lane::Recorder;
use crate::run::{Execution, Shared, lane_life};
use crate::timers::Pulse;

/// All tasks in turn on one lane.
pub static MODEL: Model = Model {
    id: "time-slicing",
    title: "Time-slicing",
    about: "One lane runs all tasks in turn, each until its quantum ends or it waits: many things in progress, one at a time.",
    needs: Needs::OneLane,
    resources: &[],
    execute,
};

fn execute<'a>(execution: &'a Execution<'a>) -> LocalBoxFuture<'a, Result<(), RunError>> {
    let shared = execution.shared;
    let recorder = shared.recorder(0, execution.host.gauges().clock);
    async move {
        let lane = move |pulse: Rc<Pulse>| {
            async move {
                lane_life(&recorder, take_turns(shared, &recorder, &pulse)).await;
                shared.hand_in(recorder.seal("one core".to_owned(), LaneKind::Main, None));
            }
            .boxed_local()
        };
        execution.host.blocking(shared.cancel, Box::new(lane)).await;
        Ok(())
    }
    .boxed_local()
}

async fn take_turns(shared: &Shared<'_>, recorder: &Recorder<'_>, pulse: &Pulse) {
    let turns = Turns {
        queue: RunQueue::default(),
        quantum_ns: shared.plan.plan.quantum_us * 1_000,
        began_ns: Cell::new(0),
        preempted: shared.tasks.iter().map(|_| Cell::new(false)).collect(),
    };
    let tasks = shared.task_ids().map(|task| shared.perform(recorder, pulse, &turns, task).boxed_local()).collect();
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
    fn poll_enter(&self, _: Cx<'_>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_leave(&self, _: Cx<'_>, _: Option<Cause>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_checkpoint(&self, cx: Cx<'_>, context: &mut Context<'_>) -> Poll<()> {
        let preempted = &self.preempted[cx.task as usize];
        if preempted.take() {
            cx.record(EventKind::Resumed);
            return Poll::Ready(());
        }
        if cx.recorder.now().saturating_sub(self.began_ns.get()) < self.quantum_ns {
            return Poll::Ready(());
        }
        // What a timer interrupt does: sleepers whose time has come stand in line from now on.
        cx.pulse.fire();
        if !self.queue.others_ready() {
            self.began_ns.set(cx.recorder.now());
            return Poll::Ready(());
        }
        cx.record(EventKind::Suspended { cause: Cause::Preempted });
        preempted.set(true);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
