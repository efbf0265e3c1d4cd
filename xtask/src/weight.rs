//! Where the engine's weight is: the bytes of its functions by crate and by part, and the largest ones. Kept in `benches/weight.md`, so that a
//! change shows what it adds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::bundle;
use crate::parts::{LISTS, Places, plain};
use crate::paths;
use crate::wasm::Engine;

/// How many functions are shown.
const LARGEST: usize = 40;
/// Crates of fewer bytes are one line.
const LIGHT: usize = 4_000;

/// Writes the table of the threaded engine, as it was built last.
///
/// # Errors
/// It cannot be read or written.
pub fn write() -> Result<()> {
    let path = bundle::named(Engine::Threaded);
    let module = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let table = table(&functions(&module)?, &Places::read()?);
    Ok(fs::write(paths::root().join("benches").join("weight.md"), table)?)
}

/// The functions of a module that has their names: name and bytes.
fn functions(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(map) = subsection? else { continue };
                    for naming in map {
                        let naming = naming?;
                        names.insert(naming.index as usize, naming.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    let named = |(place, bytes)| (names.remove(&(imported + place)).unwrap_or_default(), bytes);
    Ok(sizes.into_iter().enumerate().map(named).collect())
}

fn table(functions: &[(String, usize)], places: &Places) -> String {
    let parts = LISTS.len() + 1;
    let mut crates: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut largest = Vec::new();
    for (name, bytes) in functions {
        let part = places.part_of(name);
        crates.entry(crate_of(name)).or_insert_with(|| vec![0; parts])[part] += bytes;
        largest.push((*bytes, part, plain(name)));
    }
    let sum = |bytes: &[usize]| bytes.iter().sum::<usize>();
    let total = (0..parts).map(|part| crates.values().map(|bytes| bytes[part]).sum()).collect();
    let (heavy, light): (Vec<_>, Vec<_>) = crates.into_iter().partition(|(_, bytes)| sum(bytes) >= LIGHT);
    let mut rows: Vec<(String, Vec<usize>)> = heavy.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    rows.sort_by_key(|(_, bytes)| std::cmp::Reverse(sum(bytes)));
    let others = (0..parts).map(|part| light.iter().map(|(_, bytes)| bytes[part]).sum()).collect();
    rows.push((format!("{} others of less than {LIGHT} each", light.len()), others));
    rows.push(("all".to_owned(), total));

    let mut text = String::from(HEAD);
    let _ = writeln!(text, "| crate | {} | rest | all |\n|---|{}", LISTS.join(" | "), "---:|".repeat(parts + 1));
    for (name, bytes) in rows {
        let cells: Vec<String> = bytes.iter().chain([&sum(&bytes)]).map(ToString::to_string).collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    largest.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.2.cmp(&other.2)));
    let _ = writeln!(text, "\n## The {LARGEST} largest functions\n\n| bytes | part | function |\n|---:|---|---|");
    for (bytes, part, name) in largest.into_iter().take(LARGEST) {
        let _ = writeln!(text, "| {bytes} | {} | `{name}` |", LISTS.get(part).unwrap_or(&"rest"));
    }
    text
}

const HEAD: &str = "# Where the engine's weight is

Bytes of code of the threaded engine, after it was optimised and before it is compressed, by crate and by the part that a function is in: `opening`
is loaded by every visit, `running` with the first program, and the rest when it is needed. Code that was made for a type counts for the crate
that wrote it. Written by `cargo xtask bench`; what a change adds is what this file changes.

";

/// The crate in which a function was written, by its name.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(|letter: char| !letter.is_alphabetic() && letter != '_');
    let path = ["mut ", "const ", "dyn "].iter().fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    match end {
        Some(end) if path[end..].starts_with("::") || path[end..].starts_with('[') => &path[..end],
        _ => "no crate: exports and shims",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_crate_that_wrote_it() {
        for (name, expected) in [
            ("interleave_core[2a57cb15c8144f7f]::plan::check", "interleave_core"),
            (
                "<interleave_core::plan::Plan as serde_core[ac2f00f983160376]::ser::Serialize>::serialize",
                "interleave_core",
            ),
            ("<&mut wast[2a57cb15c8144f7f]::Parser>::peek", "wast"),
            ("<[core::Arrow] as core::Clone>::clone", "core"),
            ("memcpy", "no crate: exports and shims"),
            ("", "no crate: exports and shims"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn every_byte_is_in_one_row_and_the_largest_function_comes_first() {
        let functions =
            [("one::a", 5_000), ("one::b", 7_000), ("two::c", 10)].map(|(name, bytes)| (name.to_owned(), bytes));
        let table = table(&functions, &Places::default());
        assert!(table.contains("| one | 0 | 0 | 12000 | 12000 |\n| 1 others of less than 4000 each | 0 | 0 | 10 | 10 |\n| all | 0 | 0 | 12010 | 12010 |"), "{table}");
        assert!(table.contains("|---:|---|---|\n| 7000 | rest | `one::b` |\n| 5000 | rest | `one::a` |"), "{table}");
    }
}
