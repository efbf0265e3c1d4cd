//! Core's folders and files are layers, listed bottom to top in ARCHITECTURE.md: a block that opens with "```layers",
//! one layer a line, names separated by spaces, then two spaces or more and what the layer is. A file imports only from
//! its own folder and from layers below; names on one line do not import each other. `lib.rs` stands above all.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::Import;

const CORE: &str = "core/src/";
const DOCUMENT: &str = "ARCHITECTURE.md";
const OPENS: &str = "```layers";

/// Sentences about imports that do not point down, and about layers that are missing on either side.
pub fn findings(layers: &[Vec<&str>], paths: &[&str], imports: &BTreeSet<Import>) -> Vec<String> {
    let there: BTreeMap<&str, String> = paths.iter().filter_map(|path| layer_of(path)).collect();
    let mut findings = Vec::new();
    for (name, shown) in &there {
        if !layers.iter().flatten().any(|listed| listed == name) {
            findings.push(format!("{DOCUMENT} lists no layer for {CORE}{shown}"));
        }
    }
    let mut seen = BTreeSet::new();
    for name in layers.iter().flatten() {
        if !there.contains_key(name) {
            findings.push(format!("{DOCUMENT} lists the layer {name}, which {CORE} does not have"));
        }
        if !seen.insert(name) {
            findings.push(format!("{DOCUMENT} lists the layer {name} twice"));
        }
    }
    findings.extend(imports.iter().filter_map(|import| upward(layers, import)));
    findings
}

/// The names of each layer, bottom to top, if the document has the block.
pub fn read(document: &str) -> Option<Vec<Vec<&str>>> {
    let mut lines = document.lines().skip_while(|line| *line != OPENS);
    lines.next()?;
    let block = lines.take_while(|line| !line.starts_with("```"));
    let names = |line: &'_ str| line.split_once("  ").map_or(line.len(), |(names, _)| names.len());
    Some(block.map(|line| line[..names(line)].split_whitespace().collect()).collect())
}

/// The layer's name, and the name as it is shown: a folder with `/`, a file with `.rs`. `lib.rs` has none.
fn layer_of(path: &str) -> Option<(&str, String)> {
    let inside = path.strip_prefix(CORE)?;
    match inside.split_once('/') {
        Some((folder, _)) => Some((folder, format!("{folder}/"))),
        None => inside.strip_suffix(".rs").filter(|name| *name != "lib").map(|name| (name, inside.to_owned())),
    }
}

fn upward(layers: &[Vec<&str>], import: &Import) -> Option<String> {
    let begins = format!("{}:{} imports", import.from, import.line);
    let (from, from_shown) = layer_of(&import.from)?;
    if import.to == format!("{CORE}lib.rs") {
        return Some(format!("{begins} lib.rs, which is above all layers"));
    }
    // Loom's and shuttle's tests compile the GIL's lock with parts of their own.
    let (to, to_shown) = layer_of(&import.to)?;
    let level = |name: &str| layers.iter().position(|layer| layer.contains(&name));
    // What has no level was reported as such.
    let (here, there) = (level(from)?, level(to)?);
    if from == to || there < here {
        return None;
    }
    let place = if there > here { "is a layer above" } else { "stands on the same line as" };
    Some(format!("{begins} {to_shown}, which {place} {from_shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT_TEXT: &str =
        "# Layers\n```layers\nclock cancel  leaf files: nothing of core\ntrace         what happened\nmodel\n```\n";
    const PATHS: [&str; 5] = [
        "core/src/lib.rs",
        "core/src/clock.rs",
        "core/src/cancel.rs",
        "core/src/trace/mod.rs",
        "core/src/model/mod.rs",
    ];

    fn found(imports: &[(&str, &str)]) -> Vec<String> {
        let import = |(from, to): &(&str, &str)| Import {
            from: format!("{CORE}{from}"),
            line: 8,
            to: format!("{CORE}{to}").replace("src/../", ""),
        };
        findings(&read(DOCUMENT_TEXT).unwrap(), &PATHS, &imports.iter().map(import).collect())
    }

    #[test]
    fn imports_from_the_own_folder_and_from_below_are_in_order() {
        let imports = [
            ("trace/mod.rs", "clock.rs"),
            ("trace/mod.rs", "trace/buffer.rs"),
            ("model/gil.rs", "trace/mod.rs"),
            ("lib.rs", "model/mod.rs"),
            ("model/lock.rs", "../tests/loom/sync.rs"),
        ];
        assert!(found(&imports).is_empty());
    }

    #[test]
    fn an_import_from_above_is_found_with_its_line() {
        let told = found(&[("trace/recorder.rs", "model/gil.rs")]);
        assert_eq!(told, ["core/src/trace/recorder.rs:8 imports model/, which is a layer above trace/"]);
        let told = found(&[("clock.rs", "lib.rs")]);
        assert_eq!(told, ["core/src/clock.rs:8 imports lib.rs, which is above all layers"]);
    }

    #[test]
    fn layers_on_one_line_do_not_import_each_other() {
        let told = found(&[("clock.rs", "cancel.rs")]);
        assert_eq!(told, ["core/src/clock.rs:8 imports cancel.rs, which stands on the same line as clock.rs"]);
    }

    #[test]
    fn a_layer_that_is_missing_on_either_side_or_listed_twice_is_found() {
        let paths: Vec<&str> =
            PATHS.into_iter().filter(|path| !path.contains("model")).chain(["core/src/sim.rs"]).collect();
        let document = DOCUMENT_TEXT.replace("trace  ", "trace clock  ");
        let told = findings(&read(&document).unwrap(), &paths, &BTreeSet::new());
        assert_eq!(
            told,
            [
                "ARCHITECTURE.md lists no layer for core/src/sim.rs",
                "ARCHITECTURE.md lists the layer clock twice",
                "ARCHITECTURE.md lists the layer model, which core/src/ does not have",
            ]
        );
    }

    #[test]
    fn the_block_is_read_up_to_its_end_and_without_what_the_layers_are() {
        assert_eq!(read(DOCUMENT_TEXT), Some(vec![vec!["clock", "cancel"], vec!["trace"], vec!["model"]]));
        assert_eq!(read("# Layers\n```\nclock\n```"), None);
    }
}
