//! A workload's parameters: what may be set, and within which range.

use serde::Serialize;

use super::listing;
use super::value::{Value, grouped};
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
}

/// What a parameter may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Range {
    /// A whole number from `min` to `max`, both included.
    Integer { min: i64, max: i64, default: i64, unit: &'static str },
    /// One of a few words.
    Choice { options: &'static [&'static str], default: &'static str },
    /// Any text of at most `max_bytes` bytes.
    Text { max_bytes: usize, default: &'static str },
    /// At most so many files of one's own, of so many bytes together, as a listing: see [`super::listing`].
    Files { max_files: usize, max_bytes: u64 },
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
        Self { id, title, about, range: Range::Integer { min, max, default, unit } }
    }

    /// One of a few words; the first is the default.
    pub fn choice(
        id: &'static str,
        title: &'static str,
        about: &'static str,
        options: &'static [&'static str],
    ) -> Self {
        Self { id, title, about, range: Range::Choice { options, default: options[0] } }
    }

    /// Any text of at most `max_bytes` bytes; empty unless one is given.
    pub fn text(id: &'static str, title: &'static str, about: &'static str, max_bytes: usize) -> Self {
        Self { id, title, about, range: Range::Text { max_bytes, default: "" } }
    }

    /// Files of one's own, at most so many and of so many bytes together; none unless some are given.
    pub fn files(id: &'static str, title: &'static str, about: &'static str, max_files: usize, max_bytes: u64) -> Self {
        Self { id, title, about, range: Range::Files { max_files, max_bytes } }
    }

    /// The value it has when none is given.
    pub fn default(&self) -> Value {
        match &self.range {
            Range::Integer { default, .. } => Value::Integer(*default),
            Range::Choice { default, .. } | Range::Text { default, .. } => Value::Text((*default).to_owned()),
            Range::Files { .. } => Value::Text(String::new()),
        }
    }

    /// Reads a value as a person typed it. Whole numbers may be grouped: `100_000_000`, `100 000 000`.
    ///
    /// # Errors
    /// A sentence that says what the parameter may be.
    pub fn parse(&self, typed: &str) -> Result<Value, Mistake> {
        match &self.range {
            Range::Integer { .. } => {
                let digits: String = typed.chars().filter(|c| !matches!(c, '_' | ' ' | '\u{202f}' | '\'')).collect();
                let number = digits.parse().map_err(|_| self.mistake(typed))?;
                self.check(Value::Integer(number))
            }
            Range::Choice { .. } | Range::Text { .. } | Range::Files { .. } => {
                self.check(Value::Text(typed.to_owned()))
            }
        }
    }

    /// The value, if it is of the right type and within the range.
    ///
    /// # Errors
    /// A sentence that says what the parameter may be.
    pub fn check(&self, value: Value) -> Result<Value, Mistake> {
        match (&self.range, &value) {
            (Range::Integer { min, max, .. }, Value::Integer(number)) if (min..=max).contains(&number) => Ok(value),
            (Range::Choice { options, .. }, Value::Text(text)) if options.contains(&text.as_str()) => Ok(value),
            (Range::Choice { options, .. }, Value::Text(text)) => {
                Err(Mistake::unknown(self.id, &format!("{} option", self.id), text, options))
            }
            (Range::Text { max_bytes, .. }, Value::Text(text)) if text.len() <= *max_bytes => Ok(value),
            (Range::Files { max_files, max_bytes }, Value::Text(text)) => {
                listing::read(text, *max_files, *max_bytes).map_err(|sentence| Mistake::new(self.id, sentence))?;
                Ok(value)
            }
            _ => Err(self.mistake(&value.typed())),
        }
    }

    fn mistake(&self, given: &str) -> Mistake {
        let given: String = given.chars().take(40).collect();
        let rule = match &self.range {
            Range::Integer { min, max, unit, .. } => {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                format!("a whole number from {} to {}{unit}", grouped(*min), grouped(*max))
            }
            Range::Choice { options, .. } => format!("one of {}", options.join(", ")),
            Range::Text { max_bytes, .. } => format!("a text of at most {max_bytes} bytes"),
            Range::Files { max_files, .. } => format!("a list of at most {max_files} files"),
        };
        Mistake::new(self.id, format!("'{given}' is not possible for {}: it must be {rule}.", self.id))
    }
}
