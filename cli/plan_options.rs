//! The flags that make up a plan, and how they become a checked plan or a sentence that says what is wrong.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use interleave_core::fold::{flags, typed};
use interleave_core::mistake::Mistake;
use interleave_core::plan::{self, Parameter, Plan, Range, Value, Values};
use interleave_core::run::CheckedPlan;
use interleave_core::workload::{self, Workload};

use crate::outside;
use crate::paint::words;

/// What to run. Numbers are read as text, so that a mistake is answered with a sentence that names the range.
#[derive(Clone, Debug, Default, Args)]
pub struct PlanOptions {
    /// The workload; `interleave list` shows them all.
    pub workload: String,

    /// A model to run it under; can be repeated [default: all].
    #[arg(long = "model", value_name = "MODEL", value_delimiter = ',')]
    pub models: Vec<String>,

    /// Set a parameter of the workload, such as n=2_000_000; can be repeated.
    #[arg(long = "param", value_name = "NAME=VALUE", allow_hyphen_values = true)]
    pub parameters: Vec<String>,

    /// Read the workload's text from this file: a scenario, what to compress, a module to compile.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Read the files of the workload from this folder.
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,

    #[command(flatten)]
    pub numbers: NumberOptions,

    #[arg(long, value_name = "Q", help = help("quantum_us"), allow_hyphen_values = true)]
    pub quantum_us: Option<String>,

    #[arg(long, value_name = "P", help = help("gil_profile"))]
    pub gil_profile: Option<String>,
}

/// The numbers of a plan that `interleave python` also takes.
#[derive(Clone, Debug, Default, Args)]
pub struct NumberOptions {
    #[arg(long, value_name = "N", help = help("workers"), allow_hyphen_values = true)]
    pub workers: Option<String>,

    #[arg(long, value_name = "K", help = help("runs"), allow_hyphen_values = true)]
    pub runs: Option<String>,

    #[arg(long, value_name = "SECONDS", help = help("time_s"), allow_hyphen_values = true, conflicts_with = "runs")]
    pub time: Option<String>,

    #[arg(long, value_name = "W", help = help("warmup"), allow_hyphen_values = true)]
    pub warmup: Option<String>,

    #[arg(long, value_name = "S", help = help("seed"), allow_hyphen_values = true)]
    pub seed: Option<String>,

    #[arg(long, value_name = "I", help = help("switch_interval_us"), allow_hyphen_values = true)]
    pub switch_interval_us: Option<String>,
}

impl PlanOptions {
    /// The plan that was typed.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn plan(&self) -> Result<CheckedPlan, Mistake> {
        self.unchecked()?.check()
    }

    /// What was typed, each value read for itself.
    ///
    /// # Errors
    /// The first value that cannot be.
    pub fn unchecked(&self) -> Result<Plan, Mistake> {
        let workload = workload::find(&self.workload)?;
        let mut plan = Plan {
            workload: workload.id.to_owned(),
            parameters: parameters(workload, self)?,
            models: self.models.clone(),
            ..Plan::default()
        };
        let NumberOptions { workers, runs, time, warmup, seed, switch_interval_us } = &self.numbers;
        let typed = [
            ("workers", workers),
            ("runs", runs),
            ("time_s", time),
            ("warmup", warmup),
            ("seed", seed),
            ("quantum_us", &self.quantum_us),
            ("switch_interval_us", switch_interval_us),
            ("gil_profile", &self.gil_profile),
        ];
        for (setting, typed) in typed {
            if let Some(typed) = typed {
                flags::set(&mut plan, setting, typed)?;
            }
        }
        Ok(plan)
    }
}

/// The help of a flag that sets something of the plan.
fn help(id: &str) -> String {
    setting(id)
        .map(|setting| format!("{} [{}]", setting.about.trim_end_matches('.'), words::range(&setting)))
        .unwrap_or_default()
}

fn setting(id: &str) -> Option<Parameter> {
    plan::settings().into_iter().find(|setting| setting.id == id)
}

fn parameters(workload: &Workload, options: &PlanOptions) -> Result<Values, Mistake> {
    let known = workload.parameters();
    let mut values = Values::default();
    if let Some(file) = &options.file {
        let (id, text) = text_of(file, workload)?;
        values.set(id, Value::Text(text));
    }
    if let Some(folder) = &options.folder {
        let Some(parameter) = known.iter().find(|known| matches!(known.range, Range::Files { .. })) else {
            let sentence = format!("The workload {} reads no folder; files does.", workload.id);
            return Err(Mistake::new("folder", sentence));
        };
        values.set(parameter.id, Value::Text(outside::choose(folder)?));
    }
    typed::set_parameters(&mut values, &known, &options.parameters)?;
    Ok(values)
}

/// The text in `file`, and the parameter that takes it.
fn text_of(file: &Path, workload: &Workload) -> Result<(&'static str, String), Mistake> {
    let refuse = |sentence: String| Err(Mistake::new("file", sentence));
    let takes_text = workload.text_parameter();
    let Some((parameter, read_bytes)) = takes_text.and_then(|found| found.read_bytes().map(|bytes| (found, bytes)))
    else {
        let takers = workload::ALL.iter().filter(|other| other.text_parameter().is_some());
        let takers: Vec<&str> = takers.map(|other| other.id).collect();
        return refuse(format!("The workload {} reads no file; these do: {}.", workload.id, takers.join(", ")));
    };
    let name = file.display().to_string();
    // Whatever the file is, and however long, no more of it is read than tells that it is too long.
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(read_bytes).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok((parameter.id, parameter.text_of(&name, bytes)?)),
        Err(error) => refuse(format!("'{name}' cannot be read: {error}.")),
    }
}
