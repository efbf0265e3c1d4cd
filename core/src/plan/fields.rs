//! What may be in a plan's fields, to refuse anything else.

use super::definition::Plan;
use super::settings::settings;
use crate::mistake::Mistake;

/// The fields of a plan besides its settings.
const OTHER_FIELDS: [&str; 3] = ["workload", "parameters", "models"];

impl Plan {
    /// Whether every name that was given is a field, and every setting was given something it can be.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check_fields(&self) -> Result<(), Mistake> {
        if let Some(unknown) = self.unknown.keys().next() {
            return Err(Mistake::unknown(unknown, "field of a plan", unknown, &fields()));
        }
        if let Some(mistake) = &self.mistyped {
            return Err(Mistake::clone(mistake));
        }
        self.own_settings().iter().try_for_each(|setting| setting.check(self.setting(setting.id)).map(|_| ()))
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
