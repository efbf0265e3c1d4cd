//! The lists of `web/parts/`: the names of the functions that each part must have.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;

/// The lists of the parts that have one, in the order in which they are loaded.
pub const LISTS: [&str; 2] = ["opening", "running"];

/// Of these crates and modules, what was not seen to be called is called by chance: when threads happen to meet, or a block is in the way. And
/// what brings a part must not be in one, or it would be fetched to be brought.
const BY_CHANCE: [&str; 12] = [
    "__wbindgen_",
    "bringPart",
    "crossbeam_channel::waker",
    "crossbeam_channel::context",
    "crossbeam_deque::deque",
    "crossbeam_epoch",
    "dlmalloc::",
    "interleave_core::host::station::Station>",
    "interleave_web::parts",
    "rayon_core::sleep",
    "rayon_core::registry::WorkerThread>",
    "std::sys::sync",
];

/// Whether a function belongs to the first part, whoever calls it.
fn is_by_chance(name: &str) -> bool {
    BY_CHANCE.iter().any(|place| name.contains(place)) && !name.contains("StackJob") && !name.contains("drop_glue")
}

/// Where a list is kept.
pub fn list_path(list: &str) -> PathBuf {
    paths::root().join("web").join("parts").join(list).with_extension("txt")
}

/// What is in it.
pub fn names_of(list: &str) -> Result<HashSet<String>> {
    let path = list_path(list);
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Which part each function is in.
#[derive(Default)]
pub struct Places(Vec<HashSet<String>>);

impl Places {
    /// As the lists say.
    pub fn read() -> Result<Self> {
        Ok(Self(LISTS.into_iter().map(names_of).collect::<Result<_>>()?))
    }

    /// The number of the part of a function that has this name: what is in no list is in the last one.
    pub fn part_of(&self, name: &str) -> usize {
        let name = plain(name);
        if is_by_chance(&name) { 0 } else { self.0.iter().position(|list| list.contains(&name)).unwrap_or(LISTS.len()) }
    }
}

/// A function's name without what changes from build to build: the crates' hashes, and the numbers of those that have the same name.
pub fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(open) = rest.find('[') {
        plain.push_str(&rest[..open]);
        rest = &rest[open..];
        let length = rest[1..].find(['[', ']']).map_or(rest.len(), |length| length + 1);
        let inside = &rest[1..length];
        let hash = inside.len() > 9 && inside.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        if (hash || number) && rest[length..].starts_with(']') {
            rest = &rest[length + 1..];
        } else {
            plain.push('[');
            rest = &rest[1..];
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_changes_from_build_to_build() {
        let name = "<interleave_core[2a57cb15c8144f7f]::plan::Plan as serde_core[ac2f00f983160376]::ser::Serialize>::serialize::<[f64]>[1]";
        assert_eq!(plain(name), "<interleave_core::plan::Plan as serde_core::ser::Serialize>::serialize::<[f64]>");
        assert_eq!(plain("quicksort::<[&core[2a57cb15c8144f7f]::Arrow]>"), "quicksort::<[&core::Arrow]>");
        assert_eq!(plain("open["), "open[");
        assert_eq!(plain("[]"), "[]");
    }
}
