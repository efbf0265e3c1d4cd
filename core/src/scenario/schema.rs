//! The grammar as a JSON Schema, for editors of TOML: Taplo, Even Better TOML and whatever else reads `#:schema`.

use serde_json::{Map, Value, json};

use super::language::{Key, STEPS, StepWord, TASK, TOP, Takes};
use super::limits;

/// The JSON Schema of a scenario. What no schema can say, such as that a lock is declared, core says when it reads the text.
pub fn schema() -> Value {
    let mut schema =
        table("A scenario of Interleave", "Tasks and their steps, to be run under every concurrency model.", TOP);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["definitions"] = json!({
        "task": table("A task", "It starts once and ends once, and is concurrent with the others.", TASK),
        "step": {
            "description": "One thing that a task does.",
            "oneOf": STEPS.iter().map(step).collect::<Vec<_>>(),
        },
    });
    schema
}

fn step(step: &StepWord) -> Value {
    let keys: Vec<Key> = step.all().copied().collect();
    table(step.word.name, step.word.about, &keys)
}

/// A table with these keys and no others.
fn table(title: &str, description: &str, keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    json!({
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &Key) -> Value {
    let text = json!({ "type": "string", "minLength": 1, "maxLength": limits::CHARACTERS });
    let integer = |min: i64, max: i64| json!({ "type": "integer", "minimum": min, "maximum": max });
    let mut schema = match key.takes {
        Takes::Text | Takes::Name(_) => text,
        Takes::Integer { min, max } => integer(min, max),
        Takes::Names => json!({ "type": "array", "items": text }),
        Takes::Numbers { min, max } => json!({ "type": "object", "additionalProperties": integer(min, max) }),
        Takes::Steps => json!({ "type": "array", "items": { "$ref": "#/definitions/step" } }),
        Takes::Tasks => {
            json!({ "type": "array", "items": { "$ref": "#/definitions/task" }, "minItems": 1, "maxItems": limits::TASKS })
        }
    };
    schema["description"] = json!(key.about);
    schema
}
