//! The axis of a sweep: its values, as they were typed, and a plan for each.

use interleave_core::mistake::Mistake;
use interleave_core::plan::{self, Parameter, Range, Value};
use interleave_core::run::CheckedPlan;
use interleave_core::sweep::{self, Axis, WORKERS};
use interleave_core::workload;

use crate::plan_options::PlanOptions;

/// Models whose number of lanes is the worker count.
const WITH_WORKERS: [&str; 3] = ["threads", "gil", "processes"];
/// By default, worker counts go up to this many times the cores.
const BEYOND_CORES: u64 = 2;

/// The axis that was typed, and the plan for each of its values.
///
/// # Errors
/// The first mistake.
pub fn plans(options: &PlanOptions, cores: u64) -> Result<(Axis, Vec<CheckedPlan>), Mistake> {
    let known = workload::find(&options.workload)?.parameters();
    let lists: Vec<(&Parameter, Vec<&str>)> =
        options.parameters.iter().filter_map(|typed| list(typed, &known)).collect();
    let (id, values) = match (lists.as_slice(), &options.numbers.workers) {
        ([], None) => (WORKERS, counts(&format!("1..{}", (BEYOND_CORES * cores).clamp(2, 64)))?),
        ([], Some(typed)) => (WORKERS, counts(typed)?),
        ([(parameter, texts)], workers) => {
            if workers.as_ref().is_some_and(|typed| is_list(typed)) {
                return Err(one_thing(&[WORKERS, parameter.id]));
            }
            let values = texts.iter().map(|text| parameter.parse(text)).collect::<Result<_, Mistake>>()?;
            (parameter.id, values)
        }
        ([(first, _), (second, _), ..], _) => return Err(one_thing(&[first.id, second.id])),
    };
    let plans: Vec<CheckedPlan> =
        values.iter().map(|value| at(options, id, value).plan()).collect::<Result<_, Mistake>>()?;
    let Some(first) = plans.first() else {
        return Err(Mistake::new(id, format!("A sweep needs values of {id}.")));
    };
    Ok((sweep::axis(first, id, values)?, plans))
}

fn one_thing(ids: &[&str; 2]) -> Mistake {
    let [first, second] = ids;
    Mistake::new(
        *first,
        format!("Both {first} and {second} have several values: sweep one of them, and give the other a single one."),
    )
}

fn is_list(typed: &str) -> bool {
    typed.contains(',') || typed.contains("..")
}

/// A parameter with several values, if that is what was typed. In a text, a comma separates nothing.
fn list<'a>(typed: &'a str, known: &'a [Parameter]) -> Option<(&'a Parameter, Vec<&'a str>)> {
    let (id, values) = typed.split_once('=')?;
    let parameter = known.iter().find(|parameter| parameter.id == id)?;
    let several = !matches!(parameter.range, Range::Text { .. }) && values.contains(',');
    several.then(|| (parameter, values.split(',').map(str::trim).collect()))
}

/// Worker counts: `1..8`, or `1,2,4`, or both.
fn counts(typed: &str) -> Result<Vec<Value>, Mistake> {
    let settings = plan::settings();
    let setting = settings.iter().find(|setting| setting.id == WORKERS);
    let count = |text: &str| match setting.map(|setting| setting.parse(text.trim())).transpose()? {
        Some(Value::Integer(count)) => Ok(count),
        _ => Err(Mistake::new(WORKERS, "Worker counts are whole numbers.")),
    };
    let mut counts = Vec::new();
    for part in typed.split(',') {
        match part.split_once("..") {
            // Both `1..8` and Rust's `1..=8` mean that 8 is tried.
            Some((from, to)) => {
                let (from, to) = (count(from)?, count(to.trim_start_matches('='))?);
                if from > to {
                    let sentence = format!("--workers {from}..{to} goes down, and a range goes up: type {to}..{from}.");
                    return Err(Mistake::new(WORKERS, sentence));
                }
                counts.extend(from..=to);
            }
            None => counts.push(count(part)?),
        }
    }
    Ok(counts.into_iter().map(Value::Integer).collect())
}

/// The options at one value of the axis.
fn at(options: &PlanOptions, id: &str, value: &Value) -> PlanOptions {
    let text = value.typed();
    let mut one = options.clone();
    if id == WORKERS {
        one.numbers.workers = Some(text);
        if one.models.is_empty() {
            one.models = WITH_WORKERS.map(str::to_owned).into();
        }
    } else {
        let own = format!("{id}=");
        one.parameters.retain(|typed| !typed.starts_with(&own));
        one.parameters.push(format!("{own}{text}"));
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str) -> Vec<i64> {
        let values = counts(typed).expect("worker counts");
        values.into_iter().filter_map(|value| if let Value::Integer(n) = value { Some(n) } else { None }).collect()
    }

    #[test]
    fn worker_counts_are_ranges_lists_or_both() {
        assert_eq!(of("1..4"), [1, 2, 3, 4]);
        assert_eq!(of("1..=4"), [1, 2, 3, 4]);
        assert_eq!(of("1, 2,4"), [1, 2, 4]);
        assert_eq!(of("1..3,8"), [1, 2, 3, 8]);
        assert_eq!(of("3..3"), [3]);
        for typed in ["", "4..1", "0..4", "1..65", "1..", "..4", "a", "1,,2"] {
            assert!(counts(typed).is_err(), "{typed}");
        }
    }
}
