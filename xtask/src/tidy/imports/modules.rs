//! The modules of a crate as a tree, from its root file on, and where in it a path ends.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::mentions::{self, Binds, Child, Mention};
use crate::tidy::tracked::File;

/// One file names another, on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The path of the file that imports, from the root, with `/`.
    pub from: String,
    pub line: usize,
    /// The path of the file that is imported.
    pub to: String,
}

/// A crate as its files have it.
#[derive(Default)]
pub struct Crate {
    /// The paths of its files, from the root, with `/`.
    pub files: BTreeSet<String>,
    /// Each line and pair of files once.
    pub imports: BTreeSet<Import>,
}

/// Reads the crate whose root is the file `root`.
///
/// # Errors
/// A file that is not Rust, or a `mod name;` without a file.
pub fn read(files: &[File], root: &str) -> Result<Crate> {
    let mut tree = Tree { files, nodes: Vec::new() };
    tree.add_file(root, None, folder_of(root))?;
    let mut read = Crate::default();
    for (index, node) in tree.nodes.iter().enumerate() {
        read.files.insert(node.file.clone());
        for mention in &node.mentions {
            let Some(target) = tree.resolve(index, &mention.names, &mut Vec::new()) else { continue };
            let to = &tree.nodes[target.node].file;
            if *to != node.file {
                read.imports.insert(Import { from: node.file.clone(), line: mention.line, to: to.clone() });
            }
        }
    }
    Ok(read)
}

struct Tree<'a> {
    files: &'a [File],
    nodes: Vec<Node>,
}

/// A module, with a file of its own or inside one.
struct Node {
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    mentions: Vec<Mention>,
}

/// Where a path ends.
#[derive(Clone, Copy)]
struct Target {
    node: usize,
    /// The path names the module itself, and not something in it.
    whole: bool,
}

impl Tree<'_> {
    /// Adds the module of a file, whose own modules are in `folder`.
    fn add_file(&mut self, path: &str, parent: Option<usize>, folder: &str) -> Result<usize> {
        let file = self.find(path).with_context(|| format!("{path} is not among the files"))?;
        let module = mentions::read(&file.text).with_context(|| path.to_owned())?;
        self.add(path, parent, folder, module)
    }

    fn add(&mut self, path: &str, parent: Option<usize>, folder: &str, module: mentions::Module) -> Result<usize> {
        let index = self.nodes.len();
        let node = Node { file: path.to_owned(), parent, children: BTreeMap::new(), mentions: module.mentions };
        self.nodes.push(node);
        for child in module.children {
            let name = child.name.clone();
            let added = self.add_child(path, index, folder, child)?;
            self.nodes[index].children.insert(name, added);
        }
        Ok(index)
    }

    fn add_child(&mut self, path: &str, parent: usize, folder: &str, child: Child) -> Result<usize> {
        let own_folder = format!("{folder}{}/", child.name);
        if let Some(inline) = child.inline {
            return self.add(path, Some(parent), &own_folder, inline);
        }
        if let Some(relative) = child.path {
            let file = joined(folder_of(path), &relative);
            return self.add_file(&file, Some(parent), folder_of(&file));
        }
        for file in [format!("{folder}{}.rs", child.name), format!("{own_folder}mod.rs")] {
            if self.find(&file).is_some() {
                return self.add_file(&file, Some(parent), &own_folder);
            }
        }
        bail!("{path} declares `mod {};`, which has no file", child.name)
    }

    fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Follows a path from a module on; nothing if it leads into another crate. `trail` are the names that are being
    /// looked up, so that a name defined by itself ends.
    fn resolve(&self, from: usize, names: &[String], trail: &mut Vec<(usize, String)>) -> Option<Target> {
        let (first, mut rest) = names.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target { node: self.root_of(from), whole: true },
            "self" => Target { node: from, whole: true },
            "super" => Target { node: self.nodes[from].parent?, whole: true },
            name => self.look_up(from, name, trail)?,
        };
        while target.whole
            && let Some((name, after)) = rest.split_first()
        {
            let node = &self.nodes[target.node];
            let next = if name == "super" { node.parent } else { node.children.get(name).copied() };
            target = next.map_or(Target { whole: false, ..target }, |node| Target { node, whole: true });
            rest = after;
        }
        Some(target)
    }

    /// What a name stands for inside a module: a module of its own, or one brought in by `use`.
    fn look_up(&self, from: usize, name: &str, trail: &mut Vec<(usize, String)>) -> Option<Target> {
        let node = &self.nodes[from];
        if let Some(&child) = node.children.get(name) {
            return Some(Target { node: child, whole: true });
        }
        if trail.iter().any(|(index, looked_up)| *index == from && looked_up == name) {
            return None;
        }
        trail.push((from, name.to_owned()));
        let bound = |mention: &&Mention| matches!(&mention.binds, Binds::Name(bound) if bound == name);
        let found = match node.mentions.iter().find(bound) {
            Some(mention) => self.resolve(from, &mention.names, trail),
            None => self.in_globs(from, name, trail),
        };
        trail.pop();
        // An item was counted where it was brought in; only a module leads on.
        found.filter(|target| target.whole)
    }

    fn in_globs(&self, from: usize, name: &str, trail: &mut Vec<(usize, String)>) -> Option<Target> {
        let globs = self.nodes[from].mentions.iter().filter(|mention| mention.binds == Binds::Everything);
        globs.into_iter().find_map(|mention| {
            let target = self.resolve(from, &mention.names, trail).filter(|target| target.whole)?;
            self.look_up(target.node, name, trail)
        })
    }

    fn root_of(&self, mut index: usize) -> usize {
        while let Some(parent) = self.nodes[index].parent {
            index = parent;
        }
        index
    }
}

/// A path from a folder on, where each `../` leads one folder up.
fn joined(folder: &str, relative: &str) -> String {
    match relative.strip_prefix("../") {
        Some(rest) => joined(folder_of(folder.trim_end_matches('/')), rest),
        None => format!("{folder}{relative}"),
    }
}

/// The folder of a file, with its last `/`.
fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<File> =
            texts.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
        let read = read(&files, texts[0].0).unwrap();
        read.imports.into_iter().map(|import| format!("{}:{} {}", import.from, import.line, import.to)).collect()
    }

    #[test]
    fn a_path_ends_at_the_deepest_file_it_names() {
        let texts = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "use crate::b::c::Item;\nuse crate::b::Other;"),
            ("src/b/mod.rs", "mod c; pub struct Other;"),
            ("src/b/c.rs", "pub struct Item;"),
        ];
        assert_eq!(found(&texts), ["src/a.rs:1 src/b/c.rs", "src/a.rs:2 src/b/mod.rs"]);
    }

    #[test]
    fn a_declaration_is_no_import_and_a_re_export_is_one() {
        let texts = [("src/lib.rs", "mod a;\npub mod b;\npub use b::Item;"), ("src/a.rs", ""), ("src/b.rs", "")];
        assert_eq!(found(&texts), ["src/lib.rs:3 src/b.rs"]);
    }

    #[test]
    fn super_in_an_inline_module_is_the_file_around_it() {
        let texts = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "mod tests {\n use super::*;\n use super::super::b::Item;\n}"),
            ("src/b.rs", ""),
        ];
        assert_eq!(found(&texts), ["src/a.rs:3 src/b.rs"]);
    }

    #[test]
    fn a_module_brought_in_by_use_is_followed_further_also_through_a_glob() {
        let texts = [
            ("src/lib.rs", "mod a; mod b;"),
            (
                "src/a.rs",
                "use crate::b as other;\nfn f() { other::c::g(); }\nmod tests { use super::*;\n fn t() { other::c::g() } }",
            ),
            ("src/b/mod.rs", "pub mod c;"),
            ("src/b/c.rs", ""),
        ];
        assert_eq!(found(&texts), ["src/a.rs:1 src/b/mod.rs", "src/a.rs:2 src/b/c.rs", "src/a.rs:4 src/b/c.rs"]);
    }

    #[test]
    fn other_crates_and_names_defined_by_themselves_lead_nowhere() {
        let texts =
            [("src/lib.rs", "mod a;\nuse serde;\nuse std::fmt;\nfn f() { fmt::g(serde::h()) }"), ("src/a.rs", "")];
        assert!(found(&texts).is_empty());
    }

    #[test]
    fn the_modules_of_a_root_of_any_name_and_of_a_file_beside_its_folder_are_found() {
        let texts = [
            ("tests/native.rs", "mod suite;\nfn f() { suite::part::g() }"),
            ("tests/suite.rs", "pub mod part;"),
            ("tests/suite/part.rs", ""),
        ];
        assert_eq!(found(&texts), ["tests/native.rs:2 tests/suite/part.rs"]);
    }

    #[test]
    fn a_file_taken_in_by_its_path_is_followed_from_the_folder_of_the_file_that_does_so() {
        let texts = [
            ("tests/loom/main.rs", "#[path = \"../../src/lock.rs\"]\nmod lock;\nmod sync;\nuse lock::Lock;"),
            ("src/lock.rs", "use super::sync::Mutex;"),
            ("tests/loom/sync.rs", ""),
        ];
        assert_eq!(found(&texts), ["src/lock.rs:1 tests/loom/sync.rs", "tests/loom/main.rs:4 src/lock.rs"]);
    }

    #[test]
    fn a_module_without_a_file_is_an_error_that_names_both() {
        let files = [File { path: "src/lib.rs".to_owned(), text: "mod gone;".to_owned() }];
        let error = read(&files, "src/lib.rs").err().unwrap().to_string();
        assert_eq!(error, "src/lib.rs declares `mod gone;`, which has no file");
    }

    #[test]
    fn the_files_of_a_crate_are_those_that_its_modules_declare() {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let files = [file("src/lib.rs", "mod a;"), file("src/a.rs", "mod tests {}"), file("src/b.rs", "")];
        let read = read(&files, "src/lib.rs").unwrap();
        assert_eq!(read.files.into_iter().collect::<Vec<_>>(), ["src/a.rs", "src/lib.rs"]);
    }
}
