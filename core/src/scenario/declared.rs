//! The names that an unfinished text declares. Each table is read for itself, so that a mistake in one does not hide those of the others.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::language::Kind;

/// The names of a kind in a text that may have mistakes, each once, in their order.
pub fn declared(text: &str, kind: Kind) -> Vec<String> {
    let mut names: Vec<String> = tables(text).flat_map(|table| of_table(table, kind)).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    names
}

/// The text, cut before each line that begins a table.
fn tables(text: &str) -> impl Iterator<Item = &str> {
    let cuts = text.match_indices("\n[").map(|(at, _)| at + 1).chain([text.len()]);
    cuts.scan(0, |from, to| Some(&text[std::mem::replace(from, to)..to]))
}

fn of_table(text: &str, kind: Kind) -> Vec<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    let value = |key: &str| table.get_ref().get(key).map(Spanned::get_ref);
    let keys = |key: &str| match value(key) {
        Some(DeValue::Table(table)) => table.keys().map(|key| key.get_ref().to_string()).collect(),
        _ => Vec::new(),
    };
    match (kind, value("locks"), value("task")) {
        (Kind::Lock, Some(DeValue::Array(locks)), _) => {
            locks.iter().filter_map(|name| string(name.get_ref())).collect()
        }
        (Kind::Task, _, Some(DeValue::Array(tasks))) => {
            let names = tasks.iter().filter_map(|task| task.get_ref().as_table()?.get("name"));
            names.filter_map(|name| string(name.get_ref())).collect()
        }
        (Kind::Queue, ..) => keys("queues"),
        (Kind::Cell, ..) => keys("cells"),
        _ => Vec::new(),
    }
}

fn string(value: &DeValue<'_>) -> Option<String> {
    if let DeValue::String(text) = value { Some(text.to_string()) } else { None }
}
