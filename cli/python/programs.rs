//! The programs for CPython: one file for each workload, what they have in common, and the harness that runs them.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use interleave_core::mistake::Mistake;
use interleave_core::workload::{self, company_database};
use rusqlite::Connection;
use tempfile::TempDir;

/// A workload as a CPython program.
#[derive(Debug)]
pub struct Program {
    /// The id of the workload.
    pub workload: &'static str,
    /// Its parameters that have another default here, because CPython computes some thirty times more slowly.
    pub defaults: &'static [&'static str],
    source: &'static str,
}

/// Every program, in the order of the workloads.
pub const ALL: &[Program] = &[
    Program { workload: "arithmetic", defaults: &[], source: include_str!("programs/arithmetic.py") },
    Program { workload: "company", defaults: &[], source: include_str!("programs/company.py") },
    Program { workload: "download", defaults: &["kib=4"], source: include_str!("programs/download.py") },
    Program { workload: "count", defaults: &["n=5_000_000"], source: include_str!("programs/count.py") },
    Program {
        workload: "mandelbrot",
        defaults: &["width=120", "height=80", "limit=400"],
        source: include_str!("programs/mandelbrot.py"),
    },
    Program { workload: "sort", defaults: &["n=100_000"], source: include_str!("programs/sort.py") },
    Program {
        workload: "compress",
        defaults: &["blocks=8", "block_kib=64"],
        source: include_str!("programs/compress.py"),
    },
    // Most of a task's time may be waiting and yet half of it be computing, in CPython.
    Program { workload: "mixed", defaults: &["work_ms=40", "waiting=97"], source: include_str!("programs/mixed.py") },
    Program { workload: "storm", defaults: &[], source: include_str!("programs/storm.py") },
    Program { workload: "pipeline", defaults: &[], source: include_str!("programs/pipeline.py") },
    Program { workload: "transfer", defaults: &["kib=1_024"], source: include_str!("programs/transfer.py") },
    Program { workload: "counter", defaults: &["increments=200_000"], source: include_str!("programs/counter.py") },
];

/// What several programs need.
const COMMON: &[(&str, &str)] = &[
    ("checksum", include_str!("programs/checksum.py")),
    ("kinds", include_str!("programs/kinds.py")),
    ("seeded", include_str!("programs/seeded.py")),
];

/// The program for a workload.
///
/// # Errors
/// A sentence that names those that there are.
pub fn find(id: &str) -> Result<&'static Program, Mistake> {
    ALL.iter().find(|program| program.workload == id).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|program| program.workload).collect();
        if workload::find(id).is_err() {
            return Mistake::unknown("workload", "CPython program", id, &known);
        }
        let sentence = format!("There is no CPython program for {id}; there is one for each of: {}.", known.join(", "));
        Mistake::new("workload", sentence)
    })
}

/// The help of the argument that names the workload.
pub fn help() -> String {
    let known: Vec<&str> = ALL.iter().map(|program| program.workload).collect();
    format!("The workload: {}", known.join(", "))
}

/// The help of the flag that sets a parameter.
pub fn help_of_parameters() -> String {
    let smaller = ALL.iter().filter(|program| !program.defaults.is_empty());
    let smaller: Vec<String> =
        smaller.map(|program| format!("{}: {}", program.workload, program.defaults.join(" "))).collect();
    format!(
        "Set a parameter of the workload; can be repeated. CPython is slow, so some defaults differ here ({})",
        smaller.join("; ")
    )
}

/// The programs as files, because "spawn" reads the main one again in every process, with what the wanted one needs; they are gone with
/// the folder.
///
/// # Errors
/// When they cannot be written.
pub fn write(wanted: &str) -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().context("the programs need a temporary folder")?;
    let programs = folder.path().join("programs");
    let harness = folder.path().join("harness.py");
    let write = || {
        std::fs::create_dir(&programs)?;
        std::fs::write(&harness, include_str!("harness.py"))?;
        let files = ALL.iter().map(|program| (program.workload, program.source)).chain(COMMON.iter().copied());
        for (name, text) in files {
            std::fs::write(programs.join(name).with_extension("py"), text)?;
        }
        Ok::<_, std::io::Error>(())
    };
    write().context("the programs could not be written")?;
    if wanted == "company" {
        let database = Connection::open(programs.join("company.db"));
        let filled = database.and_then(|database| database.execute_batch(&company_database::script()));
        filled.context("the company's database could not be written")?;
    }
    Ok((folder, harness))
}
