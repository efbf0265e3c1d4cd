//! Rules about names: every id is unique, README's tables list exactly the ids of core in core's order, and a workload
//! shows its own source.

use std::collections::HashSet;

use super::tracked::File;
use crate::describe::Description;

/// Sentences about ids that are used twice, or listed otherwise than in core.
pub fn findings(description: &Description, files: &[File]) -> Vec<String> {
    let readme = files.iter().find(|file| file.path == "README.md").map_or("", |file| file.text.as_str());
    let mut findings = Vec::new();
    for (kind, column) in [("workloads", "workload"), ("models", "model")] {
        let ids = description.ids(kind);
        findings.extend(repeated(kind, &ids));
        findings.extend(listed_otherwise(column, &ids, readme));
    }
    findings
}

fn repeated(kind: &str, ids: &[&str]) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| !seen.insert(*id)).map(|id| format!("two {kind} are called {id}")).collect()
}

fn listed_otherwise(column: &str, ids: &[&str], readme: &str) -> Option<String> {
    let listed = first_column(column, readme);
    (listed != ids).then(|| {
        format!("README.md lists in its column `{column}`: {}; core has: {}", listed.join(", "), ids.join(", "))
    })
}

/// The ids of the table whose first column is called `column`.
fn first_column<'a>(column: &str, readme: &'a str) -> Vec<&'a str> {
    let cell = |line: &'a str| line.strip_prefix('|').and_then(|row| row.split('|').next()).map(str::trim);
    let table = readme.lines().skip_while(|line| cell(line) != Some(column));
    // Below the names of the columns is a line of dashes.
    table.skip(2).map_while(cell).map(|id| id.trim_matches('`')).collect()
}

/// A sentence about a workload that shows another file's source beside its lanes.
pub fn foreign_source(file: &File) -> Option<String> {
    let name = file.path.strip_prefix("core/src/workload/")?;
    let shown = file.text.split_once("source: include_str!(\"")?.1.split('"').next()?;
    (shown != name).then(|| format!("{} shows the source of {shown} instead of its own", file.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str =
        "# T\n\n| model | what |\n|---|---|\n| `gil` | a lock |\n| `async` | a loop |\n\n| workload | what |\n";

    #[test]
    fn an_id_used_twice_is_found() {
        assert_eq!(repeated("models", &["gil", "async", "gil"]), ["two models are called gil"]);
        assert!(repeated("models", &["gil", "async"]).is_empty());
    }

    #[test]
    fn a_table_that_leaves_an_id_out_adds_one_or_has_another_order_is_found() {
        assert_eq!(listed_otherwise("model", &["gil", "async"], README), None);
        for ids in [&["async", "gil"][..], &["gil"], &["gil", "async", "threads"]] {
            assert!(listed_otherwise("model", ids, README).is_some(), "{ids:?}");
        }
        let told = listed_otherwise("workload", &["count"], README).unwrap();
        assert_eq!(told, "README.md lists in its column `workload`: ; core has: count");
    }

    #[test]
    fn a_workload_that_shows_the_source_of_another_is_found() {
        let file = |path: &str| File { path: path.to_owned(), text: "source: include_str!(\"sort.rs\"),".to_owned() };
        assert_eq!(foreign_source(&file("core/src/workload/sort.rs")), None);
        let told = foreign_source(&file("core/src/workload/count.rs")).unwrap();
        assert_eq!(told, "core/src/workload/count.rs shows the source of sort.rs instead of its own");
        assert_eq!(foreign_source(&file("core/src/plan.rs")), None);
    }
}
