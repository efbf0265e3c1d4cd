//! Reads the values of one text, and says where one is not what it should be.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::limits::CHARACTERS;
use super::names::Names;
use crate::mistake::nearest;
use crate::plan::{grouped, number};

/// Reads one text, and collects the names it finds.
pub struct Reader<'a> {
    pub text: &'a str,
    pub names: Names,
    /// Where its lines end, in bytes.
    line_ends: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub fn of(text: &'a str) -> Self {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, names: Names::default(), line_ends }
    }
}

impl Reader<'_> {
    /// The line on which a value begins, counted from 1.
    pub fn line<T>(&self, value: &Spanned<T>) -> u32 {
        let before = self.line_ends.partition_point(|end| *end < value.span().start);
        u32::try_from(before + 1).expect("texts are short")
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
            DeValue::String(text) if (1..=CHARACTERS).contains(&text.chars().count()) => Ok(text.to_string()),
            DeValue::String(_) => Err(self.fault(value, format!("{what} must have 1 to {CHARACTERS} characters."))),
            _ => Err(self.fault(value, format!("{what} must be a text in quotes."))),
        }
    }

    pub fn integer(&self, value: &Spanned<DeValue<'_>>, what: &str, min: i64, max: i64) -> Result<i64, Fault> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            // TOML calls it a float, and it is a whole number all the same: 1e6.
            DeValue::Float(float) => number::read(float.as_str()),
            _ => None,
        };
        number.filter(|number| (min..=max).contains(number)).ok_or_else(|| {
            let range = format!("from {} to {}", grouped(min), grouped(max));
            self.fault(value, format!("{what} must be a whole number {range}."))
        })
    }

    pub fn fault<T>(&self, value: &Spanned<T>, message: impl Into<String>) -> Fault {
        Fault::at(self.text, &value.span(), message)
    }
}
