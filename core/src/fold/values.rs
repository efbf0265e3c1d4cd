//! The parameters of a program in words, by the names that the form has for them.

use crate::plan::{Value, Values};
use crate::workload;

/// A parameter as the form calls it, and its value as people read it; as they are, where this version does not know them.
pub fn named(workload: &str, id: &str, value: &Value) -> (String, String) {
    let known = workload::find(workload).ok().and_then(|workload| {
        let parameters = workload.parameters();
        parameters.into_iter().find(|parameter| parameter.id == id)
    });
    match known {
        Some(parameter) => (parameter.title.to_owned(), parameter.shown(value)),
        None => (id.to_owned(), value.to_string()),
    }
}

/// `Waits: 200, Length of a wait: 1 ms`, without the parameter that `varies`. Texts of one's own are left out: they are no values to read.
pub fn words(workload: &str, values: &Values, varies: Option<&str>) -> String {
    let shown = values.iter().filter(|(id, value)| varies != Some(*id) && !is_text(value));
    let words: Vec<String> = shown
        .map(|(id, value)| {
            let (title, value) = named(workload, id, value);
            format!("{title}: {value}")
        })
        .collect();
    words.join(", ")
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.is_empty() || text.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_by_the_names_of_the_form() {
        let values: Values = serde_json::from_str(r#"{"increments": 2000000, "fix": "mutex"}"#).expect("JSON");
        assert_eq!(
            words("counter", &values, None),
            "How the number is protected: By a mutex, Increments of each task: 2\u{202f}000\u{202f}000"
        );
        assert_eq!(words("counter", &values, Some("increments")), "How the number is protected: By a mutex");
        assert_eq!(words("of-another-version", &values, Some("increments")), "fix: mutex");
    }
}
