//! Text to scenario: the TOML as a whole, then tasks, and the names of what they share.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::language::{self, TASK, TOP};
use super::limits::{self, MAX_BYTES};
use super::program::{Scenario, Script, Written};
use super::reader::Reader;
use crate::world::Shared;

const NO_TASKS: &str = "There are no tasks: write [[task]] with a name and steps.";

/// Reads a scenario.
///
/// # Errors
/// The first mistake, with its line and column, what was expected, and the nearest valid name.
pub fn parse(text: &str) -> Result<Scenario, Fault> {
    if text.len() > MAX_BYTES {
        let message = format!("The text has {} bytes; {MAX_BYTES} is the limit.", text.len());
        return Err(Fault::at(text, &(0..0), message));
    }
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().unwrap_or(0..0);
        Fault::at(text, &place, format!("This is not TOML: {}.", error.message()))
    })?;
    let whole = table.span();
    let table = table.into_inner();
    let mut reader = Reader::of(text);
    reader.known(&table, &language::names(TOP), "A scenario")?;
    let mut scenario = Scenario { title: reader.title(&table)?, ..Scenario::default() };
    scenario.shared = reader.shared(&table)?;
    let Some(tasks) = table.get("task") else {
        return Err(Fault::at(text, &whole, NO_TASKS));
    };
    let tasks = reader.array(tasks, "task")?;
    if tasks.is_empty() {
        return Err(Fault::at(text, &whole, NO_TASKS));
    }
    if tasks.len() > limits::TASKS {
        return Err(reader.fault(&tasks[limits::TASKS], format!("{} tasks are the limit.", limits::TASKS)));
    }
    // Names first: a task may spawn or join one that is written below it.
    for task in tasks {
        let name = reader.task_name(task)?;
        reader.names.tasks.push(name);
    }
    for (number, task) in tasks.iter().enumerate() {
        let (line, steps) = (reader.line(task), reader.task_steps(task)?);
        scenario.tasks.push(Script { name: reader.names.tasks[number].clone(), line, steps, ..Script::default() });
    }
    reader.names.connect(&mut scenario);
    match limits::exceeded(&scenario) {
        Some(limit) => Err(Fault::at(text, &whole, limit)),
        None => Ok(scenario),
    }
}

impl Reader<'_> {
    fn title(&self, table: &DeTable<'_>) -> Result<String, Fault> {
        match table.get("title") {
            Some(title) => self.string(title, "title"),
            None => Ok("Your own scenario".to_owned()),
        }
    }

    fn shared(&mut self, table: &DeTable<'_>) -> Result<Shared, Fault> {
        let mut shared = Shared::default();
        if let Some(locks) = table.get("locks") {
            for lock in self.array(locks, "locks")? {
                shared.locks.push(self.string(lock, "a lock")?);
            }
        }
        if let Some(queues) = table.get("queues") {
            for (name, capacity) in self.table(queues, "queues")? {
                let room = self.integer(capacity, "the room in a queue", 1, limits::CAPACITY)?;
                shared.queues.push((name.get_ref().to_string(), usize::try_from(room).unwrap_or(1)));
            }
        }
        if let Some(cells) = table.get("cells") {
            for (name, first) in self.table(cells, "cells")? {
                let first = self.integer(first, "the first value of a cell", -limits::NUMBER, limits::NUMBER)?;
                shared.cells.push((name.get_ref().to_string(), first));
            }
        }
        self.names.take_from(&shared);
        Ok(shared)
    }

    fn task_name(&self, task: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
        let table = self.table(task, "task")?;
        self.known(table, &language::names(TASK), "A task")?;
        let Some(name) = table.get("name") else { return Err(self.fault(task, "This task has no name.")) };
        let text = self.string(name, "name")?;
        if self.names.tasks.contains(&text) {
            return Err(self.fault(name, format!("There are two tasks called '{text}'.")));
        }
        Ok(text)
    }

    fn task_steps(&mut self, task: &Spanned<DeValue<'_>>) -> Result<Vec<Written>, Fault> {
        let Some(steps) = self.table(task, "task")?.get("steps") else {
            return Err(self.fault(task, "This task has no steps."));
        };
        self.steps(steps, 0)
    }
}
