//! Text to scenario: the TOML as a whole, then tasks, and the names of what they share.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::step::Names;
use super::{Fault, MAX_BYTES, Scenario, Script, limits};
use crate::error::nearest;
use crate::world::Things;

/// What stands at the top of a scenario.
const KEYS: [&str; 5] = ["title", "task", "locks", "queues", "cells"];

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
    let mut reader = Reader { text, names: Names::default() };
    reader.known(&table, &KEYS, "A scenario")?;
    let mut scenario = Scenario { title: reader.title(&table)?, ..Scenario::default() };
    scenario.things = reader.things(&table)?;
    let Some(tasks) = table.get("task") else {
        return Err(Fault::at(text, &whole, "There are no tasks: write [[task]] with a name and steps."));
    };
    let tasks = reader.array(tasks, "task")?;
    if tasks.len() > limits::TASKS {
        return Err(reader.fault(&tasks[limits::TASKS], format!("{} tasks are the limit.", limits::TASKS)));
    }
    // Names first: a task may spawn or join one that is written below it.
    for task in tasks {
        let name = reader.task_name(task)?;
        reader.names.tasks.push(name);
    }
    for (number, task) in tasks.iter().enumerate() {
        let steps = reader.task_steps(task)?;
        scenario.tasks.push(Script { name: reader.names.tasks[number].clone(), steps, ..Script::default() });
    }
    reader.names.connect(&mut scenario);
    match limits::exceeded(&scenario) {
        Some(limit) => Err(Fault::at(text, &whole, limit)),
        None => Ok(scenario),
    }
}

/// Reads one text, and collects the names it finds.
pub struct Reader<'a> {
    pub text: &'a str,
    pub names: Names,
}

impl Reader<'_> {
    fn title(&self, table: &DeTable<'_>) -> Result<String, Fault> {
        match table.get("title") {
            Some(title) => self.string(title, "title"),
            None => Ok("Your own scenario".to_owned()),
        }
    }

    fn things(&mut self, table: &DeTable<'_>) -> Result<Things, Fault> {
        let mut things = Things::default();
        if let Some(locks) = table.get("locks") {
            for lock in self.array(locks, "locks")? {
                things.locks.push(self.string(lock, "a lock")?);
            }
        }
        if let Some(queues) = table.get("queues") {
            for (name, capacity) in self.table(queues, "queues")? {
                let room = self.integer(capacity, "the room in a queue", 1, limits::CAPACITY)?;
                things.queues.push((name.get_ref().to_string(), usize::try_from(room).unwrap_or(1)));
            }
        }
        if let Some(cells) = table.get("cells") {
            for (name, first) in self.table(cells, "cells")? {
                let first = self.integer(first, "the first value of a cell", -1_000_000_000, 1_000_000_000)?;
                things.cells.push((name.get_ref().to_string(), first));
            }
        }
        self.names.take_from(&things);
        Ok(things)
    }

    fn task_name(&self, task: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
        let table = self.table(task, "task")?;
        self.known(table, &["name", "steps"], "A task")?;
        let Some(name) = table.get("name") else { return Err(self.fault(task, "This task has no name.")) };
        let text = self.string(name, "name")?;
        if self.names.tasks.contains(&text) {
            return Err(self.fault(name, format!("There are two tasks called '{text}'.")));
        }
        Ok(text)
    }

    fn task_steps(&mut self, task: &Spanned<DeValue<'_>>) -> Result<Vec<super::Step>, Fault> {
        let Some(steps) = self.table(task, "task")?.get("steps") else {
            return Err(self.fault(task, "This task has no steps."));
        };
        self.steps(steps, 0)
    }

    /// Refuses keys that nobody knows, naming the nearest one.
    pub fn known(&self, table: &DeTable<'_>, known: &[&str], what: &str) -> Result<(), Fault> {
        let Some((key, _)) = table.iter().find(|(key, _)| !known.contains(&key.get_ref().as_ref())) else {
            return Ok(());
        };
        let hint = nearest(key.get_ref(), known).map(|name| format!(" Did you mean '{name}'?")).unwrap_or_default();
        let message = format!("{what} has no '{}'.{hint} It may have: {}.", key.get_ref(), known.join(", "));
        Err(Fault::at(self.text, &key.span(), message))
    }

    pub fn array<'v, 'i>(
        &self,
        value: &'v Spanned<DeValue<'i>>,
        what: &str,
    ) -> Result<&'v [Spanned<DeValue<'i>>], Fault> {
        match value.get_ref() {
            DeValue::Array(array) => Ok(array),
            _ => Err(self.fault(value, format!("{what} must be a list: [..]."))),
        }
    }

    pub fn table<'v, 'i>(&self, value: &'v Spanned<DeValue<'i>>, what: &str) -> Result<&'v DeTable<'i>, Fault> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.fault(value, format!("{what} must be a table: {{ .. }}."))),
        }
    }

    pub fn string(&self, value: &Spanned<DeValue<'_>>, what: &str) -> Result<String, Fault> {
        match value.get_ref() {
            DeValue::String(text) if !text.is_empty() && text.len() <= 200 => Ok(text.to_string()),
            DeValue::String(_) => Err(self.fault(value, format!("{what} must have 1 to 200 characters."))),
            _ => Err(self.fault(value, format!("{what} must be a text in quotes."))),
        }
    }

    pub fn integer(&self, value: &Spanned<DeValue<'_>>, what: &str, min: i64, max: i64) -> Result<i64, Fault> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        };
        number.filter(|number| (min..=max).contains(number)).ok_or_else(|| {
            let range = format!("from {} to {}", crate::parameter::grouped(min), crate::parameter::grouped(max));
            self.fault(value, format!("{what} must be a whole number {range}."))
        })
    }

    pub fn fault<T>(&self, value: &Spanned<T>, message: impl Into<String>) -> Fault {
        Fault::at(self.text, &value.span(), message)
    }
}
