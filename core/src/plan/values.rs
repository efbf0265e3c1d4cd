//! The values of one run: one for each parameter of its workload.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parameter::Parameter;
use super::value::Value;
use crate::mistake::Mistake;

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
    pub fn u64(&self, id: &str) -> u64 {
        u64::try_from(self.integer(id)).expect("the parameter's range begins at 0 or above")
    }

    /// What a parameter has beside these values when none is given.
    pub fn default_of(&self, parameter: &Parameter) -> Value {
        parameter.default_where_chosen(
            |choice, chosen| matches!(self.0.get(choice), Some(Value::Text(text)) if text == chosen),
        )
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
            if let Some(value) = self.0.remove(parameter.id) {
                self.0.insert(parameter.id.to_owned(), parameter.check(value)?);
            }
        }
        // Defaults that depend on a choice come when that is known.
        let (plain, dependent): (Vec<_>, Vec<_>) =
            parameters.iter().partition(|parameter| parameter.other_defaults.is_empty());
        for parameter in plain.into_iter().chain(dependent) {
            if !self.0.contains_key(parameter.id) {
                let default = self.default_of(parameter);
                self.0.insert(parameter.id.to_owned(), default);
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_may_depend_on_a_choice_and_gives_way_to_a_value() {
        let parameters = [
            Parameter::integer("n", "", "", (1, 100), 80, "").default_where("fix", "mutex", 5),
            Parameter::choice("fix", "", "", &[("none", ""), ("mutex", "")]),
        ];
        let n = |given: &[(&str, Value)]| {
            let mut values = Values::default();
            for (id, value) in given {
                values.set(*id, value.clone());
            }
            values.complete(&parameters).expect("possible values").integer("n")
        };
        let mutex = ("fix", Value::Text("mutex".to_owned()));
        assert_eq!(n(&[]), 80);
        assert_eq!(n(std::slice::from_ref(&mutex)), 5);
        assert_eq!(n(&[mutex, ("n", Value::Integer(7))]), 7);
    }
}
