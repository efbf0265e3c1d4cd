//! A command line as somebody pastes it, and the plan that it asks for: the inverse of `command`.

use serde::Serialize;

use super::flags::{self, FILE, FOLDER, MODEL, OUTPUTS, PARAM, SETTINGS, SWITCHES};
use super::typed::{self, Split};
use crate::mistake::Mistake;
use crate::plan::series::WORKERS;
use crate::plan::{Plan, Values};
use crate::workload;

/// The commands that say what to run.
const COMMANDS: [&str; 2] = ["run", "sweep"];
/// How a line may begin.
const BEGINNINGS: [&str; 4] = ["interleave", "cargo", "run", "sweep"];

/// What a command asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// The plan, checked and complete.
    pub plan: Plan,
    /// For a sweep.
    pub varied: Option<Varied>,
}

/// What a sweep varies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Varied {
    /// `workers`, or the id of a parameter.
    pub parameter: String,
    /// The values as they were typed; empty for those that are usual on the machine.
    pub values: String,
}

/// Reads `interleave run ..` or `interleave sweep ..`, by whatever path, by `cargo run --release -- ..`, or without the program's name. Files to
/// be written are passed by.
///
/// # Errors
/// A sentence about the first word that is not understood, with the nearest one that is.
pub fn read(line: &str) -> Result<Asked, Mistake> {
    let words = shlex::split(line).ok_or_else(|| Mistake::new("command", "A quote of this command is not closed."))?;
    // A line that goes on after a backslash leaves an empty word, and no command has others.
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let (command, rest) = command(&words)?;
    Words::read(rest)?.asked(command == "sweep")
}

/// The command, and what follows it.
fn command(words: &[String]) -> Result<(&str, &[String]), Mistake> {
    let words = words.strip_prefix(&["$".to_owned()]).unwrap_or(words);
    let rest = match words {
        [] => {
            return Err(Mistake::new("command", "There is no command here: paste one, such as interleave run count."));
        }
        [cargo, rest @ ..] if program(cargo) == "cargo" => {
            let end = rest.iter().position(|word| word == "--").ok_or_else(|| {
                let sentence = "Cargo's own words end with --, which this command does not have: cargo run --release -- run count.";
                Mistake::new("command", sentence)
            })?;
            &rest[end + 1..]
        }
        [interleave, rest @ ..] if program(interleave) == "interleave" => rest,
        [first, ..] if COMMANDS.contains(&first.as_str()) => words,
        [other, ..] => return Err(Mistake::unknown("command", "beginning of a command", other, &BEGINNINGS)),
    };
    match rest {
        [] => Err(Mistake::new("command", "This command does not say what to do: run or sweep.")),
        [command, rest @ ..] if COMMANDS.contains(&command.as_str()) => Ok((command, rest)),
        [other, ..] => Err(Mistake::unknown("command", "command that says what to run and is", other, &COMMANDS)),
    }
}

/// A program's name without its path.
fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// What follows `run` or `sweep`, sorted by flags.
#[derive(Default)]
struct Words {
    workload: Option<String>,
    models: Vec<String>,
    parameters: Vec<String>,
    /// In the order of [`SETTINGS`].
    settings: [Option<String>; SETTINGS.len()],
}

impl Words {
    fn read(words: &[String]) -> Result<Self, Mistake> {
        let mut found = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if !word.starts_with('-') && found.workload.is_none() {
                found.workload = Some(word.clone());
                continue;
            }
            let (flag, joined) = match word.split_once('=') {
                Some((flag, value)) => (flag, Some(value)),
                None => (word.as_str(), None),
            };
            if !flags::all().contains(&flag) {
                return Err(Mistake::unknown("command", "flag", flag, &flags::all()));
            }
            if joined.is_none() && SWITCHES.contains(&flag) {
                continue;
            }
            let value = joined.or_else(|| rest.next().map(String::as_str));
            let value = value.ok_or_else(|| Mistake::new("command", format!("After {flag}, its value is missing.")))?;
            found.take(flag, value)?;
        }
        Ok(found)
    }

    fn take(&mut self, flag: &str, value: &str) -> Result<(), Mistake> {
        match flag {
            MODEL => self.models.extend(value.split(',').map(str::to_owned)),
            PARAM => self.parameters.push(value.to_owned()),
            FILE => {
                let name: String = value.chars().take(40).collect();
                let sentence =
                    format!("{FILE} {name} names a file, which is not read from here: put its text into the form.");
                return Err(Mistake::new("file", sentence));
            }
            FOLDER => {
                let name: String = value.chars().take(40).collect();
                let sentence =
                    format!("{FOLDER} {name} names files, which are not read from here: choose them in the form.");
                return Err(Mistake::new("folder", sentence));
            }
            flag if OUTPUTS.contains(&flag) => {}
            flag => {
                let places = SETTINGS.iter().zip(&mut self.settings).filter(|((known, _), _)| *known == flag);
                for (_, place) in places {
                    if place.replace(value.to_owned()).is_some() {
                        return Err(Mistake::new("command", format!("{flag} is given more than once.")));
                    }
                }
            }
        }
        Ok(())
    }

    fn asked(self, sweep: bool) -> Result<Asked, Mistake> {
        let Self { workload, models, mut parameters, mut settings } = self;
        let workload = workload.ok_or_else(|| {
            Mistake::new("workload", "This command names no workload: write one, such as interleave run count.")
        })?;
        let workload = workload::find(&workload)?;
        let known = workload.parameters();
        let mut varied = None;
        if sweep {
            let Split { varied: found, parameters: others, workers } =
                typed::split(&known, parameters, settings[0].take())?;
            let (parameter, values) = found.unwrap_or_else(|| (WORKERS.to_owned(), String::new()));
            varied = Some(Varied { parameter, values });
            (parameters, settings[0]) = (others, workers);
        }
        let mut values = Values::default();
        typed::set_parameters(&mut values, &known, &parameters)?;
        let mut plan = Plan { workload: workload.id.to_owned(), parameters: values, models, ..Plan::default() };
        for ((_, setting), typed) in SETTINGS.iter().zip(&settings) {
            if let Some(typed) = typed {
                flags::set(&mut plan, setting, typed)?;
            }
        }
        Ok(Asked { plan: plan.check()?.as_plan().clone(), varied })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan(line: &str) -> Plan {
        read(line).expect(line).plan
    }

    fn mistake(line: &str) -> String {
        read(line).expect_err(line).message
    }

    #[test]
    fn a_command_may_begin_in_every_way_that_is_typed() {
        for line in [
            "interleave run count --model threads,gil --param n=2_000 --workers=3",
            "run count --param n=2000 --workers 3 --model threads --model gil",
            "  $ ./target/release/interleave run --workers 3 count --model gil,threads --param n=2000",
            "C:/tools/interleave.exe run count --model threads --model gil --param 'n=2000' --workers \"3\"",
            "cargo run --release --features serve -- run count --model threads --model gil --param n=2000 --workers 3",
            "interleave run --explain count --model threads \\\n  --model gil --param n=2000 \\\n  --workers 3 --json a.json --csv=-",
        ] {
            let found = plan(line);
            assert_eq!((found.workload.as_str(), found.workers), ("count", 3), "{line}");
            assert_eq!(found.models, ["threads", "gil"], "{line}");
            assert_eq!(found.parameters.integer("n"), 2_000, "{line}");
        }
    }

    #[test]
    fn a_sweep_says_what_is_varied() {
        let found = |line: &str| read(line).expect(line).varied.map(|varied| (varied.parameter, varied.values));
        let pair = |parameter: &str, values: &str| Some((parameter.to_owned(), values.to_owned()));
        assert_eq!(found("interleave sweep count --workers 1..4"), pair("workers", "1..4"));
        assert_eq!(found("interleave sweep count --param n=1..1000x10 --workers 3"), pair("n", "1..1000x10"));
        assert_eq!(found("interleave sweep count"), pair("workers", ""));
        assert_eq!(found("interleave run count"), None);
        assert_eq!(plan("interleave sweep count --param n=1..1000x10 --workers 3").workers, 3);
    }

    #[test]
    fn what_is_not_understood_is_named_with_the_nearest_that_is() {
        for (line, words) in [
            ("", "no command here"),
            ("interleave", "run or sweep"),
            ("interleaf run count", "Did you mean 'interleave'?"),
            ("rm -rf /", "called 'rm'"),
            ("cargo run count", "--"),
            ("interleave compare a.json b.json", "called 'compare'"),
            ("interleave rnu count", "Did you mean 'run'?"),
            ("interleave run", "names no workload"),
            ("interleave run cuont", "Did you mean 'count'?"),
            ("interleave run count --model thread", "Did you mean 'threads'?"),
            ("interleave run count --wrokers 3", "Did you mean '--workers'?"),
            ("interleave run count workers 3", "Did you mean '--workers'?"),
            ("interleave run count -w 3", "no flag called '-w'"),
            ("interleave run count --workers", "After --workers"),
            ("interleave run count --workers 3 --workers 4", "more than once"),
            ("interleave run count --workers many", "from 1 to 64"),
            ("interleave run count --param n", "sets nothing"),
            ("interleave run count --param n=1 --param n=2", "set more than once"),
            ("interleave run count --param m=1", "Did you mean 'n'?"),
            ("interleave run count --param n=1,2", "'1,2' is not possible"),
            ("interleave run scenario --file mine.toml", "mine.toml names a file"),
            ("interleave run count --param 'n=1", "not closed"),
            ("interleave run count | less", "called '|'"),
            ("interleave sweep count --param n=1,2 --workers 1..4", "Both n and workers"),
        ] {
            assert!(mistake(line).contains(words), "{line}: {}", mistake(line));
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_pasted_brings_it_down(line in "(interleave |run |sweep |cargo |-- )?[a-z-]{0,9}( --[a-z-]{0,9}[= ]?.{0,9}){0,4}") {
            let _ = read(&line);
        }
    }
}
