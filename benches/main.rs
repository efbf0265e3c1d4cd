//! The benchmark of `cargo xtask bench`: rows that say what something costs, judged by core's own statistics, printed and as JSON.
//!
//! It never fails because something is slow. Called by `cargo test` it measures one round of everything, which only shows that it works.
#![cfg(not(target_arch = "wasm32"))]
// It talks to its user by printing.
#![allow(clippy::print_stdout)]

mod following;
mod row;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Parser;
use futures::executor::block_on;
use interleave::host::NativeHost;
use interleave_core::cancel::Cancel;
use interleave_core::host::{Environment, Host as _, measure};
use interleave_core::statistics;
use row::{Place, Row};
use serde::Serialize;

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
}

fn main() -> Result<()> {
    let Arguments { json, page, bench } = Arguments::parse();
    let rounds = if bench { following::ROUNDS } else { 1 };
    let host = NativeHost::new(env!("CARGO_BIN_EXE_interleave"));
    let cancel = Cancel::new();
    let before = measure::with_cores(&host, host.environment(), &cancel);
    let mut measured = Vec::new();
    if let Some(page) = page {
        let text = fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
        measured.push((Place::Browser, serde_json::from_str(&text).context("the page's figures cannot be read")?));
    }
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
    if let Some(json) = json {
        let bench = Bench { schema: SCHEMA, environment, rows };
        fs::write(&json, serde_json::to_string_pretty(&bench)?)
            .with_context(|| format!("{} cannot be written", json.display()))?;
    }
    Ok(())
}
