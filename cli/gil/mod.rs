//! `interleave gil`: how closely our GIL behaves like CPython's, measured in rounds that take turns.

mod cpython;

use anyhow::{Context as _, Result, anyhow};
use interleave_core::cancel::Cancel;
use interleave_core::fidelity::{Fidelity, Ours, Rounds};
use interleave_core::host::{Compute, Host, Pulse, drive, measure};
use interleave_core::mistake::Mistake;
use interleave_core::plan::{Parameter, Value};

use crate::arguments::GilOptions;
use crate::exit::Exit;
use crate::host::NativeHost;
use crate::outlet::JsonOutlet;
use crate::paint;
use crate::python::find::{Python, find};
use crate::screen;
use crate::stop;
use cpython::Cpython;

/// Measures our GIL and that of a CPython, and shows the table.
///
/// # Errors
/// A mistake in the options, or a measurement that could not be made.
pub fn gil(options: &GilOptions) -> Result<Exit> {
    let rounds = rounds(options.rounds.as_deref())?;
    let python = reference(options.against.as_deref())?;
    let cancel = stop::on_request()?;
    let json = JsonOutlet::open(options.json.as_ref())?;
    if python.is_none() {
        screen::show(
            json.stream(),
            "No CPython with a GIL was found: install one from python.org, with your system's packages or with pyenv, or name one with --against. Only our own GIL is measured.\n",
        )?;
    }
    let host = NativeHost::new(std::env::current_exe()?);
    let fidelity = match measured(&host, python.as_ref(), rounds, cancel) {
        Err(_) if cancel.is_cancelled() => return Ok(Exit::Cancelled),
        fidelity => fidelity?,
    };
    json.deliver(&fidelity, |width| paint::fidelity::fidelity(&fidelity, width))?;
    Ok(Exit::Success)
}

fn rounds(typed: Option<&str>) -> Result<u64, Mistake> {
    let rounds = Parameter::integer("rounds", "--rounds", "How often everything is measured.", (1, 1_000), 10, "");
    match rounds.parse(typed.unwrap_or("10"))? {
        Value::Integer(rounds) => Ok(rounds.unsigned_abs()),
        Value::Text(_) => Err(Mistake::new("rounds", "--rounds takes a whole number.")),
    }
}

/// The named Python, or the newest one that has a GIL.
fn reference(named: Option<&str>) -> Result<Option<Python>, Mistake> {
    let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
    let mut found = find(&named, "against")?;
    if let (Some(python), false) = (found.first(), named.is_empty()) {
        let why = python
            .unsupported()
            .or_else(|| (!python.gil).then(|| format!("{} has no GIL to compare with.", python.name())));
        if let Some(why) = why {
            return Err(Mistake::new("against", why));
        }
    }
    found.retain(|python| python.gil && python.unsupported().is_none());
    Ok(found.pop())
}

fn measured(host: &dyn Host, python: Option<&Python>, count: u64, cancel: &Cancel) -> Result<Fidelity> {
    let environment = host.environment();
    let created = jiff::Timestamp::now().to_string();
    let folder = tempfile::tempdir().context("the measurements need a temporary folder")?;
    let program = folder.path().join("lab.py");
    std::fs::write(&program, include_str!("lab.py")).context("the measurements could not be written")?;
    let before = measure::cores(host, environment.cores_claimed, cancel);
    let slice_s = waited_for(host, cancel, Ours::slice_s(host, cancel))?;
    let ours = Ours::new(host, cancel, slice_s);
    let mut cpython =
        python.map(|python| Cpython { executable: &python.executable, program: &program, cancel, process: None });
    let mut rounds = Rounds::default();
    for round in 0..count {
        // The side that is first in one round is second in the next.
        if round % 2 == 0 {
            rounds.ours.rounds.push(waited_for(host, cancel, ours.round(&mut rounds.ours.failures))?);
        }
        if let Some(cpython) = &mut cpython {
            rounds.cpython.rounds.push(cpython.round(&mut rounds.cpython.failures)?);
        }
        if round % 2 == 1 {
            rounds.ours.rounds.push(waited_for(host, cancel, ours.round(&mut rounds.ours.failures))?);
        }
    }
    let after = measure::cores(host, environment.cores_claimed, cancel);
    Ok(Fidelity::new(environment, created, python.map(Python::name), &rounds, [before, after]))
}

/// What our own side came to, for which this thread waits.
fn waited_for<T>(host: &dyn Host, cancel: &Cancel, measuring: impl Future<Output = Result<T, String>>) -> Result<T> {
    let pulse = Pulse::new(host.gauges().clock, Compute::Real);
    let measured = drive::block_on(measuring, &pulse, cancel).ok_or_else(|| anyhow!("cancelled"))?;
    measured.map_err(|why| anyhow!("{why}"))
}
