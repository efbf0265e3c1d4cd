//! Reports of other versions: which there are, and what turns each into the next one. Only the newest is known to the rest of this program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::{RawValue, to_raw_value};

use super::error::{ImportError, no_report};
use super::scanner::Scanner;
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

/// Whether the text begins as every report that we write: then it need not be searched, to its end, for what traces have.
pub fn begins_as_ours(bytes: &[u8]) -> bool {
    let mut scanner = Scanner::new(bytes);
    let is_schema = scanner.skip(b'{') && scanner.value() == Some(b"\"schema\"") && scanner.skip(b':');
    is_schema && scanner.value().is_some_and(|schema| schema[1..].starts_with(FAMILY.as_bytes()))
}

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

/// The member `schema`. It is the first that we write, and nothing behind it is read: a report can have a million events.
fn schema(text: &str) -> Result<String, ImportError> {
    let mut found = None;
    let read = serde_json::Deserializer::from_str(text).deserialize_map(FindSchema { found: &mut found });
    match (found, read) {
        (Some(Some(schema)), _) => Ok(schema),
        (None, Err(error)) => Err(no_report(&error)),
        (Some(None), _) | (None, Ok(())) => {
            let sentence = format!("it is no report: it does not begin with \"schema\": \"{SCHEMA}\"");
            Err(ImportError::Invalid(sentence))
        }
    }
}

/// Reads an object up to its member `schema`; that it stops there is an error to whoever reads on.
struct FindSchema<'a> {
    /// `Some(None)` is a schema that is no text.
    found: &'a mut Option<Option<String>>,
}

impl<'de> Visitor<'de> for FindSchema<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<Cow<'_, str>>()? {
            if name == "schema" {
                let value: &RawValue = members.next_value()?;
                *self.found = Some(serde_json::from_str(value.get()).ok());
                return Ok(());
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
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
    fn what_we_wrote_is_told_by_its_beginning() {
        let ours: [&[u8]; 2] =
            [br#"{"schema":"interleave.report/1","plan":"#, b" {\n \"schema\" : \"interleave.report/9\""];
        assert!(ours.into_iter().all(begins_as_ours));
        let others: [&[u8]; 6] = [
            b"",
            b"{}",
            b"{\"schema\":",
            b"{\"schema\":1}",
            b"[\"schema\"]",
            b"{\"schema\":\"perfetto\",\"traceEvents\":[]}",
        ];
        assert!(!others.into_iter().any(begins_as_ours));
    }

    #[test]
    fn what_says_no_schema_is_told_apart_from_what_is_no_json() {
        let sentence = |text| match read(text) {
            Err(ImportError::Invalid(sentence)) => sentence,
            other => panic!("{other:?}"),
        };
        for text in ["{}", r#"{"seed": 1}"#, r#"{"schema": 3, "seed": 1}"#] {
            assert!(sentence(text).contains("does not begin with \"schema\""), "{text}: {}", sentence(text));
        }
        assert!(!sentence(r#"{"seed": 1"#).contains("does not begin with"));
    }

    #[test]
    fn the_steps_lead_from_one_version_to_the_next_and_end_at_the_newest() {
        assert!(STEPS.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert!(STEPS.last().is_none_or(|step| step.to == SCHEMA));
        assert!(STEPS.iter().all(|step| step.from.starts_with(FAMILY)));
    }
}
