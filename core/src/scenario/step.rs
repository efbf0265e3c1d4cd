//! Steps: one table each, named by its first word; and the names that stand for numbers.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::language::{Kind, STEPS, StepWord, Takes, words};
use super::limits;
use super::program::{Step, Written};
use super::reader::Reader;
use crate::mistake::nearest;

impl Reader<'_> {
    pub fn steps(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Vec<Written>, Fault> {
        if depth > limits::DEPTH {
            return Err(self.fault(value, format!("{} levels of steps within steps are the limit.", limits::DEPTH)));
        }
        self.array(value, "steps")?.iter().map(|step| self.written(step, depth)).collect()
    }

    fn written(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Written, Fault> {
        Ok(Written { line: self.line(value), step: self.step(value, depth)? })
    }

    fn step(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Step, Fault> {
        self.names.written += 1;
        if self.names.written > limits::WRITTEN {
            return Err(self.fault(value, format!("{} steps are the limit.", limits::WRITTEN)));
        }
        let table = self.table(value, "a step")?;
        let found = STEPS.iter().find_map(|step| table.get(step.word.name).map(|of| (step, of)));
        let Some((step, of)) = found else { return Err(self.no_word(value, table)) };
        let word = step.word.name;
        self.known(table, &step.keys(), &format!("The step '{word}'"))?;
        Ok(match word {
            "cpu" => Step::Cpu(self.number(step, table, "cpu", 1)?.unsigned_abs()),
            "wait" => Step::Wait(self.number(step, table, "wait", 1)?.unsigned_abs()),
            "print" => Step::Print(self.string(of, "print")?),
            "lock" => Step::Lock(self.named(of, Kind::Lock)?),
            "unlock" => Step::Unlock(self.named(of, Kind::Lock)?),
            "send" => {
                let queue = self.named(of, Kind::Queue)?;
                let item = table.get("item").map(|_| self.number(step, table, "item", 0)).transpose()?;
                Step::Send { queue, item }
            }
            "recv" => Step::Receive(self.named(of, Kind::Queue)?),
            "load" => Step::Load(self.named(of, Kind::Cell)?),
            "store" => Step::Store { cell: self.named(of, Kind::Cell)?, plus: self.number(step, table, "plus", 0)? },
            "add" => Step::Add { cell: self.named(of, Kind::Cell)?, by: self.number(step, table, "by", 1)? },
            "fail" => Step::Fail(self.string(of, "fail")?),
            "repeat" => self.repeat(value, step, table, depth)?,
            "spawn" => {
                self.once(value, depth, "'spawn' cannot be repeated: a task begins only once.")?;
                self.spawn(of)?
            }
            _ => {
                self.once(value, depth, "'join' cannot be repeated: a task ends only once.")?;
                self.join(of)?
            }
        })
    }

    /// The number behind a key of a step, within the range that the language has for it.
    fn number(&self, step: &StepWord, table: &DeTable<'_>, name: &str, default: i64) -> Result<i64, Fault> {
        let Some(value) = table.get(name) else { return Ok(default) };
        match step.all().find(|key| key.name == name).map(|key| key.takes) {
            Some(Takes::Integer { min, max }) => self.integer(value, name, min, max),
            _ => Err(self.fault(value, format!("{name} takes no number."))),
        }
    }

    /// Refuses a step inside of a `repeat`.
    fn once(&self, step: &Spanned<DeValue<'_>>, depth: usize, why: &str) -> Result<(), Fault> {
        if depth == 0 { Ok(()) } else { Err(self.fault(step, why)) }
    }

    fn repeat(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        step: &StepWord,
        table: &DeTable<'_>,
        depth: usize,
    ) -> Result<Step, Fault> {
        let times = self.number(step, table, "repeat", 1)?.unsigned_abs();
        let Some(steps) = table.get("steps") else {
            return Err(self.fault(value, "'repeat' needs steps: { repeat = 3, steps = [ .. ] }."));
        };
        Ok(Step::Repeat { times, steps: self.steps(steps, depth + 1)? })
    }

    /// Spawning is a message by which the other task begins.
    fn spawn(&mut self, of: &Spanned<DeValue<'_>>) -> Result<Step, Fault> {
        let task = self.named(of, Kind::Task)?;
        if self.names.spawns.iter().any(|(spawned, _)| *spawned == task) {
            return Err(self.fault(of, format!("'{}' is spawned twice.", self.names.tasks[task])));
        }
        let queue = self.names.queues.len();
        self.names.queues.push(format!("the start of {}", self.names.tasks[task]));
        self.names.spawns.push((task, queue));
        Ok(Step::Send { queue, item: Some(0) })
    }

    /// Joining is waiting for a message that the other task sends when it ends.
    fn join(&mut self, of: &Spanned<DeValue<'_>>) -> Result<Step, Fault> {
        let task = self.named(of, Kind::Task)?;
        let queue = self.names.queues.len();
        self.names.queues.push(format!("the end of {}", self.names.tasks[task]));
        self.names.joins.push((task, queue));
        Ok(Step::Receive(queue))
    }

    fn named(&self, value: &Spanned<DeValue<'_>>, kind: Kind) -> Result<usize, Fault> {
        let (what, names) = (kind.word(), self.names.of(kind));
        let name = self.string(value, what)?;
        names.iter().position(|known| *known == name).ok_or_else(|| {
            let known: Vec<&str> = names.iter().map(String::as_str).collect();
            let hint = nearest(&name, &known).map(|near| format!(" Did you mean '{near}'?")).unwrap_or_default();
            let choices = match known.as_slice() {
                [] => format!("The scenario declares no {what}s."),
                known => format!("There are: {}.", known.join(", ")),
            };
            self.fault(value, format!("There is no {what} called '{name}'.{hint} {choices}"))
        })
    }

    fn no_word(&self, value: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Fault {
        let found = table.keys().next().map(|key| key.get_ref().to_string());
        let hint = found.as_deref().and_then(|found| nearest(found, &words()));
        let hint = hint.map(|word| format!(" Did you mean '{word}'?")).unwrap_or_default();
        let found = found.map_or("This step is empty".to_owned(), |found| format!("'{found}' is no step"));
        self.fault(value, format!("{found}.{hint} A step is one of: {}.", words().join(", ")))
    }
}
