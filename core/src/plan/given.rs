//! A plan as somebody gave it, as JSON: numbers may be texts, as they were typed.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use super::definition::Plan;
use super::value::Value;
use super::values::Values;

#[derive(Deserialize)]
#[serde(default)]
struct Given {
    workload: String,
    parameters: Values,
    models: Vec<String>,
    /// Settings, and names that are no field.
    #[serde(flatten)]
    others: BTreeMap<String, Other>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Other {
    Value(Value),
    Anything(IgnoredAny),
}

impl Default for Given {
    fn default() -> Self {
        let Plan { workload, parameters, models, .. } = Plan::default();
        Self { workload, parameters, models, others: BTreeMap::new() }
    }
}

/// Settings are read as they are typed. What cannot be read is kept, so that [`Plan`]'s check refuses it by name; a reader's own error could
/// not say which field it is about.
impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Given { workload, parameters, models, mut others } = Given::deserialize(deserializer)?;
        let mut plan = Self { workload, parameters, models, ..Self::default() };
        for setting in plan.own_settings() {
            let given = match others.remove(setting.id) {
                None => continue,
                Some(Other::Value(value)) => value,
                // A list or nothing at all is no number either.
                Some(Other::Anything(_)) => Value::Text(String::new()),
            };
            if let Err(mistake) = plan.set(&setting, given) {
                plan.mistyped.get_or_insert(Box::new(mistake));
            }
        }
        plan.unknown = others.into_keys().map(|name| (name, IgnoredAny)).collect();
        Ok(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> Plan {
        serde_json::from_str(json).expect("JSON")
    }

    #[test]
    fn numbers_are_the_same_as_texts_and_however_they_are_written() {
        let same =
            plan(r#"{"parameters": {"n": 1000000}, "workers": 4, "quantum_us": 2000, "gil_profile": "python-2"}"#);
        for n in ["1e6", r#""1e6""#, r#""1 000 000""#, r#""1_000_000""#, r#""1,000,000""#] {
            let json = format!(
                r#"{{"parameters": {{"n": {n}}}, "workers": "4", "quantum_us": "2,000", "gil_profile": "python-2"}}"#
            );
            let checked = plan(&json).check().expect(n);
            assert_eq!(*checked.as_plan(), *same.clone().check().expect("a plan").as_plan(), "{json}");
        }
    }

    #[test]
    fn a_setting_that_cannot_be_is_refused_by_its_name() {
        for (json, field, words) in [
            (r#"{"workers": "many"}"#, "workers", "“Workers”: it must be a whole number from 1 to 64"),
            (r#"{"workers": "65"}"#, "workers", "from 1 to 64"),
            (r#"{"workers": 2.5}"#, "workers", "'2.5' is not possible"),
            (r#"{"workers": -1}"#, "workers", "'-1' is not possible"),
            (r#"{"workers": null}"#, "workers", "'' is not possible"),
            (r#"{"gil_profile": "python-4"}"#, "gil_profile", "Did you mean 'python-2'?"),
            (r#"{"wrokers": 4}"#, "wrokers", "Did you mean 'workers'?"),
        ] {
            let mistake = plan(json).check().expect_err(json);
            assert_eq!(mistake.field, field, "{json}");
            assert!(mistake.message.contains(words), "{json}: {mistake}");
        }
    }
}
