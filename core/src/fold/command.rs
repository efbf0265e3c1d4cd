//! The command that does natively what a plan asks for.

use crate::model;
use crate::plan::{Plan, Value};
use crate::run::CheckedPlan;

/// `interleave run ..` with everything that differs from the defaults.
pub fn command(checked: &CheckedPlan) -> String {
    let (plan, default) = (checked.as_plan(), Plan::default());
    let mut words = vec!["interleave run".to_owned(), checked.workload.id.to_owned()];
    if checked.models.len() < model::ALL.len() {
        words.extend(checked.models.iter().map(|model| format!("--model {}", model.id)));
    }
    for parameter in checked.workload.parameters() {
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
    words.extend(
        numbers.iter().filter(|(_, given, default)| given != default).map(|(flag, given, _)| format!("{flag} {given}")),
    );
    if plan.gil_profile != default.gil_profile {
        words.push(format!("--gil-profile {}", plan.gil_profile.id()));
    }
    words.join(" ")
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
    fn a_text_cannot_break_out_of_its_quotes() {
        assert_eq!(quoted(&Value::Text("a'; rm".to_owned())), r"'a'\''; rm'");
    }
}
