//! The command that does natively what a plan asks for.

use crate::model;
use crate::plan::series::{self, WORKERS};
use crate::plan::{Plan, Value};
use crate::run::CheckedPlan;

/// `interleave run ..` with everything that differs from the defaults.
pub fn command(checked: &CheckedPlan) -> String {
    let models = models(checked).filter(|_| checked.models.len() < model::ALL.len());
    ["interleave run".to_owned(), checked.workload.id.to_owned()]
        .into_iter()
        .chain(models)
        .chain(settings(checked, None))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `interleave sweep ..`, which tries these values of a parameter, or of `workers`, with what else `checked` asks for.
pub fn sweep(checked: &CheckedPlan, parameter: &str, values: &[Value]) -> String {
    let by_workers = parameter == WORKERS;
    // By workers, the default is not all models.
    let models = models(checked).filter(|_| by_workers || checked.models.len() < model::ALL.len());
    let typed = series::written(values);
    let varied = if by_workers { format!("--workers {typed}") } else { format!("--param {parameter}={typed}") };
    ["interleave sweep".to_owned(), checked.workload.id.to_owned()]
        .into_iter()
        .chain(models)
        .chain([varied])
        .chain(settings(checked, Some(parameter)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `interleave compare ..` of stored reports, the first of which the others are compared with.
pub fn compare(files: &[&str]) -> String {
    let file = |name: &&str| {
        // A name that begins like a flag would be taken for one, and `-` for standard input.
        let name = if name.starts_with('-') { format!("./{name}") } else { (*name).to_owned() };
        quoted(&Value::Text(name))
    };
    ["interleave compare".to_owned()].into_iter().chain(files.iter().map(file)).collect::<Vec<_>>().join(" ")
}

fn models(checked: &CheckedPlan) -> impl Iterator<Item = String> {
    checked.models.iter().map(|model| format!("--model {}", model.id))
}

/// A flag for everything but the models that differs from the defaults, and is not `varied`.
fn settings(checked: &CheckedPlan, varied: Option<&str>) -> Vec<String> {
    let (plan, default) = (checked.as_plan(), Plan::default());
    let mut words = Vec::new();
    for parameter in checked.workload.parameters().iter().filter(|parameter| varied != Some(parameter.id)) {
        let given = plan.parameters.iter().find(|(id, _)| *id == parameter.id).map(|(_, value)| value);
        if let Some(value) = given.filter(|value| **value != parameter.default()) {
            words.push(match value {
                // A text of several lines is nothing to type: it is to be saved first.
                Value::Text(text) if text.contains('\n') => "--file FILE".to_owned(),
                value => format!("--param {}={}", parameter.id, quoted(value)),
            });
        }
    }
    let numbers = [
        ("--workers", plan.workers, default.workers),
        ("--runs", plan.runs, default.runs),
        // Where the number of runs is fixed, their time is not.
        ("--time", if plan.runs == 0 { plan.time_s } else { default.time_s }, default.time_s),
        ("--warmup", plan.warmup, default.warmup),
        ("--seed", plan.seed, default.seed),
        ("--quantum-us", plan.quantum_us, default.quantum_us),
        ("--switch-interval-us", plan.switch_interval_us, default.switch_interval_us),
    ];
    let numbers = numbers.iter().filter(|(flag, given, default)| {
        given != default && varied.is_none_or(|varied| flag.strip_prefix("--") != Some(varied))
    });
    words.extend(numbers.map(|(flag, given, _)| format!("{flag} {given}")));
    if plan.gil_profile != default.gil_profile {
        words.push(format!("--gil-profile {}", plan.gil_profile.id()));
    }
    words
}

/// A value as a POSIX shell reads it.
pub fn quoted(value: &Value) -> String {
    match value {
        Value::Text(text) if !text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)) => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        plain => plain.typed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> String {
        let plan: Plan = serde_json::from_str(json).expect("JSON");
        command(&plan.check().expect("a valid plan"))
    }

    #[test]
    fn the_default_plan_needs_no_flags() {
        assert_eq!(of("{}"), "interleave run count");
    }

    #[test]
    fn whatever_differs_from_the_defaults_becomes_a_flag() {
        let plan =
            r#"{"workload": "count", "parameters": {"n": 5}, "models": ["gil"], "workers": 3, "runs": 7, "warmup": 1}"#;
        assert_eq!(of(plan), "interleave run count --model gil --param n=5 --workers 3 --runs 7");
    }

    #[test]
    fn a_sweep_names_its_values_and_leaves_out_the_one_of_the_plan() {
        let checked = |json: &str| serde_json::from_str::<Plan>(json).expect("JSON").check().expect("a valid plan");
        let values = [1, 2, 4].map(Value::Integer);
        let by_workers = checked(r#"{"models": ["gil"], "workers": 1, "runs": 5}"#);
        assert_eq!(
            sweep(&by_workers, WORKERS, &values),
            "interleave sweep count --model gil --workers 1..4x2 --runs 5"
        );
        let by_parameter = checked(r#"{"parameters": {"n": 1}, "workers": 3}"#);
        assert_eq!(sweep(&by_parameter, "n", &values), "interleave sweep count --param n=1..4x2 --workers 3");
    }

    #[test]
    fn files_to_compare_are_quoted_and_never_taken_for_flags() {
        let files = ["native.json", "my browser's.json", "-.json", "--json"];
        assert_eq!(compare(&files), r"interleave compare native.json 'my browser'\''s.json' ./-.json ./--json");
    }

    #[test]
    fn a_text_cannot_break_out_of_its_quotes() {
        assert_eq!(quoted(&Value::Text("a'; rm".to_owned())), r"'a'\''; rm'");
    }
}
