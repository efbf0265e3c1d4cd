//! The value of one parameter, as data and as text.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::number::grouped;

/// The largest number of a `f64` that is surely the whole number that was written.
const EXACT: f64 = ((1_u64 << 53) - 1) as f64;

/// The value of one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    Integer(i64),
    Text(String),
}

impl Value {
    /// As it is typed: a whole number without groups.
    pub fn typed(&self) -> String {
        match self {
            Self::Integer(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// As people read it: a whole number with its digits in groups, a text as it is.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => f.pad(&grouped(*number)),
            Self::Text(text) => f.pad(text),
        }
    }
}

/// A number of JSON may be written as `1e6`, and any number as a text: its parameter reads that as it reads what was typed.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrText)
    }
}

struct NumberOrText;

impl Visitor<'_> for NumberOrText {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        // Beyond an i64 it is beyond every range; as a text, it is refused by name.
        Ok(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Integer))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        let whole = number.fract() == 0.0 && number.abs() <= EXACT;
        Ok(if whole { Value::Integer(number as i64) } else { Value::Text(number.to_string()) })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_json_is_whole_however_it_is_written() {
        let read = |json: &str| serde_json::from_str::<Value>(json).expect(json);
        assert_eq!(read("1000000"), Value::Integer(1_000_000));
        assert_eq!(read("1e6"), Value::Integer(1_000_000));
        assert_eq!(read("2.5"), Value::Text("2.5".to_owned()));
        assert_eq!(read("18446744073709551615"), Value::Text("18446744073709551615".to_owned()));
        assert_eq!(read("\"1 000\""), Value::Text("1 000".to_owned()));
        assert!(serde_json::from_str::<Value>("[1]").is_err());
    }
}
