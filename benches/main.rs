//! The benchmark of `cargo xtask bench`: rows that say what something costs, judged by core's own statistics, printed and as JSON.
//!
//! It never fails because something is slow. Called by `cargo test` it measures one round of everything, which only shows that it works.
#![cfg(not(target_arch = "wasm32"))]
// It talks to its user by printing.
#![allow(clippy::print_stdout)]

mod following;
mod panning;
mod row;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Parser;
use futures::executor::block_on;
use interleave::host::NativeHost;
use interleave_core::cancel::Cancel;
use interleave_core::host::{Environment, Host as _, measure};
use interleave_core::statistics;
use panning::Panning;
use row::{Place, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The version of the JSON's format.
const SCHEMA: &str = "interleave.bench/1";

#[derive(Parser)]
struct Arguments {
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// What `benches/following.mjs` has measured on the page.
    #[arg(long)]
    page: Option<PathBuf>,
    /// What `benches/panning.mjs` has measured on the page.
    #[arg(long)]
    panning: Option<PathBuf>,
    /// What `cargo bench` says to every benchmark.
    #[arg(long)]
    bench: bool,
}

/// All that was measured.
#[derive(Serialize)]
struct Bench {
    schema: &'static str,
    /// The machine, and how many of its cores were free: the lesser of two measurements, before and after.
    environment: Environment,
    rows: Vec<Row>,
    panning: Vec<Panning>,
}

fn main() -> Result<()> {
    let Arguments { json, page, panning, bench } = Arguments::parse();
    let rounds = if bench { following::ROUNDS } else { 1 };
    let host = NativeHost::new(env!("CARGO_BIN_EXE_interleave"));
    let cancel = Cancel::new();
    let before = measure::with_cores(&host, host.environment(), &cancel);
    let mut measured = Vec::new();
    if let Some(page) = page {
        measured.push((Place::Browser, read(&page)?));
    }
    let panning: Vec<panning::Measured> = panning.map(|file| read(&file)).transpose()?.unwrap_or_default();
    let panning: Vec<Panning> = panning.into_iter().map(Panning::new).collect();
    measured.push((Place::Native, block_on(following::measure(&host, rounds, &cancel))?));
    let environment = measure::with_lesser_cores(measure::with_cores(&host, host.environment(), &cancel), &before);
    let busy = environment.cores_of_two.is_some_and(|cores| statistics::busy(cores, 2));
    let rows: Vec<Row> = measured
        .into_iter()
        .flat_map(|(place, series): (Place, Vec<row::Series>)| series.into_iter().map(move |one| (place, one)))
        .map(|(place, series)| Row::new("following", place, &series, busy))
        .collect();
    println!("What it costs that somebody follows a run, folds and shows it between executions:");
    for row in &rows {
        println!("  {}", row.words());
    }
    if !panning.is_empty() {
        println!("What a long trace costs on the page, where a frame has 16.7 ms at 60 a second:");
    }
    for line in panning.iter().flat_map(Panning::words) {
        println!("  {line}");
    }
    if let Some(json) = json {
        let bench = Bench { schema: SCHEMA, environment, rows, panning };
        fs::write(&json, serde_json::to_string_pretty(&bench)?)
            .with_context(|| format!("{} cannot be written", json.display()))?;
    }
    Ok(())
}

/// Figures that a script has measured on the page.
fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("the page's figures in {} cannot be read", file.display()))
}
