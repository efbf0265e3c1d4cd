//! Who is measured against whom: native models and ways of CPython take turns in rounds, in an order that is shuffled anew each time.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use interleave_core::cancel::Cancel;
use interleave_core::host::{Compute, Host, Pulse, drive};
use interleave_core::model::{self, Model};
use interleave_core::random::Random;
use interleave_core::run::{self, CheckedPlan, Outcome, Sample, session};
use interleave_core::trace::{Event, EventKind, LaneId, LaneInfo, LaneKind, Trace};
use serde::{Deserialize, Serialize};

use super::find::Python;
use super::talk::Talk;
use super::ways::{self, Way};
use crate::progress::Progress;

/// Everything one side of the comparison came to.
pub struct Side {
    /// `None` is this program itself.
    pub python: Option<Python>,
    pub samples: Vec<Sample>,
    /// Models that could not be run, and why.
    pub unavailable: Vec<(String, String)>,
    /// From asking for the interpreter to its first line.
    pub start: Option<Duration>,
    /// How `multiprocessing` starts its processes.
    pub start_method: Option<String>,
    talk: Option<Talk>,
}

#[derive(Clone, Copy)]
enum Runner {
    Native(&'static Model),
    Python(Way),
}

#[derive(Deserialize)]
struct Hello {
    start_method: String,
}

#[derive(Serialize)]
struct Request<'a> {
    way: &'static str,
    workload: &'static str,
    tasks: usize,
    parameters: &'a interleave_core::plan::Values,
    lanes: u64,
    switch_interval_us: u64,
}

#[derive(Deserialize)]
struct Answer {
    wall_ns: u64,
    tasks: Vec<Performed>,
}

#[derive(Deserialize)]
struct Performed {
    lane: u64,
    task: u32,
    value: Option<String>,
    failure: Option<String>,
    lines: Vec<(u64, String)>,
}

impl Side {
    /// Nothing measured yet.
    pub fn new(python: Option<Python>) -> Self {
        Self { python, samples: Vec::new(), unavailable: Vec::new(), start: None, start_method: None, talk: None }
    }

    fn runners(&self, plan: &CheckedPlan) -> Vec<Runner> {
        let wanted = |id: &str| plan.models.iter().any(|model| model.id == id);
        match &self.python {
            None => plan.models.iter().map(|model| Runner::Native(model)).collect(),
            Some(python) => ways::ALL
                .into_iter()
                .filter(|way| {
                    wanted(way.model(python)) && !self.unavailable.iter().any(|(id, _)| id == way.model(python))
                })
                .map(Runner::Python)
                .collect(),
        }
    }

    fn perform(&mut self, plan: &CheckedPlan, way: Way, program: &Path, cancel: &Cancel) -> Result<Outcome> {
        let Some(python) = &self.python else { anyhow::bail!("this side is no Python") };
        let talk = match &mut self.talk {
            Some(talk) => talk,
            None => {
                let (talk, hello) = Talk::start::<Hello>(&python.executable, program, cancel)?;
                self.start.get_or_insert(talk.start);
                self.start_method = Some(hello.start_method);
                self.talk.insert(talk)
            }
        };
        let names = (plan.workload.tasks)(&plan.plan.parameters);
        let request = Request {
            way: way.name,
            workload: plan.workload.id,
            tasks: names.len(),
            parameters: &plan.plan.parameters,
            lanes: plan.plan.workers.min(names.len() as u64).max(1),
            switch_interval_us: plan.plan.switch_interval_us,
        };
        let answer = talk.ask::<Answer>(&request, cancel);
        if answer.is_err() {
            // Whatever state it is in, the next way gets a new one.
            self.talk = None;
        }
        let model = model::find(way.model(python))?.id;
        Ok(outcome(model, names, answer?))
    }
}

/// Runs all rounds. Whether they came to their end.
pub fn hold(host: &dyn Host, plan: &CheckedPlan, sides: &mut [Side], program: &Path, cancel: &Cancel) -> bool {
    let progress = Progress::new();
    let mut random = Random::new(plan.plan.seed);
    let rounds = plan.plan.warmup + plan.plan.runs;
    let mut done = 0;
    for round in 0..rounds {
        let mut order: Vec<(usize, Runner)> = Vec::new();
        for (number, side) in sides.iter().enumerate() {
            order.extend(side.runners(plan).into_iter().map(|runner| (number, runner)));
        }
        let total = rounds * order.len() as u64;
        random.shuffle(&mut order);
        for (number, runner) in order {
            let measured = round.checked_sub(plan.plan.warmup);
            let side = &mut sides[number];
            progress.show(&session::Progress {
                model: name(side, runner),
                round: measured.unwrap_or(round),
                measured: measured.is_some(),
                done,
                total,
            });
            let (model, outcome) = match runner {
                Runner::Native(model) => (model.id, native(host, plan, model, cancel)),
                Runner::Python(way) => {
                    let model = side.python.as_ref().map_or(way.name, |python| way.model(python));
                    (model, side.perform(plan, way, program, cancel).map_err(|error| format!("{error:#}")))
                }
            };
            if cancel.is_cancelled() {
                progress.clear();
                return false;
            }
            match (outcome, measured) {
                (Ok(outcome), Some(round)) => side.samples.push(Sample::new(round, outcome)),
                (Ok(_), None) => {}
                (Err(why), _) => side.unavailable.push((model.to_owned(), why)),
            }
            done += 1;
        }
    }
    progress.clear();
    true
}

fn name(side: &Side, runner: Runner) -> String {
    match (&side.python, runner) {
        (Some(python), Runner::Python(way)) => format!("{}, {}", python.name(), way.name),
        (_, Runner::Python(way)) => way.name.to_owned(),
        (_, Runner::Native(model)) => model.id.to_owned(),
    }
}

fn native(host: &dyn Host, plan: &CheckedPlan, model: &'static Model, cancel: &Cancel) -> Result<Outcome, String> {
    let pulse = Pulse::new(host.gauges().clock, Compute::Real);
    let outcome = drive::block_on(run::execute(host, plan, model, cancel), &pulse, cancel);
    outcome.map_or_else(|| Err("cancelled".to_owned()), |outcome| outcome.map_err(|error| error.to_string()))
}

/// What a Python did, as far as it can be known from outside: who ran which task, what it printed and came to.
fn outcome(model: &'static str, names: Vec<String>, answer: Answer) -> Outcome {
    let mut numbers: Vec<u64> = answer.tasks.iter().map(|task| task.lane).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let lane_of =
        |task: &Performed| LaneId::try_from(numbers.partition_point(|lane| *lane < task.lane)).unwrap_or_default();
    let mut trace = Trace { wall_ns: answer.wall_ns, tasks: names, ..Trace::default() };
    trace.lanes = (0..numbers.len())
        .filter_map(|lane| LaneId::try_from(lane).ok())
        .map(|id| LaneInfo {
            id,
            name: String::new(),
            kind: LaneKind::Thread,
            process: None,
            memory_bytes: None,
            clock_uncertainty_ns: 0,
            dropped: 0,
        })
        .collect();
    let mut events = Vec::new();
    for task in &answer.tasks {
        let lane = lane_of(task);
        events.push((0, lane, task.task, EventKind::TaskStarted));
        for (at_ns, line) in &task.lines {
            let number = u32::try_from(trace.lines.len()).unwrap_or(u32::MAX);
            trace.lines.push(line.clone());
            events.push((*at_ns, lane, task.task, EventKind::Printed { line: number }));
        }
    }
    events.sort_by_key(|(at_ns, ..)| *at_ns);
    trace.events = (0..)
        .zip(events)
        .map(|(seq, (at_ns, lane, task, kind))| Event { seq, at_ns, lane, task: Some(task), kind })
        .collect();
    let unreadable = || "It came to no number.".to_owned();
    let value = |task: Performed| match (task.value, task.failure) {
        (Some(value), None) => value.parse().map_err(|_| unreadable()),
        (_, failure) => Err(failure.unwrap_or_else(unreadable)),
    };
    Outcome {
        model,
        trace,
        tasks: answer.tasks.into_iter().map(value).collect(),
        observations: Vec::new(),
        dead_ends: Vec::new(),
    }
}
