//! No two files import each other, directly or by way of others: whoever reads one need not have read the other first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::modules::Import;

/// A sentence for each circle, the shortest first; no import is in two of them.
pub fn findings(imports: &BTreeSet<Import>) -> Vec<String> {
    let mut lines: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for import in imports {
        lines.entry((&import.from, &import.to)).or_insert(import.line);
    }
    let mut findings = Vec::new();
    while let Some(circle) = shortest(&lines) {
        let steps = (0..circle.len()).map(|index| (circle[index], circle[(index + 1) % circle.len()]));
        let mut told = String::from("files import each other in a circle: ");
        for step in steps {
            let line = lines.remove(&step).unwrap_or_default();
            told.push_str(&format!("{}:{line} -> ", step.0));
        }
        told.push_str(circle[0]);
        findings.push(told);
    }
    findings
}

/// The files of a shortest circle, in order.
fn shortest<'a>(lines: &BTreeMap<(&'a str, &'a str), usize>) -> Option<Vec<&'a str>> {
    let mut imported: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in lines.keys() {
        imported.entry(from).or_default().push(to);
    }
    imported.keys().filter_map(|start| circle_through(start, &imported)).min_by_key(Vec::len)
}

/// The shortest way from a file back to it, breadth first.
fn circle_through<'a>(start: &'a str, imported: &BTreeMap<&'a str, Vec<&'a str>>) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for &next in imported.get(file).into_iter().flatten() {
            if next == start {
                let mut circle = vec![file];
                while let Some(&before) = came_from.get(circle[circle.len() - 1]) {
                    circle.push(before);
                }
                circle.reverse();
                return Some(circle);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, file);
                open.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(imports: &[(&str, usize, &str)]) -> Vec<String> {
        let import = |(from, line, to): &(&str, usize, &str)| Import {
            from: (*from).to_owned(),
            line: *line,
            to: (*to).to_owned(),
        };
        findings(&imports.iter().map(import).collect())
    }

    #[test]
    fn two_files_that_import_each_other_are_named_with_the_lines() {
        let told = found(&[("a.rs", 3, "b.rs"), ("b.rs", 5, "a.rs"), ("a.rs", 9, "b.rs"), ("c.rs", 1, "a.rs")]);
        assert_eq!(told, ["files import each other in a circle: a.rs:3 -> b.rs:5 -> a.rs"]);
    }

    #[test]
    fn a_longer_circle_is_named_in_its_order() {
        let told = found(&[("a.rs", 1, "c.rs"), ("c.rs", 2, "b.rs"), ("b.rs", 3, "a.rs"), ("b.rs", 4, "d.rs")]);
        assert_eq!(told, ["files import each other in a circle: a.rs:1 -> c.rs:2 -> b.rs:3 -> a.rs"]);
    }

    #[test]
    fn every_circle_is_found_and_files_that_share_an_import_are_none() {
        let told = found(&[("a.rs", 1, "b.rs"), ("b.rs", 1, "a.rs"), ("c.rs", 1, "d.rs"), ("d.rs", 1, "c.rs")]);
        assert_eq!(told.len(), 2);
        assert!(
            found(&[("a.rs", 1, "b.rs"), ("a.rs", 2, "c.rs"), ("b.rs", 1, "d.rs"), ("c.rs", 1, "d.rs")]).is_empty()
        );
    }
}
