//! The benchmark of `cargo xtask bench`: ours and peers in turns, judged by core's own statistics; as JSON, as BENCHMARKS.md and as a picture.
//!
//! It never fails because something is slow. `cargo test` has it measure one round of everything native, which only shows that it works.
//!
//! Scripts (`benches/*.mjs`) and modules (`native/`) measure and hand over rows, see [`measured`]; only [`judge`] says what they mean.

// It talks to its user by printing.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod document;
mod exponent;
mod judge;
mod measured;
mod native;
mod picture;
mod section;
mod turns;
mod words;

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use clap::Parser as _;
use interleave::host::{NativeHost, serve_process};
use interleave_core::cancel::Cancel;
use interleave_core::host::Host as _;

use arguments::{Arguments, Command};
use document::{Document, SCHEMA};
use section::{Bench, Section, Source};

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(Command::Process) => Ok(serve_process()?),
        Some(Command::Judged { measured }) => deliver(&read(measured)?, &arguments),
        Some(Command::Share { kernel, share }) => say(&native::workers::share(&bench(&arguments)?, *kernel, *share)?),
        Some(Command::Probe { kernel }) => native::probe::serve(&bench(&arguments)?, kernel),
        Some(Command::Cost { subject, amount }) => say(&native::growing::cost(&bench(&arguments)?, *subject, *amount)?),
        Some(Command::Kernels) => say(&native::builds::kernels(&bench(&arguments)?)?),
        None => run(&arguments),
    }
}

/// What a process of this program's says to its parent.
fn say(answer: &impl serde::Serialize) -> Result<()> {
    println!("{}", serde_json::to_string(answer)?);
    Ok(())
}

fn run(arguments: &Arguments) -> Result<()> {
    let bench = bench(arguments)?;
    let mut sections = Vec::new();
    let began = Instant::now();
    for (name, source) in sources(arguments) {
        eprintln!("bench  {name}");
        let section_began = Instant::now();
        let section = section::measure(&bench, &name, &source);
        section.rows.iter().for_each(|row| eprintln!("         {}", row.line()));
        if let Some(failure) = &section.failure {
            eprintln!("         not measured: {failure}");
        }
        eprintln!("         {:.0} s", section_began.elapsed().as_secs_f64());
        sections.push(section);
    }
    eprintln!("bench  measured for {:.0} s", began.elapsed().as_secs_f64());
    let document = Document {
        schema: SCHEMA.to_owned(),
        date: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        effort: bench.effort,
        environment: bench.host.environment(),
        sections,
    };
    deliver(&document, arguments)
}

fn bench(arguments: &Arguments) -> Result<Bench> {
    let program = std::env::current_exe()?;
    Ok(Bench {
        host: NativeHost::new(&program),
        cancel: Cancel::new(),
        effort: arguments.effort(),
        program,
        native_build: arguments.native_build.clone(),
    })
}

/// What is to be measured: the scripts that were named, then all that is native; of these those that were picked.
fn sources(arguments: &Arguments) -> Vec<(String, Source)> {
    let scripts = arguments.scripts.iter().map(|script| {
        let name = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, Source::Script(script.clone()))
    });
    let native = native::ALL.iter().map(|(name, measure)| ((*name).to_owned(), Source::Native(*measure)));
    let picked =
        |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| name.contains(only.as_str()));
    scripts.chain(native).filter(|(name, _)| picked(name)).collect()
}

/// Writes the files that were asked for.
fn deliver(document: &Document, arguments: &Arguments) -> Result<()> {
    let Arguments { json, markdown, picture, .. } = arguments;
    if let Some(json) = json {
        write(json, &format!("{}\n", serde_json::to_string(document)?))?;
    }
    // Both lie in one repository, the picture in a folder of the document's or beside it.
    let address = match (markdown.as_deref().and_then(Path::parent), picture) {
        (Some(folder), Some(picture)) => picture.strip_prefix(folder).unwrap_or(picture).display().to_string(),
        _ => "docs/benchmarks.svg".to_owned(),
    };
    if let Some(markdown) = markdown {
        write(markdown, &document.markdown(&address))?;
    }
    if let Some(picture) = picture {
        write(picture, &picture::svg(document))?;
    }
    let failed: Vec<&str> = document
        .sections
        .iter()
        .filter(|section: &&Section| section.failure.is_some())
        .map(|one| one.name.as_str())
        .collect();
    if !failed.is_empty() {
        bail!("could not be measured: {}", failed.join(", "));
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("bench  {} is written", file.display());
    Ok(())
}

fn read(file: &Path) -> Result<Document> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no result of this benchmark", file.display()))
}
