//! What is to be varied, as command line, page and notebooks say it, and the plans that come of it.

use serde::{Deserialize, Serialize};

use super::curves::Axis;
use crate::mistake::Mistake;
use crate::plan::series::{self, WORKERS};
use crate::plan::{Parameter, Plan, Range, Value, settings};
use crate::run::CheckedPlan;
use crate::workload;

/// The models whose number of lanes is the worker count: what worker counts are tried with where no models are named.
const WITH_WORKERS: [&str; 3] = ["threads", "gil", "processes"];
/// By default, worker counts go up to this many times the cores.
const BEYOND_CORES: u64 = 2;
/// The most workers a plan can have.
const MOST_WORKERS: u64 = 64;

/// What is to be varied, such as `{"parameter": "n", "values": "1..1000000x10"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Variation {
    /// `workers`, or the id of a parameter of the workload.
    pub parameter: String,
    /// What it is to be, one after the other.
    pub values: VariedValues,
}

/// Values as they were typed, or one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum VariedValues {
    /// A text: lists `1,2,4`, ranges `1..8`, with steps `0..100+25` or powers `1..1000000x10`, in any mixture.
    Typed(String),
    /// The values themselves.
    Listed(Vec<Value>),
}

impl Variation {
    /// What was typed for a parameter, or for `workers`.
    pub fn typed(parameter: impl Into<String>, values: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), values: VariedValues::Typed(values.into()) }
    }

    /// Worker counts from one to beyond the cores, where more of them take turns.
    pub fn workers(cores: u64) -> Self {
        Self::typed(WORKERS, format!("1..{}", BEYOND_CORES.saturating_mul(cores).clamp(2, MOST_WORKERS)))
    }
}

/// The axis, and `plan` at each of its values. Where worker counts are tried and the plan names no models, those that have workers are taken.
///
/// # Errors
/// The first mistake in the plan or the variation: an unknown parameter, a value that it cannot have, fewer than two values or one named
/// twice, or worker counts that do not begin with 1.
pub fn plans(plan: &Plan, variation: &Variation) -> Result<(Axis, Vec<CheckedPlan>), Mistake> {
    let parameter = parameter(plan, &variation.parameter)?;
    let values = match &variation.values {
        VariedValues::Typed(text) => series::read(&parameter, text)?,
        VariedValues::Listed(values) => {
            values.iter().map(|value| parameter.check(value.clone())).collect::<Result<_, Mistake>>()?
        }
    };
    let axis = axis(&parameter, values)?;
    let plans = axis.values.iter().map(|value| at(plan, &axis, value).check()).collect::<Result<_, Mistake>>()?;
    Ok((axis, plans))
}

fn parameter(plan: &Plan, id: &str) -> Result<Parameter, Mistake> {
    let workload = workload::find(&plan.workload)?;
    let workers = settings().into_iter().filter(|setting| setting.id == WORKERS);
    let known: Vec<Parameter> = workers.chain(workload.parameters()).collect();
    let ids: Vec<&str> = known.iter().map(|parameter| parameter.id).collect();
    match known.iter().find(|parameter| parameter.id == id) {
        Some(text @ Parameter { range: Range::Text { .. } | Range::Files { .. }, .. }) => {
            Err(Mistake::new(id, format!("“{}” is a text, and a sweep needs numbers or choices.", text.title)))
        }
        Some(parameter) => Ok(parameter.clone()),
        None => Err(Mistake::unknown(id, "parameter", id, &ids)),
    }
}

fn axis(parameter: &Parameter, values: Vec<Value>) -> Result<Axis, Mistake> {
    let id = parameter.id;
    series::check_count(parameter, values.len())?;
    if values.len() < 2 {
        return Err(Mistake::new(id, format!("A sweep needs at least two values of “{}”.", parameter.title)));
    }
    let repeated = values.iter().enumerate().find(|(place, value)| values[..*place].contains(value));
    if let Some((_, value)) = repeated {
        return Err(Mistake::new(
            id,
            format!("{value} is there twice as a value of “{}”: name each value once.", parameter.title),
        ));
    }
    if id == WORKERS && values.first() != Some(&Value::Integer(1)) {
        let sentence = "Speed-up is counted against one worker: let the workers begin with 1, such as 1..8 or 1,2,4.";
        return Err(Mistake::new(id, sentence));
    }
    let unit = if let Range::Integer { unit, .. } = parameter.range { unit } else { "" };
    let labels = values.iter().map(|value| label(parameter, value)).collect();
    Ok(Axis { id: id.to_owned(), title: parameter.title.to_owned(), unit: unit.to_owned(), values, labels })
}

/// A value beside its axis, which has the unit.
fn label(parameter: &Parameter, value: &Value) -> String {
    match parameter.range {
        Range::Integer { .. } => value.to_string(),
        _ => parameter.shown(value),
    }
}

/// The plan at one value of the axis.
fn at(plan: &Plan, axis: &Axis, value: &Value) -> Plan {
    let mut plan = plan.clone();
    match value {
        Value::Integer(workers) if axis.id == WORKERS => {
            plan.workers = workers.cast_unsigned();
            if plan.models.is_empty() {
                plan.models = WITH_WORKERS.map(str::to_owned).into();
            }
        }
        value => plan.parameters.set(axis.id.as_str(), value.clone()),
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swept(workload: &str, variation: &Variation) -> Result<(Axis, Vec<CheckedPlan>), Mistake> {
        plans(&Plan { workload: workload.to_owned(), ..Plan::default() }, variation)
    }

    fn mistake(variation: &Variation) -> String {
        swept("count", variation).expect_err("a mistake").message
    }

    #[test]
    fn a_parameter_gives_a_plan_for_each_of_its_values_under_all_models() {
        let (axis, plans) = swept("mixed", &Variation::typed("waiting", "0..100+50")).expect("a sweep");
        assert_eq!((axis.title.as_str(), axis.unit.as_str()), ("Share of waiting", "%"));
        let values: Vec<i64> = plans.iter().map(|plan| plan.values().integer("waiting")).collect();
        assert_eq!(values, [0, 50, 100]);
        assert!(plans.iter().all(|plan| plan.models.len() == crate::model::usual().count()));
    }

    #[test]
    fn worker_counts_are_tried_with_the_models_that_have_workers_unless_others_are_named() {
        let (_, plans) = swept("count", &Variation::typed(WORKERS, "1,2,4")).expect("a sweep");
        let workers: Vec<u64> = plans.iter().map(CheckedPlan::workers).collect();
        assert_eq!(workers, [1, 2, 4]);
        assert_eq!(plans[0].as_plan().models, WITH_WORKERS);
        let plan = Plan { models: vec!["async".to_owned()], ..Plan::default() };
        let (_, plans) = super::plans(&plan, &Variation::workers(2)).expect("a sweep");
        assert_eq!((plans.len(), plans[3].as_plan().models.clone()), (4, vec!["async".to_owned()]));
    }

    #[test]
    fn without_counts_workers_go_beyond_the_cores_and_never_beyond_what_a_plan_can_have() {
        for cores in [0, 1, 2, 8, 64, u64::MAX] {
            let (axis, _) = swept("count", &Variation::workers(cores)).expect("a sweep");
            let last = Value::Integer(cores.saturating_mul(2).clamp(2, 64).cast_signed());
            assert_eq!((axis.values.first(), axis.values.last()), (Some(&Value::Integer(1)), Some(&last)));
        }
    }

    #[test]
    fn a_variation_is_json_with_a_text_or_a_list() {
        for json in [r#"{"parameter": "n", "values": "5..7"}"#, r#"{"parameter": "n", "values": [5, 6, 7]}"#] {
            let variation: Variation = serde_json::from_str(json).expect("JSON");
            let (axis, _) = swept("count", &variation).expect("a sweep");
            assert_eq!(axis.values, [5, 6, 7].map(Value::Integer));
        }
    }

    #[test]
    fn an_axis_needs_a_known_name_two_values_each_once_and_for_workers_a_beginning_at_one() {
        assert!(mistake(&Variation::typed("n", "5")).contains("at least two"));
        assert!(mistake(&Variation::typed("n", "5,6,5")).contains("5 is there twice"));
        assert!(mistake(&Variation::typed("m", "5,6")).contains("Did you mean 'n'?"));
        assert!(mistake(&Variation::typed(WORKERS, "2,4")).contains("begin with 1"));
        assert!(mistake(&Variation::typed(WORKERS, "1,65")).contains("from 1 to 64"));
        let listed = |values: Vec<Value>| Variation { parameter: "n".to_owned(), values: VariedValues::Listed(values) };
        assert!(mistake(&listed(vec![])).contains("at least two"));
        assert!(mistake(&listed(vec![Value::Integer(0), Value::Integer(1)])).contains("'0' is not possible"));
        assert!(mistake(&listed((1..=65).map(Value::Integer).collect())).contains("More than 64"));
        let text = swept("scenario", &Variation::typed("text", "a,b")).expect_err("a mistake");
        assert!(text.message.contains("is a text"), "{text}");
    }

    #[test]
    fn a_mistake_of_the_plan_is_named_first() {
        let unknown = swept("cuont", &Variation::typed("n", "1")).expect_err("a mistake");
        assert_eq!(unknown.field, "workload");
    }
}
