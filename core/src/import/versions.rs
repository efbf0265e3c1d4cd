//! Reports of other versions: which there are, and what turns each into the next one. Only the newest is known to the rest of this program.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use super::error::{ImportError, no_report};
use crate::report::SCHEMA;

/// What all schemas of reports begin with; a number follows.
const FAMILY: &str = "interleave.report/";

/// A report whose members are not looked into.
pub type Object = BTreeMap<String, Box<RawValue>>;

/// From one version to the next.
pub struct Step {
    /// The schema that it reads.
    pub from: &'static str,
    /// The schema of what it gives.
    pub to: &'static str,
    /// Changes the members that differ; `None` where one of them cannot be read. It need not change the schema.
    pub convert: fn(Object) -> Option<Object>,
}

/// The oldest first, each from where the one before it led. There is only one version so far, so there is nothing to convert.
const STEPS: &[Step] = &[];

/// The report as one of this version; one that is of it already, as it stands.
///
/// # Errors
/// When it is no report, or one of a version that is not known, which is named and not called broken.
pub fn current(text: &str) -> Result<Cow<'_, str>, ImportError> {
    upgraded(text, STEPS, SCHEMA)
}

/// As [`current`], by these steps to this schema.
pub fn upgraded<'a>(text: &'a str, steps: &[Step], newest: &str) -> Result<Cow<'a, str>, ImportError> {
    let schema = schema(text)?;
    if schema == newest {
        return Ok(Cow::Borrowed(text));
    }
    let Some(first) = steps.iter().position(|step| step.from == schema) else {
        let shown = schema.chars().filter(|c| !c.is_control()).take(40).collect();
        return Err(if schema.starts_with(FAMILY) {
            ImportError::OtherVersion(shown)
        } else {
            ImportError::Invalid(format!("it is no report: its schema is '{shown}' and not {newest}"))
        });
    };
    let mut object: Object = serde_json::from_str(text).map_err(|error| no_report(&error))?;
    for Step { from, to, convert } in &steps[first..] {
        let broken = || ImportError::Invalid(format!("it is no report: it is not what {from} says"));
        object = convert(object).ok_or_else(broken)?;
        object.insert("schema".to_owned(), to_raw_value(to).map_err(|_| broken())?);
    }
    let text = serde_json::to_string(&object).map_err(|error| no_report(&error))?;
    Ok(Cow::Owned(text))
}

fn schema(text: &str) -> Result<String, ImportError> {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        schema: Option<&'a RawValue>,
    }
    let head: Head<'_> = serde_json::from_str(text).map_err(|error| no_report(&error))?;
    let schema = head.schema.and_then(|schema| serde_json::from_str(schema.get()).ok());
    schema.ok_or_else(|| {
        ImportError::Invalid(format!("it is no report: it does not begin with \"schema\": \"{SCHEMA}\""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Version 1 called the plan's seed `chance`; version 2 had no field `complete`.
    const TWO_STEPS: &[Step] = &[
        Step {
            from: "interleave.report/1",
            to: "interleave.report/2",
            convert: |mut report| {
                let chance = report.remove("chance")?;
                report.insert("seed".to_owned(), chance);
                Some(report)
            },
        },
        Step {
            from: "interleave.report/2",
            to: "interleave.report/3",
            convert: |mut report| {
                report.insert("complete".to_owned(), to_raw_value(&true).ok()?);
                Some(report)
            },
        },
    ];

    fn read(text: &str) -> Result<String, ImportError> {
        upgraded(text, TWO_STEPS, "interleave.report/3").map(Cow::into_owned)
    }

    #[test]
    fn an_older_report_goes_through_every_step_from_its_own_version_on() {
        let newest = r#"{"complete":true,"schema":"interleave.report/3","seed":0.10000000000000001}"#;
        assert_eq!(read(r#"{"schema": "interleave.report/1", "chance": 0.10000000000000001}"#).as_deref(), Ok(newest));
        assert_eq!(read(r#"{"schema": "interleave.report/2", "seed": 0.10000000000000001}"#).as_deref(), Ok(newest));
        assert_eq!(read(newest).as_deref(), Ok(newest), "the newest is taken as it stands");
    }

    #[test]
    fn a_later_version_is_named_and_an_older_one_that_is_not_what_it_says_is_refused() {
        let later = read(r#"{"schema": "interleave.report/4"}"#);
        assert_eq!(later, Err(ImportError::OtherVersion("interleave.report/4".to_owned())));
        let broken = read(r#"{"schema": "interleave.report/1"}"#);
        assert!(matches!(broken, Err(ImportError::Invalid(sentence)) if sentence.contains("interleave.report/1")));
    }

    #[test]
    fn the_steps_lead_from_one_version_to_the_next_and_end_at_the_newest() {
        assert!(STEPS.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert!(STEPS.last().is_none_or(|step| step.to == SCHEMA));
        assert!(STEPS.iter().all(|step| step.from.starts_with(FAMILY)));
    }
}
