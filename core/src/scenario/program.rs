//! What a scenario is once it has been read: tasks and steps, every name a number.

use serde::{Deserialize, Serialize};

use crate::world::Shared;

/// A checked program: every name stands for a number, every limit is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its title; the file's first words.
    pub title: String,
    /// The tasks, in the order in which they are written.
    pub tasks: Vec<Script>,
    /// What they share. Queues for spawn and join come after those the text names.
    pub shared: Shared,
}

/// What one task does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// Its name.
    pub name: String,
    /// The line of the text on which it begins, counted from 1.
    pub line: u32,
    /// Its steps, in order.
    pub steps: Vec<Written>,
    /// The queue by which another task tells it to begin, if it is spawned.
    pub starts_by: Option<usize>,
    /// The queues by which it tells tasks that join it that it has ended: one each.
    pub ends_to: Vec<usize>,
}

/// A step where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The line of the text on which it begins, counted from 1.
    pub line: u32,
    /// The step.
    pub step: Step,
}

/// Where a task computes: a step of which nothing is written down while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computing {
    /// Its line.
    pub line: u32,
    /// The first line and the last of the innermost `repeat` around it.
    pub repeated: Option<(u32, u32)>,
}

/// One step of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Computes so many iterations.
    Cpu(u64),
    /// Waits so many milliseconds.
    Wait(u64),
    /// Prints a line.
    Print(String),
    /// Takes a lock.
    Lock(usize),
    /// Gives a lock back.
    Unlock(usize),
    /// Puts a number into a queue; without one, the number the task has at hand.
    Send { queue: usize, item: Option<i64> },
    /// Takes a number out of a queue; it is then at hand.
    Receive(usize),
    /// Reads a cell; its value is then at hand.
    Load(usize),
    /// Writes what is at hand, plus so much, into a cell.
    Store { cell: usize, plus: i64 },
    /// Adds to a cell in one step.
    Add { cell: usize, by: i64 },
    /// Fails, and says why.
    Fail(String),
    /// Does some steps again and again.
    Repeat { times: u64, steps: Vec<Written> },
}

impl Script {
    /// Where it computes, in the order in which that is written.
    pub fn computing(&self) -> Vec<Computing> {
        let mut found = Vec::new();
        compute(&mut found, &self.steps, None);
        found
    }
}

fn compute(found: &mut Vec<Computing>, steps: &[Written], repeated: Option<(u32, u32)>) {
    for Written { line, step } in steps {
        match step {
            Step::Cpu(_) => found.push(Computing { line: *line, repeated }),
            Step::Repeat { steps, .. } => compute(found, steps, Some((*line, last_line(steps).max(*line)))),
            _ => {}
        }
    }
}

fn last_line(steps: &[Written]) -> u32 {
    steps.last().map_or(0, |last| match &last.step {
        Step::Repeat { steps, .. } => last_line(steps).max(last.line),
        _ => last.line,
    })
}

impl Step {
    /// The word of a step as it is done: spawning is sending, and joining is receiving.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cpu(_) => "cpu",
            Self::Wait(_) => "wait",
            Self::Print(_) => "print",
            Self::Lock(_) => "lock",
            Self::Unlock(_) => "unlock",
            Self::Send { .. } => "send",
            Self::Receive(_) => "recv",
            Self::Load(_) => "load",
            Self::Store { .. } => "store",
            Self::Add { .. } => "add",
            Self::Fail(_) => "fail",
            Self::Repeat { .. } => "repeat",
        }
    }
}
