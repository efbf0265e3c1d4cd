//! The command that does natively what a plan asks for.

use super::flags::{self, FILE, FOLDER, MODEL, PARAM, SETTINGS};
use crate::model;
use crate::plan::series::{self, WORKERS};
use crate::plan::{Plan, Range, Value};
use crate::run::CheckedPlan;

/// `interleave run ..` with everything that differs from the defaults.
pub fn command(checked: &CheckedPlan) -> String {
    let models = models(checked).filter(|_| !all_usual(checked));
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
    let models = models(checked).filter(|_| by_workers || !all_usual(checked));
    let typed = series::written(values);
    let varied = if by_workers { format!("--workers {typed}") } else { format!("{PARAM} {parameter}={typed}") };
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

/// The most bytes of a text that a command holds: about two lines of a terminal.
const MOST_TYPED: usize = 200;

/// Whether its models are those that a plan means which names none.
fn all_usual(checked: &CheckedPlan) -> bool {
    checked.models.iter().map(|model| model.id).eq(model::usual().map(|model| model.id))
}

fn models(checked: &CheckedPlan) -> impl Iterator<Item = String> {
    checked.models.iter().map(|model| format!("{MODEL} {}", model.id))
}

/// A flag for everything but the models that differs from the defaults, and is not `varied`.
fn settings(checked: &CheckedPlan, varied: Option<&str>) -> Vec<String> {
    let (plan, default) = (checked.as_plan(), Plan::default());
    let mut words = Vec::new();
    for parameter in checked.workload.parameters().iter().filter(|parameter| varied != Some(parameter.id)) {
        let given = plan.parameters.iter().find(|(id, _)| *id == parameter.id).map(|(_, value)| value);
        if let Some(value) = given.filter(|value| **value != plan.parameters.default_of(parameter)) {
            words.push(match value {
                _ if matches!(parameter.range, Range::Files { .. }) => format!("{FOLDER} FOLDER"),
                // A text of several lines, or a long one, is nothing to type: it is to be saved first.
                Value::Text(text) if text.contains('\n') || text.len() > MOST_TYPED => format!("{FILE} FILE"),
                value => format!("{PARAM} {}={}", parameter.id, quoted(value)),
            });
        }
    }
    for (flag, setting) in SETTINGS.iter().filter(|(_, setting)| varied != Some(setting)) {
        let given = flags::typed(plan, setting);
        // Where the number of runs is fixed, their time is not.
        let fixed = *setting == "time_s" && plan.runs > 0;
        if !fixed && given != flags::typed(&default, setting) {
            words.push(format!("{flag} {given}"));
        }
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
    use proptest::prelude::*;

    use super::*;
    use crate::fold::command_line::{Varied, read};
    use crate::gil::GilProfile;
    use crate::plan::{SEED_MAX, Values};
    use crate::workload;

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

    #[test]
    fn whatever_is_written_is_split_into_the_same_words() {
        for text in ["", "a b", "a'b", "a\"$(rm)`\\", "ü 🧵", "-", "#no comment", "a\tb"] {
            let words = shlex::split(&quoted(&Value::Text(text.to_owned()))).expect("closed quotes");
            assert_eq!(words.concat(), text);
        }
    }

    /// Any value that a parameter may have; a text of its own makes no program, so texts stay as they are.
    fn value(range: &Range) -> BoxedStrategy<Value> {
        match range {
            Range::Integer { min, max, .. } => (*min..=*max).prop_map(Value::Integer).boxed(),
            Range::Choice { options, .. } => {
                prop::sample::select(options.clone()).prop_map(|option| Value::Text(option.id.to_owned())).boxed()
            }
            Range::Files { .. } => Just(Value::Text(String::new())).boxed(),
            Range::Text { default, .. } => Just(Value::Text((*default).to_owned())).boxed(),
        }
    }

    prop_compose! {
        fn settings()(
            workers in 1_u64..=64, runs in 0_u64..=1_000, time_s in 1_u64..=3_600, warmup in 0_u64..=100, seed in 0..=SEED_MAX.cast_unsigned(),
            quantum_us in 50_u64..=1_000_000, switch_interval_us in 1_u64..=1_000_000, old: bool,
        ) -> Plan {
            // Where the number of runs is fixed, a command does not say what time they may take.
            let time_s = if runs == 0 { time_s } else { Plan::default().time_s };
            let gil_profile = if old { GilProfile::Python2 } else { GilProfile::Python3 };
            Plan { workers, runs, time_s, warmup, seed, quantum_us, switch_interval_us, gil_profile, ..Plan::default() }
        }
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let models: Vec<&str> = model::ALL.iter().map(|model| model.id).collect();
        let models = prop::sample::subsequence(models, 1..=model::ALL.len());
        let workload = prop::sample::select(workload::ALL).prop_flat_map(|workload| {
            let values: Vec<_> = workload.parameters().iter().map(|parameter| value(&parameter.range)).collect();
            (Just(workload), values)
        });
        (settings(), models, workload).prop_map(|(plan, models, (workload, given))| {
            let mut parameters = Values::default();
            for (parameter, value) in workload.parameters().iter().zip(given) {
                parameters.set(parameter.id, value);
            }
            let models = models.into_iter().map(str::to_owned).collect();
            Plan { workload: workload.id.to_owned(), models, parameters, ..plan }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_for_a_plan_is_read_back_to_the_same_plan(plan in any_plan()) {
            // Some workloads refuse some combinations of values.
            let Ok(checked) = plan.check() else { return Ok(()) };
            let line = command(&checked);
            let asked = read(&line).map_err(|mistake| TestCaseError::fail(format!("{line}: {mistake}")))?;
            prop_assert_eq!(&asked.plan, checked.as_plan(), "{}", line);
            prop_assert_eq!(asked.varied, None);
        }

        #[test]
        fn what_is_written_for_a_sweep_is_read_back_to_the_same_sweep(plan in any_plan(), counts in 2_i64..9) {
            let values: Vec<Value> = (1..=counts).map(Value::Integer).collect();
            let Ok(checked) = (Plan { workers: 1, ..plan }).check() else { return Ok(()) };
            let line = sweep(&checked, WORKERS, &values);
            let asked = read(&line).map_err(|mistake| TestCaseError::fail(format!("{line}: {mistake}")))?;
            prop_assert_eq!(asked.varied, Some(Varied { parameter: WORKERS.to_owned(), values: series::written(&values) }));
            let read = Plan { workers: 1, ..asked.plan };
            prop_assert_eq!(&read, checked.as_plan(), "{}", line);
        }
    }
}
