//! Steps: one table each, named by its first word; and the names that stand for numbers.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::limits;
use super::program::Step;
use super::reader::Reader;
use crate::mistake::nearest;

/// The words a step may begin with.
const WORDS: [&str; 14] = [
    "cpu", "wait", "print", "lock", "unlock", "send", "recv", "load", "store", "add", "fail", "repeat", "spawn", "join",
];

impl Reader<'_> {
    pub fn steps(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Vec<Step>, Fault> {
        if depth > limits::DEPTH {
            return Err(self.fault(value, format!("{} levels of steps within steps are the limit.", limits::DEPTH)));
        }
        self.array(value, "steps")?.iter().map(|step| self.step(step, depth)).collect()
    }

    fn step(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Step, Fault> {
        self.names.written += 1;
        if self.names.written > limits::WRITTEN {
            return Err(self.fault(value, format!("{} steps are the limit.", limits::WRITTEN)));
        }
        let table = self.table(value, "a step")?;
        let Some((word, of)) = WORDS.iter().find_map(|word| table.get(*word).map(|of| (*word, of))) else {
            return Err(self.no_word(value, table));
        };
        let also: &[&str] = match word {
            "send" => &["send", "item"],
            "store" => &["store", "plus"],
            "add" => &["add", "by"],
            "repeat" => &["repeat", "steps"],
            word => &[word],
        };
        self.known(table, also, &format!("The step '{word}'"))?;
        let number = |reader: &Self, key: &str, default: i64| match table.get(key) {
            Some(value) => reader.integer(value, key, -1_000_000_000, 1_000_000_000),
            None => Ok(default),
        };
        Ok(match word {
            "cpu" => Step::Cpu(self.integer(of, "cpu", 1, 10_000_000_000)?.unsigned_abs()),
            "wait" => Step::Wait(self.integer(of, "wait", 1, 60_000)?.unsigned_abs()),
            "print" => Step::Print(self.string(of, "print")?),
            "lock" => Step::Lock(self.named(of, "lock", &self.names.locks)?),
            "unlock" => Step::Unlock(self.named(of, "lock", &self.names.locks)?),
            "send" => {
                let queue = self.named(of, "queue", &self.names.queues[..self.names.named_queues])?;
                let item = table.get("item").map(|_| number(self, "item", 0)).transpose()?;
                Step::Send { queue, item }
            }
            "recv" => Step::Receive(self.named(of, "queue", &self.names.queues[..self.names.named_queues])?),
            "load" => Step::Load(self.named(of, "cell", &self.names.cells)?),
            "store" => Step::Store { cell: self.named(of, "cell", &self.names.cells)?, plus: number(self, "plus", 0)? },
            "add" => Step::Add { cell: self.named(of, "cell", &self.names.cells)?, by: number(self, "by", 1)? },
            "fail" => Step::Fail(self.string(of, "fail")?),
            "repeat" => self.repeat(value, of, table, depth)?,
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

    /// Refuses a step inside of a `repeat`.
    fn once(&self, step: &Spanned<DeValue<'_>>, depth: usize, why: &str) -> Result<(), Fault> {
        if depth == 0 { Ok(()) } else { Err(self.fault(step, why)) }
    }

    fn repeat(
        &mut self,
        step: &Spanned<DeValue<'_>>,
        times: &Spanned<DeValue<'_>>,
        table: &DeTable<'_>,
        depth: usize,
    ) -> Result<Step, Fault> {
        let times = self.integer(times, "repeat", 1, 10_000)?.unsigned_abs();
        let Some(steps) = table.get("steps") else {
            return Err(self.fault(step, "'repeat' needs steps: { repeat = 3, steps = [ .. ] }."));
        };
        Ok(Step::Repeat { times, steps: self.steps(steps, depth + 1)? })
    }

    /// Spawning is a message by which the other task begins.
    fn spawn(&mut self, of: &Spanned<DeValue<'_>>) -> Result<Step, Fault> {
        let task = self.named(of, "task", &self.names.tasks)?;
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
        let task = self.named(of, "task", &self.names.tasks)?;
        let queue = self.names.queues.len();
        self.names.queues.push(format!("the end of {}", self.names.tasks[task]));
        self.names.joins.push((task, queue));
        Ok(Step::Receive(queue))
    }

    fn named(&self, value: &Spanned<DeValue<'_>>, what: &str, names: &[String]) -> Result<usize, Fault> {
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
        let hint = found.as_deref().and_then(|found| nearest(found, &WORDS));
        let hint = hint.map(|word| format!(" Did you mean '{word}'?")).unwrap_or_default();
        let found = found.map_or("This step is empty".to_owned(), |found| format!("'{found}' is no step"));
        self.fault(value, format!("{found}.{hint} A step is one of: {}.", WORDS.join(", ")))
    }
}
