//! A program of tasks, run by a model of ours, or by hand on bare threads: the same task functions, only scheduled differently.

use std::thread;

use anyhow::{Error, Result, ensure};
use futures::executor::block_on;
use futures::future::FutureExt as _;
use interleave_core::host::Host as _;
use interleave_core::model::{self, Demand, Execution, Hand, Model, RunState, by_hand};
use interleave_core::plan::Plan;
use interleave_core::trace::TaskId;
use interleave_core::workload::Workload;

use crate::section::Bench;
use crate::turns;

/// A workload, of core's or only of the benchmark's, with values.
pub struct Program {
    pub workload: &'static Workload,
    plan: Plan,
    tasks: Vec<String>,
}

impl Program {
    /// A program for so many workers.
    ///
    /// # Errors
    /// When the values are none that it can have.
    pub fn new(workload: &'static Workload, values: serde_json::Value, workers: usize) -> Result<Self> {
        let parameters = workload.complete(serde_json::from_value(values)?)?;
        let tasks = (workload.tasks)(&parameters);
        let plan = Plan { workload: workload.id.to_owned(), parameters, workers: workers as u64, ..Plan::default() };
        Ok(Self { workload, plan, tasks })
    }

    /// How many tasks it has.
    pub fn tasks(&self) -> usize {
        self.tasks.len()
    }

    /// What all tasks answer, under the model of this id.
    ///
    /// # Errors
    /// When it was stopped, cannot run, or a task failed.
    pub fn under(&self, bench: &Bench, model: &str) -> Result<Vec<u64>> {
        let model = model::find(model)?;
        let state = self.state(bench, model);
        block_on((model.execute)(&Execution { host: &bench.host, state: &state }))?;
        answers(state)
    }

    /// The same on so many threads of `std::thread`, each of which takes the next task.
    ///
    /// # Errors
    /// When a task failed.
    pub fn by_std(&self, bench: &Bench, threads: usize) -> Result<Vec<u64>> {
        let state = self.state(bench, model::find("threads")?);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let hand = Hand::new(&state);
                    std::iter::from_fn(|| state.take()).for_each(|task| block_on(hand.perform(task)));
                });
            }
        });
        answers(state)
    }

    /// The same on the threads of this pool.
    ///
    /// # Errors
    /// When a task failed.
    pub fn by_rayon(&self, bench: &Bench, pool: &rayon::ThreadPool) -> Result<Vec<u64>> {
        let state = self.state(bench, model::find("threads")?);
        pool.scope(|scope| {
            for task in state.task_ids() {
                let state = &state;
                scope.spawn(move |_| block_on(Hand::new(state).perform(task)));
            }
        });
        answers(state)
    }

    /// Those of the tasks that `picked` picks, on this very thread; the others answer 0.
    ///
    /// # Errors
    /// When a task failed.
    pub fn by_hand(&self, bench: &Bench, picked: impl Fn(TaskId) -> bool) -> Result<Vec<u64>> {
        by_hand(self.state(bench, model::find("threads")?), picked).map_err(Error::msg)
    }

    /// One after the other on a lane of the host's, with all that is written down of a task, or with nothing.
    ///
    /// # Errors
    /// When a task failed.
    pub fn in_order(&self, bench: &Bench, recorded: bool) -> Result<Vec<u64>> {
        let state = self.state(bench, model::find("sequential")?);
        {
            let clock = bench.host.gauges().clock;
            let hand = &if recorded { Hand::recording(&state, clock) } else { Hand::new(&state) };
            let tasks = state.task_ids();
            let lane = Box::new(move |_| {
                let perform = async move {
                    for task in tasks {
                        hand.perform(task).await;
                    }
                };
                perform.boxed_local()
            });
            block_on(bench.host.blocking(&bench.cancel, lane));
        }
        answers(state)
    }

    /// Milliseconds that `run` takes, which is one of the above.
    ///
    /// # Errors
    /// When the answers are not those that were expected.
    pub fn milliseconds(&self, expected: &[u64], run: impl FnOnce() -> Result<Vec<u64>>) -> Result<f64> {
        turns::milliseconds(|| {
            ensure!(run()? == expected, "{} comes to different answers", self.workload.id);
            Ok(())
        })
    }

    fn state<'a>(&'a self, bench: &'a Bench, model: &Model) -> RunState<'a> {
        let demand = Demand::of((model.needs, model.records), self.workload, &self.plan, self.tasks.len());
        let around = (&bench.cancel, bench.host.outside(), bench.host.onlooker());
        RunState::new(&self.plan, self.workload, model.resources.len(), demand, &self.tasks, around)
    }
}

fn answers(state: RunState<'_>) -> Result<Vec<u64>> {
    state.finish().answers().map_err(Error::msg)
}
