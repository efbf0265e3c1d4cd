//! The parameters of a workload as they are typed on a command line: `NAME=VALUE`, one after the other.

use crate::mistake::Mistake;
use crate::plan::series::{self, WORKERS};
use crate::plan::{Parameter, Value, Values, settings};

/// Sets every parameter that was typed, each read for itself; [`crate::plan::Plan`]'s check finds the names that are unknown.
///
/// # Errors
/// The first that sets nothing, is set already, or cannot be read.
pub fn set_parameters(values: &mut Values, known: &[Parameter], typed: &[String]) -> Result<(), Mistake> {
    for typed in typed {
        let Some((id, value)) = typed.split_once('=') else {
            let typed: String = typed.chars().take(40).collect();
            let sentence =
                format!("'--param {typed}' sets nothing: write a name, an equals sign and a value, such as n=1000.");
            return Err(Mistake::new("param", sentence));
        };
        if values.iter().any(|(set, _)| set == id) {
            return Err(Mistake::new(id, format!("The parameter {id} is set more than once: give it one value.")));
        }
        let value = match known.iter().find(|parameter| parameter.id == id) {
            Some(parameter) => parameter.parse(value)?,
            None => Value::Text(value.to_owned()),
        };
        values.set(id, value);
    }
    Ok(())
}

/// What was typed for a sweep: the one thing that is varied, if one is, and the rest.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// Its name, and the values it is to have.
    pub varied: Option<(String, String)>,
    /// What else was typed for parameters.
    pub parameters: Vec<String>,
    /// What was typed for `workers`, where they are not varied.
    pub workers: Option<String>,
}

/// Tells what is varied from the rest: the one thing with several values, or else the workers, if their number was typed.
///
/// # Errors
/// When several things have several values, or one is set twice.
pub fn split(known: &[Parameter], typed: Vec<String>, mut workers: Option<String>) -> Result<Split, Mistake> {
    let several = |typed: &String| {
        let (id, values) = typed.split_once('=')?;
        let parameter = known.iter().find(|parameter| parameter.id == id)?;
        series::is_series(parameter, values).then(|| (parameter.id.to_owned(), values.to_owned()))
    };
    let (lists, parameters): (Vec<_>, Vec<_>) =
        typed.into_iter().map(|typed| (several(&typed), typed)).partition(|(several, _)| several.is_some());
    let parameters: Vec<String> = parameters.into_iter().map(|(_, typed)| typed).collect();
    let counting = settings().into_iter().find(|setting| setting.id == WORKERS);
    let are_several = |typed: &str| counting.is_some_and(|workers| series::is_series(&workers, typed));
    let counts = workers.take_if(|typed| lists.is_empty() || are_several(typed));
    let mut lists =
        lists.into_iter().filter_map(|(several, _)| several).chain(counts.map(|typed| (WORKERS.to_owned(), typed)));
    let varied = lists.next();
    if let (Some((first, _)), Some((second, _))) = (&varied, lists.next()) {
        return Err(one_thing(first, &second));
    }
    if let Some((id, _)) = &varied
        && parameters.iter().any(|typed| typed.split_once('=').is_some_and(|(other, _)| other == id))
    {
        return Err(one_thing(id, id));
    }
    Ok(Split { varied, parameters, workers })
}

fn one_thing(first: &str, second: &str) -> Mistake {
    let sentence = if first == second {
        format!("The parameter {first} is set more than once: name all of its values at once, such as {first}=1,2.")
    } else {
        format!("Both {first} and {second} have several values: sweep one of them, and give the other a single one.")
    };
    Mistake::new(first, sentence)
}
