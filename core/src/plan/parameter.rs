//! A workload's parameters: what may be set, and within which range.

use serde::Serialize;

use super::listing;
use super::number::{self, grouped};
use super::value::Value;
use crate::mistake::Mistake;

/// One thing about a workload that can be set. The form, the command line and `list` are made from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// The name used in `--param id=value` and in JSON.
    pub id: &'static str,
    /// A short label for the form.
    pub title: &'static str,
    /// One sentence: what it does, and its unit.
    pub about: &'static str,
    /// What it may be.
    #[serde(flatten)]
    pub range: Range,
    /// Defaults that it has instead of its own while a choice has a certain value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_defaults: Vec<OtherDefault>,
}

/// The default of a whole number while a choice of the same workload has a certain value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherDefault {
    /// The id of the choice.
    pub choice: &'static str,
    /// The id of what is chosen.
    pub chosen: &'static str,
    /// The default then.
    pub default: i64,
}

/// What a parameter may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Range {
    /// A whole number from `min` to `max`, both included.
    Integer { min: i64, max: i64, default: i64, unit: &'static str },
    /// One of a few choices, by its id.
    Choice { options: Vec<ChoiceEntry>, default: &'static str },
    /// Any text of at most `max_bytes` bytes.
    Text { max_bytes: usize, default: &'static str },
    /// At most so many files of one's own, of so many bytes together, as a listing: see [`super::listing`].
    Files { max_files: usize, max_bytes: u64 },
}

/// One of the things that a parameter may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChoiceEntry {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
}

impl Parameter {
    /// A whole number from `min` to `max`, both included; `unit` may be empty.
    pub fn integer(
        id: &'static str,
        title: &'static str,
        about: &'static str,
        (min, max): (i64, i64),
        default: i64,
        unit: &'static str,
    ) -> Self {
        Self { id, title, about, range: Range::Integer { min, max, default, unit }, other_defaults: Vec::new() }
    }

    /// A whole number has this default while the choice has that value: for what would take far too long with its own.
    #[must_use]
    pub fn default_where(mut self, choice: &'static str, chosen: &'static str, default: i64) -> Self {
        self.other_defaults.push(OtherDefault { choice, chosen, default });
        self
    }

    /// One of a few choices, each with its id and its title; the first is the default.
    pub fn choice(
        id: &'static str,
        title: &'static str,
        about: &'static str,
        options: &[(&'static str, &'static str)],
    ) -> Self {
        let options: Vec<ChoiceEntry> = options.iter().map(|(id, title)| ChoiceEntry { id, title }).collect();
        let default = options[0].id;
        Self { id, title, about, range: Range::Choice { options, default }, other_defaults: Vec::new() }
    }

    /// Any text of at most `max_bytes` bytes; empty unless one is given.
    pub const fn text(id: &'static str, title: &'static str, about: &'static str, max_bytes: usize) -> Self {
        Self { id, title, about, range: Range::Text { max_bytes, default: "" }, other_defaults: Vec::new() }
    }

    /// Files of one's own, at most so many and of so many bytes together; none unless some are given.
    pub fn files(id: &'static str, title: &'static str, about: &'static str, max_files: usize, max_bytes: u64) -> Self {
        Self { id, title, about, range: Range::Files { max_files, max_bytes }, other_defaults: Vec::new() }
    }

    /// The value it has when none is given; `has` tells whether a choice, by its id, has a value.
    pub fn default_where_chosen(&self, has: impl Fn(&str, &str) -> bool) -> Value {
        let other = self.other_defaults.iter().find(|other| has(other.choice, other.chosen));
        if let Some(OtherDefault { default, .. }) = other {
            return Value::Integer(*default);
        }
        match &self.range {
            Range::Integer { default, .. } => Value::Integer(*default),
            Range::Choice { default, .. } | Range::Text { default, .. } => Value::Text((*default).to_owned()),
            Range::Files { .. } => Value::Text(String::new()),
        }
    }

    /// The value as a person typed it; numbers are read by [`number::read`].
    ///
    /// # Errors
    /// A sentence that says what the parameter may be.
    pub fn parse(&self, typed: &str) -> Result<Value, Mistake> {
        self.check(Value::Text(typed.to_owned()))
    }

    /// The value, if it is of the right type and within the range. A number may come as the text that was typed.
    ///
    /// # Errors
    /// A sentence that says what the parameter may be.
    pub fn check(&self, value: Value) -> Result<Value, Mistake> {
        match (&self.range, &value) {
            (Range::Integer { min, max, .. }, given) => {
                let (number, advice) = match given {
                    Value::Integer(number) => (Some(*number), String::new()),
                    Value::Text(typed) => (number::read(typed), number::advice(typed)),
                };
                let within = number.filter(|number| (min..=max).contains(&number));
                within.map(Value::Integer).ok_or_else(|| self.mistake(given, &advice))
            }
            (Range::Choice { options, .. }, Value::Text(id)) => {
                let known: Vec<&str> = options.iter().map(|option| option.id).collect();
                if known.contains(&id.as_str()) {
                    return Ok(value);
                }
                Err(Mistake::unknown(self.id, &format!("choice for “{}”", self.title), id, &known))
            }
            (Range::Text { max_bytes, .. }, Value::Text(text)) if text.len() <= *max_bytes => Ok(value),
            (Range::Files { max_files, max_bytes }, Value::Text(text)) => {
                listing::read(text, *max_files, *max_bytes).map_err(|sentence| Mistake::new(self.id, sentence))?;
                Ok(value)
            }
            _ => Err(self.mistake(&value, "")),
        }
    }

    /// A value as people read it: a choice by its title, a number in groups and with its unit, unless the title names that.
    pub fn shown(&self, value: &Value) -> String {
        match (&self.range, value) {
            (Range::Choice { options, .. }, Value::Text(id)) => {
                options.iter().find(|option| option.id == id).map_or(id.as_str(), |option| option.title).to_owned()
            }
            (Range::Integer { unit, .. }, number) if !self.names(unit) => {
                format!("{number}\u{a0}{unit}")
            }
            (_, value) => value.to_string(),
        }
    }

    /// Whether a unit is nothing, or says no more than the title.
    fn names(&self, unit: &str) -> bool {
        unit.is_empty() || self.title.to_lowercase().split(' ').any(|word| word == unit)
    }

    /// The sentence for a value that is not possible, with what to do instead behind it; it names the parameter as the form does.
    fn mistake(&self, given: &Value, advice: &str) -> Mistake {
        let given: String = given.to_string().chars().take(40).collect();
        let rule = match &self.range {
            Range::Integer { min, max, unit, .. } => {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                format!("a whole number from {} to {}{unit}", grouped(*min), grouped(*max))
            }
            Range::Choice { options, .. } => {
                format!("one of {}", options.iter().map(|option| option.id).collect::<Vec<_>>().join(", "))
            }
            Range::Text { max_bytes, .. } => format!("a text of at most {} bytes", grouped(*max_bytes as i64)),
            Range::Files { max_files, .. } => format!("a list of at most {max_files} files"),
        };
        Mistake::new(self.id, format!("'{given}' is not possible for “{}”: it must be {rule}.{advice}", self.title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loops() -> Parameter {
        Parameter::integer("n", "Iterations of each loop", "", (1, 2_000_000), 1, "iterations")
    }

    #[test]
    fn a_number_is_the_same_however_it_is_typed_or_given() {
        for typed in ["1000000", "1e6", "1 000 000", "1_000_000", "1,000,000"] {
            assert_eq!(loops().parse(typed), Ok(Value::Integer(1_000_000)), "{typed}");
            assert_eq!(loops().check(Value::Text(typed.to_owned())), Ok(Value::Integer(1_000_000)), "{typed}");
        }
    }

    #[test]
    fn a_mistake_names_the_parameter_as_the_form_does_and_says_what_to_type() {
        let said = |typed: &str| loops().parse(typed).expect_err("a mistake").message.replace(number::GAP, " ");
        let rule = "it must be a whole number from 1 to 2 000 000 (iterations).";
        assert_eq!(said("many"), format!("'many' is not possible for “Iterations of each loop”: {rule}"));
        assert_eq!(said("3e6"), format!("'3e6' is not possible for “Iterations of each loop”: {rule}"));
        assert!(said("1.000").ends_with("if 1 000 is meant, type 1000."), "{}", said("1.000"));
        let too_many =
            loops().check(Value::Integer(3_000_000)).expect_err("a mistake").message.replace(number::GAP, " ");
        assert!(too_many.starts_with("'3 000 000' is not possible"), "{too_many}");
    }

    #[test]
    fn a_value_is_shown_by_its_title_or_in_groups_with_its_unit() {
        let fix =
            Parameter::choice("fix", "How it is protected", "", &[("none", "Not at all"), ("mutex", "By a mutex")]);
        assert_eq!(fix.shown(&Value::Text("mutex".to_owned())), "By a mutex");
        assert_eq!(loops().shown(&Value::Integer(2_000)).replace(number::GAP, " "), "2 000");
        let wait = Parameter::integer("wait_ms", "Length of a wait", "", (1, 100), 1, "ms");
        assert_eq!(wait.shown(&Value::Integer(5)), "5\u{a0}ms");
    }

    #[test]
    fn a_choice_that_there_is_not_is_answered_with_the_nearest_id() {
        let fix =
            Parameter::choice("fix", "How it is protected", "", &[("none", "Not at all"), ("mutex", "By a mutex")]);
        assert_eq!(fix.parse("mutex"), Ok(Value::Text("mutex".to_owned())));
        assert_eq!(
            fix.parse("mutx").expect_err("a mistake").message,
            "There is no choice for “How it is protected” called 'mutx'. Did you mean 'mutex'? Choose from: none, mutex."
        );
    }
}
