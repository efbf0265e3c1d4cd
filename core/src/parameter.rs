//! A workload's parameters: what may be set, within which range, and the values of one run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Mistake;

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
}

/// The value of one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    Integer(i64),
    Text(String),
}

/// The values of one run, one for each parameter of its workload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// Sets one value as typed; it is checked by [`Values::complete`].
    pub fn set(&mut self, id: impl Into<String>, value: Value) {
        self.0.insert(id.into(), value);
    }

    /// The values in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// A checked whole number.
    pub fn integer(&self, id: &str) -> i64 {
        match self.0.get(id) {
            Some(Value::Integer(number)) => *number,
            other => unreachable!("parameter {id} was checked to be a whole number, but is {other:?}"),
        }
    }

    /// A checked whole number that cannot be negative, because its range begins at 0 or above.
    pub fn size(&self, id: &str) -> u64 {
        u64::try_from(self.integer(id)).expect("the parameter's range begins at 0 or above")
    }

    /// A checked text or choice.
    pub fn text(&self, id: &str) -> &str {
        match self.0.get(id) {
            Some(Value::Text(text)) => text,
            other => unreachable!("parameter {id} was checked to be a text, but is {other:?}"),
        }
    }

    /// Checks every value against its parameter and fills in the defaults of those not given.
    ///
    /// # Errors
    /// The first value that is unknown, of the wrong type or out of range, as a sentence.
    pub fn complete(mut self, parameters: &[Parameter]) -> Result<Self, Mistake> {
        let known: Vec<&str> = parameters.iter().map(|parameter| parameter.id).collect();
        if let Some(unknown) = self.0.keys().find(|id| !known.contains(&id.as_str())) {
            return Err(Mistake::unknown(unknown, "parameter", unknown, &known));
        }
        for parameter in parameters {
            let value = match self.0.remove(parameter.id) {
                Some(value) => parameter.check(value)?,
                None => parameter.default(),
            };
            self.0.insert(parameter.id.to_owned(), value);
        }
        Ok(self)
    }
}

impl Parameter {
    /// The value it has when none is given.
    pub fn default(&self) -> Value {
        match &self.range {
            Range::Integer { default, .. } => Value::Integer(*default),
            Range::Choice { default, .. } | Range::Text { default, .. } => Value::Text((*default).to_owned()),
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
            Range::Choice { .. } | Range::Text { .. } => self.check(Value::Text(typed.to_owned())),
        }
    }

    fn check(&self, value: Value) -> Result<Value, Mistake> {
        match (&self.range, &value) {
            (Range::Integer { min, max, .. }, Value::Integer(number)) if (min..=max).contains(&number) => Ok(value),
            (Range::Choice { options, .. }, Value::Text(text)) if options.contains(&text.as_str()) => Ok(value),
            (Range::Choice { options, .. }, Value::Text(text)) => {
                Err(Mistake::unknown(self.id, &format!("{} option", self.id), text, options))
            }
            (Range::Text { max_bytes, .. }, Value::Text(text)) if text.len() <= *max_bytes => Ok(value),
            (_, Value::Integer(number)) => Err(self.mistake(&number.to_string())),
            (_, Value::Text(text)) => Err(self.mistake(text)),
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
        };
        Mistake::new(self.id, format!("'{given}' is not possible for {}: it must be {rule}.", self.id))
    }
}

/// A whole number with its digits in groups of three, in a form that may be typed back.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
