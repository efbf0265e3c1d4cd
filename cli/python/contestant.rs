//! One Python in a session: it takes turns with this program's own models, in each way in which it can run a program.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use futures::future::{self, FutureExt as _, LocalBoxFuture};
use interleave_core::cancel::Cancel;
use interleave_core::model::{self, RunError};
use interleave_core::outside::Service;
use interleave_core::plan::Values;
use interleave_core::run::session::Runner;
use interleave_core::run::{CheckedPlan, Record, Sample};
use interleave_core::task::TaskOutcome;
use interleave_core::trace::{LaneId, OutputLine};
use interleave_core::workload::{Observations, Remains, Sharing};
use serde::{Deserialize, Serialize};

use super::find::Python;
use super::process::PythonProcess;
use super::ways::{self, Way};
use crate::outside;

/// A Python, and what is known of it once it has been started.
pub struct Contestant {
    pub python: Python,
    /// The time from starting the interpreter to its first line; none before it was started.
    pub start: Option<Duration>,
    /// How `multiprocessing` starts its processes.
    pub start_method: Option<String>,
    process: Option<PythonProcess>,
}

/// One way of one Python to run the plan.
struct PythonRunner<'a> {
    /// All ways of a Python share its one process.
    contestant: &'a RefCell<Contestant>,
    group: usize,
    plan: &'a CheckedPlan,
    way: Way,
    model: &'static str,
    program: &'a Path,
}

/// The first line that `harness.py` prints.
#[derive(Deserialize)]
struct Started {
    start_method: String,
}

#[derive(Serialize)]
struct Request<'a> {
    way: &'static str,
    workload: &'static str,
    tasks: usize,
    parameters: &'a Values,
    lanes: u64,
    switch_interval_us: u64,
    /// The server that the program asks, if it asks one.
    server: Option<SocketAddr>,
}

#[derive(Deserialize)]
struct Answer {
    wall_ns: u64,
    tasks: Vec<AnsweredTask>,
    /// What is left of the numbers that the tasks share.
    #[serde(default)]
    cells: Vec<i64>,
}

#[derive(Deserialize)]
struct AnsweredTask {
    lane: u64,
    task: u32,
    value: Option<String>,
    failure: Option<String>,
    lines: Vec<(u64, String)>,
}

impl Contestant {
    /// A Python that has not been started.
    pub fn new(python: Python) -> Self {
        Self { python, start: None, start_method: None, process: None }
    }

    fn perform(&mut self, plan: &CheckedPlan, way: Way, program: &Path, cancel: &Cancel) -> Result<Answer> {
        let process = match &mut self.process {
            Some(process) => process,
            None => {
                let (process, started) = PythonProcess::start::<Started>(&self.python.executable, program, cancel)?;
                self.start.get_or_insert(process.start);
                self.start_method = Some(started.start_method);
                self.process.insert(process)
            }
        };
        let tasks = (plan.workload.tasks)(plan.values()).len();
        let asks_server = plan.workload.reaches == Some(Service::Download);
        let server = asks_server.then(outside::download_server).transpose().map_err(anyhow::Error::msg)?;
        let request = Request {
            way: way.name,
            workload: plan.workload.id,
            tasks,
            parameters: plan.values(),
            lanes: plan.workload.lanes(plan.values(), plan.workers()).into(),
            switch_interval_us: plan.as_plan().switch_interval_us,
            server,
        };
        let answer = process.ask::<Answer>(&request, cancel);
        if answer.is_err() {
            // Its state is unknown: the next run starts a new process.
            self.process = None;
        }
        answer
    }
}

/// A runner for each way of this Python whose model is in the plan; none when it cannot run our programs.
pub fn runners<'a>(
    contestant: &'a RefCell<Contestant>,
    group: usize,
    plan: &'a CheckedPlan,
    program: &'a Path,
) -> Vec<Box<dyn Runner + 'a>> {
    let python = contestant.borrow().python.clone();
    if python.unsupported().is_some() {
        return Vec::new();
    }
    let mut runners: Vec<Box<dyn Runner>> = Vec::new();
    for way in ways::ALL {
        let model = way.model(&python);
        if plan.models.iter().any(|planned| planned.id == model) {
            runners.push(Box::new(PythonRunner { contestant, group, plan, way, model, program }));
        }
    }
    runners
}

impl Runner for PythonRunner<'_> {
    fn group(&self) -> usize {
        self.group
    }

    fn model(&self) -> &'static str {
        self.model
    }

    fn name(&self) -> String {
        format!("{}, {}", self.contestant.borrow().python.name(), self.way.name)
    }

    fn run<'a>(&'a mut self, round: u64, cancel: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        let answer = self.contestant.borrow_mut().perform(self.plan, self.way, self.program, cancel);
        let sample = match answer {
            _ if cancel.is_cancelled() => Err(RunError::Cancelled),
            Ok(answer) => sample(self.plan, self.model, round, answer),
            Err(error) => Err(RunError::Program(format!("{error:#}"))),
        };
        future::ready(sample).boxed_local()
    }
}

/// What a Python did, as far as it can be known from outside: which lane ran each task, what the task printed and its result.
fn sample(plan: &CheckedPlan, model: &str, round: u64, answer: Answer) -> Result<Sample, RunError> {
    let mut lanes: Vec<u64> = answer.tasks.iter().map(|task| task.lane).collect();
    lanes.sort_unstable();
    lanes.dedup();
    let number = |lane: u64| LaneId::try_from(lanes.partition_point(|other| *other < lane)).unwrap_or_default();
    let mut output = Vec::new();
    for task in &answer.tasks {
        let line = |(at_ns, text): &(u64, String)| OutputLine {
            at_ns: *at_ns,
            lane: number(task.lane),
            task: Some(task.task),
            text: text.clone(),
        };
        output.extend(task.lines.iter().map(line));
    }
    output.sort_by_key(|line| line.at_ns);
    let tasks: Vec<TaskOutcome> = answer.tasks.into_iter().map(outcome).collect();
    let observations = observations(plan, model, &tasks, &answer.cells).map_err(RunError::Program)?;
    Ok(Sample {
        model: model.to_owned(),
        round,
        wall_ns: answer.wall_ns,
        tasks,
        observations,
        dead_ends: Vec::new(),
        record: Record::Outside { workers: lanes.len() as u64, output },
    })
}

/// What became of what the tasks share, in the words of the workload.
fn observations(plan: &CheckedPlan, model: &str, tasks: &[TaskOutcome], cells: &[i64]) -> Result<Observations, String> {
    let (values, expected) = (plan.values(), (plan.workload.tasks)(plan.values()).len());
    if tasks.len() != expected || cells.len() != plan.workload.shared(values).cells.len() {
        return Err(format!(
            "It answered for {} of {expected} tasks, with {} shared numbers.",
            tasks.len(),
            cells.len()
        ));
    }
    let one_memory = model::find(model).is_ok_and(|model| model.needs.one_memory());
    let observe = |sharing: &Sharing| (sharing.observe)(values, Remains { tasks, cells, one_memory });
    Ok(plan.workload.sharing.map(observe).unwrap_or_default())
}

fn outcome(task: AnsweredTask) -> TaskOutcome {
    let unreadable = || "Its result is not a number.".to_owned();
    match (task.value, task.failure) {
        (Some(value), None) => value.parse().map_err(|_| unreadable()),
        (_, failure) => Err(failure.unwrap_or_else(unreadable)),
    }
}
