//! Asks core for its schemas and ids; by way of a program, so that this tool works while core does not compile.
use crate::process::program;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::Stdio;

pub struct Description(Value);

impl Description {
    pub fn ask() -> Result<Description> {
        let mut cargo = program("cargo");
        cargo.args(["run", "--quiet", "--package", "interleave-describe"]).stderr(Stdio::inherit());
        let output = cargo.output().context("cargo could not be started")?;
        if !output.status.success() {
            bail!("core does not build, so its schemas and names are not known");
        }
        Ok(Description(serde_json::from_slice(&output.stdout)?))
    }

    /// `workloads` or `models`.
    pub fn ids(&self, of: &str) -> Vec<&str> {
        self.0[of].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Each schema's name, and the text of its file.
    pub fn schemas(&self) -> Result<Vec<(String, String)>> {
        let schemas = self.0["schemas"].as_object().context("the description has no schemas")?;
        schemas.iter().map(|(name, schema)| Ok((name.clone(), serde_json::to_string_pretty(schema)? + "\n"))).collect()
    }

    /// The words a type allows, when it is a choice of words.
    pub fn words(&self, of_type: &str) -> Option<Vec<&str>> {
        let schemas = self.0["schemas"].as_object()?;
        let schema = schemas.values().find_map(|schema| schema["$defs"].get(of_type))?;
        let mut words = Vec::new();
        for choice in schema["oneOf"].as_array().into_iter().flatten().chain([schema]) {
            words.extend(choice["const"].as_str());
            words.extend(choice["enum"].as_array().into_iter().flatten().filter_map(Value::as_str));
        }
        (!words.is_empty()).then_some(words)
    }
}

#[cfg(test)]
mod tests {
    use super::Description;
    use serde_json::json;

    #[test]
    fn the_words_of_a_type_are_gathered_from_both_ways_to_write_them() {
        let choices = json!([{"enum": ["native", "browser"]}, {"const": "simulated"}]);
        let description = Description(json!({"schemas": {"report": {"$defs": {"Platform": {"oneOf": choices}}}}}));
        assert_eq!(description.words("Platform"), Some(vec!["native", "browser", "simulated"]));
        assert_eq!(description.words("State"), None);
    }
}
