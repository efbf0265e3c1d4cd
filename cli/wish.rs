//! From what was typed to a plan that can be run, or to the sentence that says why it cannot.

use interleave_core::Mistake;
use interleave_core::parameter::{Parameter, Value, Values};
use interleave_core::plan::{self, CheckedPlan, Plan};
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
        parameters: parameters(workload, &options.parameters)?,
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

fn parameters(workload: &Workload, typed: &[String]) -> Result<Values, Mistake> {
    let known = workload.parameters();
    let mut values = Values::default();
    for typed in typed {
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
