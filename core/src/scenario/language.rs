//! The words of the language, once: the reader reads by these tables, the editor completes from them, and the JSON Schema is made of them.

use super::limits;

/// A key of a table: its name, what it takes, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
    pub needed: bool,
    /// A sentence, or a few.
    pub about: &'static str,
    /// What stands behind `=` when an editor writes the key: `${..}` is what is to be typed over.
    pub template: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text in quotes.
    Text,
    /// A whole number, both ends included.
    Integer { min: i64, max: i64 },
    /// The name of something that the scenario declares.
    Name(Kind),
    /// A list of names, which are declared by it.
    Names,
    /// A table of names, which are declared by it, with a whole number each.
    Numbers { min: i64, max: i64 },
    /// A list of steps.
    Steps,
    /// The tasks.
    Tasks,
}

/// What names stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Lock,
    Queue,
    Cell,
    Task,
}

impl Kind {
    /// The word for one.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Queue => "queue",
            Self::Cell => "cell",
            Self::Task => "task",
        }
    }
}

/// A step: the word that makes a table this step, and the other keys it may have.
#[derive(Clone, Copy, Debug)]
pub struct StepWord {
    pub word: Key,
    pub also: &'static [Key],
}

impl StepWord {
    /// The names of all its keys.
    pub fn keys(&self) -> Vec<&'static str> {
        self.all().map(|key| key.name).collect()
    }

    /// All its keys, its word first.
    pub fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.word).chain(self.also)
    }
}

/// The range of numbers that go through queues and cells, as they are written.
const NUMBER: Takes = Takes::Integer { min: -limits::NUMBER, max: limits::NUMBER };

const fn needed(name: &'static str, takes: Takes, template: &'static str, about: &'static str) -> Key {
    Key { name, takes, needed: true, about, template }
}

const fn optional(name: &'static str, takes: Takes, template: &'static str, about: &'static str) -> Key {
    Key { name, takes, needed: false, about, template }
}

const fn step(word: Key, also: &'static [Key]) -> StepWord {
    StepWord { word, also }
}

/// What stands at the top of a scenario.
pub const TOP: &[Key] = &[
    optional("title", Takes::Text, r#""${}""#, "What the scenario is called."),
    optional(
        "locks",
        Takes::Names,
        r#"["${}"]"#,
        "The names of the locks, all free at first. Under processes they are with the parent.",
    ),
    optional(
        "queues",
        Takes::Numbers { min: 1, max: limits::CAPACITY },
        "{ ${name} = ${1} }",
        "The queues by name, and for how many items each has room. Whoever sends into a full one waits, and so does whoever receives from an empty one.",
    ),
    optional(
        "cells",
        Takes::Numbers { min: -limits::NUMBER, max: limits::NUMBER },
        "{ ${name} = ${0} }",
        "The cells by name, and what each holds at first: numbers in memory that tasks share. Under processes each process has its own.",
    ),
    needed("task", Takes::Tasks, "", "The tasks, which are concurrent with each other: write [[task]] for each."),
];

/// What stands in a task.
pub const TASK: &[Key] = &[
    needed("name", Takes::Text, r#""${}""#, "What the task is called: no two have the same name."),
    needed("steps", Takes::Steps, "[\n  { ${} },\n]", "What the task does, in this order. It may be nothing: []."),
];

/// The steps, in the order in which a learner meets them.
pub const STEPS: &[StepWord] = &[
    step(
        needed(
            "cpu",
            Takes::Integer { min: 1, max: limits::CPU },
            "${1_000_000}",
            "Computes for so many iterations: a million take about a millisecond.",
        ),
        &[],
    ),
    step(
        needed(
            "wait",
            Takes::Integer { min: 1, max: limits::WAIT_MS },
            "${10}",
            "Waits for so many milliseconds, as for a disk or a network.",
        ),
        &[],
    ),
    step(needed("print", Takes::Text, r#""${}""#, "Prints a line."), &[]),
    step(needed("lock", Takes::Name(Kind::Lock), r#""${}""#, "Takes a lock, and waits until it is free."), &[]),
    step(needed("unlock", Takes::Name(Kind::Lock), r#""${}""#, "Gives a lock back."), &[]),
    step(
        needed(
            "send",
            Takes::Name(Kind::Queue),
            r#""${}""#,
            "Puts a number into a queue, and waits while that is full.",
        ),
        &[optional(
            "item",
            NUMBER,
            "${1}",
            "The number to send; without it, the one at hand: what was loaded or received last.",
        )],
    ),
    step(
        needed(
            "recv",
            Takes::Name(Kind::Queue),
            r#""${}""#,
            "Takes the next number out of a queue, and waits for it. It is then at hand.",
        ),
        &[],
    ),
    step(needed("load", Takes::Name(Kind::Cell), r#""${}""#, "Reads a cell. Its value is then at hand."), &[]),
    step(
        needed("store", Takes::Name(Kind::Cell), r#""${}""#, "Writes the number at hand into a cell."),
        &[optional("plus", NUMBER, "${1}", "Added to the number at hand before it is written.")],
    ),
    step(
        needed("add", Takes::Name(Kind::Cell), r#""${}""#, "Adds to a cell in one go, which nobody can come between."),
        &[optional("by", NUMBER, "${1}", "How much is added; 1 without it.")],
    ),
    step(needed("fail", Takes::Text, r#""${}""#, "Ends the task as failed, for this reason."), &[]),
    step(
        needed(
            "repeat",
            Takes::Integer { min: 1, max: limits::REPEAT },
            "${3}, steps = [{ ${} }]",
            "Does its steps so many times.",
        ),
        &[needed("steps", Takes::Steps, "[{ ${} }]", "What is done again and again.")],
    ),
    step(needed("spawn", Takes::Name(Kind::Task), r#""${}""#, "Lets another task begin, which waits until then."), &[]),
    step(needed("join", Takes::Name(Kind::Task), r#""${}""#, "Waits until another task has ended."), &[]),
];

/// The words a step may begin with.
pub fn words() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.word.name).collect()
}

/// The names of keys.
pub fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_says_what_it_is_for_in_sentences() {
        let of_steps = STEPS.iter().flat_map(StepWord::all);
        for key in TOP.iter().chain(TASK).chain(of_steps) {
            assert!(key.about.ends_with('.') || key.about.ends_with("[]."), "{}: {}", key.name, key.about);
        }
    }
}
