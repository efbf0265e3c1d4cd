//! Rules about one file at a time: its first line, its length, and what must not stand in it.

use super::tracked::File;
use crate::paths;

const SOURCES: [&str; 6] = ["rs", "ts", "tsx", "js", "mjs", "css"];
const MAX_LINES: usize = 300;

/// A sentence about a source that does not open with a line that says why it exists.
pub fn head(file: &File) -> Option<String> {
    let first = file.text.lines().next().unwrap_or_default();
    let opens = ["//", "/*"].iter().any(|mark| first.starts_with(mark) && first.len() > mark.len() + 1);
    (file.has_extension(&SOURCES) && !opens)
        .then(|| format!("{}: the first line is not a comment that says why the file exists", file.path))
}

/// A sentence about a long source whose first comment does not say why: `Long because ...`.
pub fn length(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    let comment = |line: &&str| ["//", "/*", " *", "*"].iter().any(|mark| line.starts_with(mark));
    let excused = file.text.lines().take_while(comment).any(|line| line.contains("Long because "));
    (file.has_extension(&SOURCES) && lines > MAX_LINES && !excused)
        .then(|| format!("{}: {lines} lines, and the first comment has no \"Long because ...\"", file.path))
}

/// Sentences about paths of somebody's machine: this checkout's own, and home folders.
pub fn machine_paths(file: &File) -> Vec<String> {
    let mut marks: Vec<String> = ["home", "root", "Users"].iter().map(|folder| format!("/{folder}/")).collect();
    marks.push(format!("{}/", paths::root().display()));
    lines_with(file, &marks, "a path of one machine")
}

/// Sentences about tests that do not run.
pub fn sleeping_tests(file: &File) -> Vec<String> {
    let marks: &[&str] = if file.has_extension(&["rs"]) {
        &["#[ignore"]
    } else if file.has_extension(&SOURCES) {
        &["it.skip(", "it.only(", "test.skip(", "test.only(", "describe.skip(", "describe.only("]
    } else {
        &[]
    };
    // This file itself has to name them.
    if file.path == "xtask/src/tidy/files.rs" {
        return Vec::new();
    }
    let marks: Vec<String> = marks.iter().map(|&mark| mark.to_owned()).collect();
    lines_with(file, &marks, "a test that does not run")
}

fn lines_with(file: &File, marks: &[String], what: &str) -> Vec<String> {
    let found = file.text.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.contains(mark.as_str())));
    found.map(|(index, _)| format!("{}:{}: {what}", file.path, index + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_source_without_a_head_is_found_and_a_document_needs_none() {
        assert!(head(&file("a.rs", "fn main() {}")).is_some());
        assert!(head(&file("a.ts", "//")).is_some());
        assert!(head(&file("a.ts", "// Why.")).is_none());
        assert!(head(&file("a.md", "# Title")).is_none());
    }

    #[test]
    fn a_long_source_is_found_unless_its_head_gives_the_reason() {
        let body = "x\n".repeat(MAX_LINES);
        assert!(length(&file("a.rs", &format!("//! Why.\n{body}"))).is_some());
        assert!(length(&file("a.rs", &format!("//! Why.\n//! Long because it is a table.\n{body}"))).is_none());
        assert!(length(&file("a.rs", &body)).is_none());
    }

    #[test]
    fn a_home_folder_and_this_checkout_are_found_with_their_line() {
        let home = format!("a\n/{}/me/x", "home");
        assert_eq!(machine_paths(&file("a.md", &home)), ["a.md:2: a path of one machine"]);
        assert_eq!(machine_paths(&file("a.md", &paths::root().join("x").display().to_string())).len(), 1);
        assert!(machine_paths(&file("a.md", "/usr/bin/env")).is_empty());
    }

    #[test]
    fn a_sleeping_test_is_found_in_each_language() {
        assert_eq!(sleeping_tests(&file("a.rs", "#[ignore]\n#[ignore = \"slow\"]")).len(), 2);
        assert_eq!(sleeping_tests(&file("a.ts", "it.skip('x')")).len(), 1);
        assert!(sleeping_tests(&file("a.ts", "list.skip(1)")).is_empty());
    }
}
