//! Asks core for its schemas and ids. It runs a program for that, so that this tool also works while core does not compile.

use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::program;

/// What `interleave-describe` prints.
pub struct Description(Value);

impl Description {
    /// Builds core and asks it.
    ///
    /// # Errors
    /// Core does not compile.
    pub fn ask() -> Result<Description> {
        let mut cargo = program("cargo");
        cargo.args(["run", "--quiet", "--package", "interleave-describe"]).stderr(Stdio::inherit());
        let output = cargo.output().context("cargo could not be started")?;
        if !output.status.success() {
            bail!("core does not build, so its schemas and ids are not known");
        }
        Ok(Description(serde_json::from_slice(&output.stdout)?))
    }

    /// The ids of all `workloads` or `models`.
    pub fn ids(&self, kind: &str) -> Vec<&str> {
        self.0[kind].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Each schema's name, and the text of its file.
    pub fn schemas(&self) -> Result<Vec<(String, String)>> {
        let schemas = self.0["schemas"].as_object().context("the description has no schemas")?;
        schemas.iter().map(|(name, schema)| Ok((name.clone(), serde_json::to_string_pretty(schema)? + "\n"))).collect()
    }

    /// The one schema of everything that core and the page exchange.
    pub fn page(&self) -> Result<String> {
        Ok(serde_json::to_string(self.0.get("page").context("the description has no schema for the page")?)?)
    }
}
