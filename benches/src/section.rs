//! A section of the benchmark: one script or one module that measures, with the cores that were free around it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use interleave::host::NativeHost;
use interleave_core::cancel::Cancel;
use interleave_core::host::measure;
use interleave_core::statistics;
use serde::{Deserialize, Serialize};

use crate::judge::Row;
use crate::measured::Measured;
use crate::turns::Effort;

/// What every native module may need.
pub struct Bench {
    pub host: NativeHost,
    pub cancel: Cancel,
    pub effort: Effort,
    /// This very program, which is also its own children.
    pub program: PathBuf,
    /// The same, built for this very processor.
    pub native_build: Option<PathBuf>,
}

/// What measures.
pub enum Source {
    Native(fn(&Bench) -> Result<Vec<Measured>>),
    /// A script for Node.
    Script(PathBuf),
}

/// What one section came to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Section {
    pub name: String,
    /// How many cores' worth of computing two lanes got, before or after, whichever was less; absent on one core.
    pub cores_of_two: Option<f64>,
    pub rows: Vec<Row>,
    /// Why there are no rows.
    pub failure: Option<String>,
}

/// Measures a section and judges its rows.
pub fn measure(bench: &Bench, name: &str, source: &Source) -> Section {
    let cores = || measure::cores(&bench.host, 2, &bench.cancel);
    let before = cores();
    let measured = match source {
        Source::Native(measure) => measure(bench),
        Source::Script(script) => by_script(script, bench.effort),
    };
    let cores_of_two = measure::lesser(before, cores());
    let busy = cores_of_two.is_some_and(|cores| statistics::busy(cores, 2));
    let (rows, failure) = match measured {
        Ok(measured) => (measured.into_iter().map(|row| Row::new(row, busy)).collect(), None),
        Err(error) => (Vec::new(), Some(format!("{error:#}"))),
    };
    Section { name: name.to_owned(), cores_of_two, rows, failure }
}

/// What a script prints. It is told by `--quick` that there is little time.
fn by_script(script: &Path, effort: Effort) -> Result<Vec<Measured>> {
    let shown = script.display();
    let mut node = Command::new("node");
    node.arg(script).stdin(Stdio::null()).stderr(Stdio::inherit());
    if effort != Effort::Full {
        node.arg("--quick");
    }
    let output = node.output().with_context(|| format!("node could not be started for {shown}"))?;
    if !output.status.success() {
        bail!("{shown} failed ({})", output.status);
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("what {shown} printed is no list of rows"))
}
