//! The names of a plan's fields, to refuse any other.

use super::definition::Plan;
use super::settings::settings;
use crate::mistake::Mistake;

/// The fields of a plan besides its settings.
const OTHER_FIELDS: [&str; 3] = ["workload", "parameters", "models"];

impl Plan {
    /// Whether every name that was given is a field.
    ///
    /// # Errors
    /// The first that is none, and the nearest one that is.
    pub fn known_fields(&self) -> Result<(), Mistake> {
        match self.unknown.keys().next() {
            Some(unknown) => Err(Mistake::unknown(unknown, "field of a plan", unknown, &fields())),
            None => Ok(()),
        }
    }
}

/// The fields of a plan, in their order.
fn fields() -> Vec<&'static str> {
    OTHER_FIELDS.into_iter().chain(settings().iter().map(|setting| setting.id)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::de::IgnoredAny;

    use super::*;

    #[test]
    fn whatever_is_written_is_a_setting_or_one_of_the_other_fields() {
        let plan = serde_json::to_string(&Plan::default()).expect("a plan is plain data");
        let mut written: BTreeMap<String, IgnoredAny> = serde_json::from_str(&plan).expect("an object");
        for field in fields() {
            assert!(written.remove(field).is_some(), "{field} is written");
        }
        assert!(written.is_empty(), "{written:?}");
    }
}
