//! From what was typed to a plan that can be run, or to the sentence that says why it cannot.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use interleave_core::gil::GilProfile;
use interleave_core::mistake::Mistake;
use interleave_core::plan::{self, Parameter, Plan, Range, Value, Values};
use interleave_core::run::CheckedPlan;
use interleave_core::workload::{self, Workload};

use crate::arguments::RunOptions;
use crate::paint::words;

/// The plan that was typed.
///
/// # Errors
/// The first mistake in it.
pub fn plan(options: &RunOptions) -> Result<CheckedPlan, Mistake> {
    let workload = workload::find(&options.workload)?;
    let mut plan = Plan {
        workload: workload.id.to_owned(),
        parameters: parameters(workload, options)?,
        models: options.models.clone(),
        ..Plan::default()
    };
    let numbers = [
        ("workers", &options.workers, &mut plan.workers),
        ("runs", &options.runs, &mut plan.runs),
        ("warmup", &options.warmup, &mut plan.warmup),
        ("seed", &options.seed, &mut plan.seed),
        ("quantum_us", &options.quantum_us, &mut plan.quantum_us),
        ("switch_interval_us", &options.switch_interval_us, &mut plan.switch_interval_us),
    ];
    for (id, typed, number) in numbers {
        if let (Some(typed), Some(setting)) = (typed, setting(id))
            && let Value::Integer(given) = setting.parse(typed)?
        {
            *number = given.cast_unsigned();
        }
    }
    if let Some(profile) = &options.gil_profile {
        plan.gil_profile = GilProfile::find(profile)?;
    }
    plan.check()
}

/// What the flag that sets a number of the plan is good for.
pub fn help(id: &str) -> String {
    setting(id)
        .map(|setting| format!("{} [{}]", setting.about.trim_end_matches('.'), words::range(&setting)))
        .unwrap_or_default()
}

fn setting(id: &str) -> Option<Parameter> {
    plan::settings().into_iter().find(|setting| setting.id == id)
}

fn parameters(workload: &Workload, options: &RunOptions) -> Result<Values, Mistake> {
    let known = workload.parameters();
    let mut values = Values::default();
    if let Some(file) = &options.file {
        let (id, text) = text_of(file, workload, &known)?;
        values.set(id, Value::Text(text));
    }
    for typed in &options.parameters {
        let Some((id, value)) = typed.split_once('=') else {
            let typed: String = typed.chars().take(40).collect();
            let sentence =
                format!("'--param {typed}' sets nothing: write a name, an equals sign and a value, such as n=1000.");
            return Err(Mistake::new("param", sentence));
        };
        if values.iter().any(|(set, _)| set == id) {
            return Err(Mistake::new(id, format!("The parameter {id} is set more than once: decide for one value.")));
        }
        let value = match known.iter().find(|parameter| parameter.id == id) {
            Some(parameter) => parameter.parse(value)?,
            // The plan's own check names the parameters there are.
            None => Value::Text(value.to_owned()),
        };
        values.set(id, value);
    }
    Ok(values)
}

/// The text in `file`, and the parameter that takes it.
fn text_of(file: &Path, workload: &Workload, known: &[Parameter]) -> Result<(&'static str, String), Mistake> {
    let refuse = |sentence: String| Err(Mistake::new("file", sentence));
    let takes_text = known.iter().find_map(|parameter| match parameter.range {
        Range::Text { max_bytes, .. } => Some((parameter.id, max_bytes)),
        _ => None,
    });
    let Some((id, max_bytes)) = takes_text else {
        let takers: Vec<&str> = workload::ALL.iter().filter(|other| reads_text(other)).map(|other| other.id).collect();
        return refuse(format!("The workload {} reads no file; these do: {}.", workload.id, takers.join(", ")));
    };
    let name = file.display();
    // One byte more than allowed is enough to know that it is too long, whatever the file is.
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(max_bytes as u64 + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return refuse(format!("'{name}' cannot be read: {error}."));
    }
    if bytes.len() > max_bytes {
        return refuse(format!("'{name}' is longer than {max_bytes} bytes, the limit for {id}."));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((id, text)),
        Err(_) => refuse(format!("'{name}' is not UTF-8 text.")),
    }
}

fn reads_text(workload: &Workload) -> bool {
    workload.parameters().iter().any(|parameter| matches!(parameter.range, Range::Text { .. }))
}
