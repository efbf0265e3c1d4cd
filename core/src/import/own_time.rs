//! Which names of a recording took most time by themselves.

use serde::Serialize;

use super::recording::{Recording, Slice};
use crate::fold::text;

/// How long everything of one name lasted, without what it contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnTime {
    /// The name, as the file has it.
    pub name: String,
    /// That time in nanoseconds, added up over all lanes.
    pub own_ns: u64,
    /// The same in words, `60.6 ms`.
    pub time: String,
    /// How often it occurred: `once`, `2_967 times`.
    pub times: String,
}

/// The names with the most time of their own, longest first, at most so many.
pub fn longest(recording: &Recording, most: usize) -> Vec<OwnTime> {
    let mut by_name: Vec<(u64, u64)> = vec![(0, 0); recording.names.len()];
    for lane in &recording.lanes {
        add_own_times(&lane.slices, &mut by_name);
    }
    let mut longest: Vec<(usize, (u64, u64))> =
        by_name.into_iter().enumerate().filter(|(_, (slices, _))| *slices > 0).collect();
    longest.sort_by_key(|(_, (_, own_ns))| std::cmp::Reverse(*own_ns));
    longest.truncate(most);
    let own_time = |(name, (slices, own_ns)): (usize, (u64, u64))| OwnTime {
        name: recording.names[name].clone(),
        own_ns,
        time: text::milliseconds(own_ns as f64 / 1e6),
        times: if slices == 1 { "once".to_owned() } else { format!("{} times", text::count(slices)) },
    };
    longest.into_iter().map(own_time).collect()
}

/// Adds each slice to its name, and takes it from the name of the one around it: how many, and how long.
fn add_own_times(slices: &[Slice], by_name: &mut [(u64, u64)]) {
    let mut around: Vec<&Slice> = Vec::new();
    for slice in slices {
        around.truncate(slice.row as usize);
        let length = slice.to_ns - slice.from_ns;
        let (slices, own_ns) = &mut by_name[slice.name as usize];
        (*slices, *own_ns) = (*slices + 1, own_ns.saturating_add(length));
        if let Some(parent) = around.last() {
            // What sticks out of the slice around it is not that one's time.
            let inside = slice.to_ns.min(parent.to_ns).saturating_sub(slice.from_ns);
            let (_, own_ns) = &mut by_name[parent.name as usize];
            *own_ns = own_ns.saturating_sub(inside);
        }
        around.push(slice);
    }
}
