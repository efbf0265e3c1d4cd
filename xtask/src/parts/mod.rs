//! The engine in parts, so that a visit loads what it needs: the first part opens the page, the second runs the first program, the third is
//! all the rest. Which function belongs where was seen in a browser (`cargo xtask parts`) and stands in `web/parts/`; a function that is not
//! listed is in the last part, which is loaded when it is called.

mod called;
mod data;
mod division;
mod first;
mod further;
mod linked;
mod lists;
mod mentioned;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Result;

pub use called::telling;
pub use linked::without_linking;
pub use lists::{LISTS, Places, list_path, names_of, plain};

use data::Constants;
use division::Division;

/// Bytes between two ranges of constants that are not worth a range of their own.
const GAP: usize = 8;

/// Writes the parts of an engine into `folder`. `linked` is the module as the linker made it, with what it says about it; `named` is that
/// module after wasm-bindgen and wasm-opt, with the names of its functions.
///
/// # Errors
/// A file cannot be read or written, or the engine cannot be divided.
pub fn divide(linked: &Path, named: &Path, folder: &Path) -> Result<()> {
    let places = Places::read()?;
    let constants = Constants::of(&fs::read(linked)?)?;
    let division = Division::new(fs::read(named)?, LISTS.len() + 1, |name| places.part_of(name))?;
    let mut here: Vec<Range<usize>> = Vec::new();
    for part in 0..=LISTS.len() {
        let last = part == LISTS.len();
        // The last part brings all, so that nothing depends on what was found out about it.
        let all = 0..constants.bytes.len();
        let reached = if last { vec![all] } else { constants.reachable(&division.numbers(part)?) };
        let module = match part {
            0 => division.first(&constants, &reached)?,
            _ => division.part(part, &constants, &without(&reached, &here))?,
        };
        fs::write(file(folder, part), module)?;
        here = reached;
    }
    Ok(())
}

/// Where a part is kept. The page's glue knows the first one by its name.
pub fn file(folder: &Path, part: usize) -> PathBuf {
    folder.join(match part {
        0 => "interleave_web_bg.wasm".to_owned(),
        _ => format!("interleave_web_part{part}.wasm"),
    })
}

/// What changes the parts when it changes.
pub fn recipe() -> Result<Vec<String>> {
    let ours = [
        include_str!("mod.rs"),
        include_str!("data.rs"),
        include_str!("division.rs"),
        include_str!("first.rs"),
        include_str!("further.rs"),
        include_str!("lists.rs"),
        include_str!("mentioned.rs"),
        include_str!("called.rs"),
    ];
    let mut recipe: Vec<String> = ours.map(str::to_owned).into();
    for list in LISTS {
        recipe.push(fs::read_to_string(list_path(list))?);
    }
    Ok(recipe)
}

/// The bytes in `ranges` that are in none of `others`; small gaps between them are filled.
fn without(ranges: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left: Vec<Range<usize>> = Vec::new();
    let mut keep = |range: Range<usize>| match left.last_mut() {
        _ if range.is_empty() => {}
        Some(last) if range.start <= last.end + GAP => last.end = range.end,
        _ => left.push(range),
    };
    for range in ranges {
        let mut begin = range.start;
        for other in others.iter().filter(|other| other.start < range.end && other.end > range.start) {
            keep(begin..other.start.max(begin));
            begin = begin.max(other.end);
        }
        keep(begin..range.end.max(begin));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_already_is_left_out() {
        let left = |given: &[(usize, usize)], others: &[(usize, usize)]| -> Vec<(usize, usize)> {
            let ranges = |pairs: &[(usize, usize)]| pairs.iter().map(|&(begin, end)| begin..end).collect::<Vec<_>>();
            without(&ranges(given), &ranges(others)).into_iter().map(|range| (range.start, range.end)).collect()
        };
        assert_eq!(left(&[(100, 200), (204, 210)], &[]), [(100, 210)]);
        assert_eq!(left(&[(100, 200)], &[(0, 110), (130, 140), (190, 300)]), [(110, 130), (140, 190)]);
        assert_eq!(left(&[(100, 200)], &[(0, 300)]), []);
    }
}
