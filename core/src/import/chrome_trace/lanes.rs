//! The slices of one lane: beginnings and ends become pairs, and each slice gets its row.

use std::collections::BTreeMap;

use super::remarks::{Remarks, Why};
use crate::fold::spans::State;

/// A slice with its times as the file counts them, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawSlice {
    pub name: u32,
    pub state: Option<State>,
    pub from: i64,
    pub to: i64,
}

/// Where a slice begins or ends, if that is told apart.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub at: i64,
    pub side: Side,
}

/// Which end of a slice it is.
#[derive(Clone, Copy, Debug)]
pub enum Side {
    Begin {
        name: u32,
        state: Option<State>,
    },
    /// It may leave open whose end it is.
    End {
        name: Option<u32>,
    },
}

/// Makes slices of beginnings and ends, whatever their order in the file. An end belongs to the innermost open slice of its name, or without
/// a name to the innermost; what never ends does so at `last`.
pub fn pairs(mut edges: Vec<Edge>, last: i64, remarks: &mut Remarks) -> Vec<RawSlice> {
    // Of what happened at the same moment, the file's order decides.
    edges.sort_by_key(|edge| edge.at);
    let mut slices = Vec::new();
    let mut open: Vec<(u32, Option<State>, i64)> = Vec::new();
    let mut of_name: BTreeMap<u32, usize> = BTreeMap::new();
    for Edge { at, side } in edges {
        let name = match side {
            Side::Begin { name, state } => {
                *of_name.entry(name).or_default() += 1;
                open.push((name, state, at));
                continue;
            }
            Side::End { name } => name,
        };
        // Looked up first, so that nobody searches through all that is open for every end that fits nothing.
        let fits = name.map_or(!open.is_empty(), |name| of_name.get(&name).is_some_and(|count| *count > 0));
        if !fits {
            remarks.add(Why::Unbegun);
            continue;
        }
        while let Some((own, state, from)) = open.pop() {
            of_name.entry(own).and_modify(|count| *count -= 1);
            slices.push(RawSlice { name: own, state, from, to: at });
            if name.is_none_or(|name| name == own) {
                break;
            }
            remarks.add(Why::CutShort);
        }
    }
    for (name, state, from) in open {
        remarks.add(Why::Unended);
        slices.push(RawSlice { name, state, from, to: last.max(from) });
    }
    slices
}

/// Orders slices by their beginnings, those around others first, and gives each the row below those it lies in: what `make` makes of them, and
/// how many rows there are. In one row nothing overlaps.
pub fn rows<T>(mut slices: Vec<RawSlice>, remarks: &mut Remarks, make: impl Fn(RawSlice, u32) -> T) -> (Vec<T>, u32) {
    slices.sort_by_key(|slice| (slice.from, std::cmp::Reverse(slice.to)));
    let mut ends: Vec<i64> = Vec::new();
    let mut count = 0;
    let row = |slice: RawSlice| {
        while ends.last().is_some_and(|end| *end <= slice.from) {
            ends.pop();
        }
        if ends.last().is_some_and(|end| *end < slice.to) {
            remarks.add(Why::Overlapping);
        }
        let row = ends.len() as u32;
        ends.push(slice.to);
        count = count.max(row + 1);
        make(slice, row)
    };
    let made = slices.into_iter().map(row).collect();
    (made, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edge(sign: char, name: impl Into<Option<u32>>, at: i64) -> Edge {
        let side = match (sign, name.into()) {
            ('B', name) => Side::Begin { name: name.unwrap_or_default(), state: None },
            (_, name) => Side::End { name },
        };
        Edge { at, side }
    }

    fn paired(edges: Vec<Edge>) -> (Vec<(u32, i64, i64)>, usize) {
        let mut remarks = Remarks::default();
        let slices = pairs(edges, 100, &mut remarks);
        let mut slices: Vec<_> = slices.iter().map(|slice| (slice.name, slice.from, slice.to)).collect();
        slices.sort_unstable();
        (slices, remarks.warnings().len())
    }

    #[test]
    fn an_end_belongs_to_the_innermost_open_slice() {
        let edges = vec![edge('B', 1, 0), edge('B', 2, 10), edge('E', 2, 20), edge('E', None, 30)];
        assert_eq!(paired(edges), (vec![(1, 0, 30), (2, 10, 20)], 0));
    }

    #[test]
    fn the_order_in_the_file_counts_only_for_the_same_moment() {
        let edges = vec![edge('E', 1, 30), edge('B', 1, 0), edge('B', 2, 5), edge('E', 2, 5)];
        assert_eq!(paired(edges), (vec![(1, 0, 30), (2, 5, 5)], 0));
    }

    #[test]
    fn ends_and_beginnings_without_each_other_are_counted() {
        assert_eq!(paired(vec![edge('E', 1, 5), edge('E', None, 6)]), (vec![], 1));
        assert_eq!(paired(vec![edge('B', 1, 5)]), (vec![(1, 5, 100)], 1));
        assert_eq!(paired(vec![edge('B', 1, 0), edge('B', 2, 5), edge('E', 1, 9)]), (vec![(1, 0, 9), (2, 5, 9)], 1));
        assert_eq!(paired(vec![edge('B', 1, 0), edge('E', 2, 5), edge('E', 1, 9)]), (vec![(1, 0, 9)], 1));
    }

    #[test]
    fn half_a_million_ends_that_fit_nothing_are_passed_in_no_time_under_as_many_open_slices() {
        let half = 500_000;
        let edges = (0..half).map(|at| edge('B', 1, at)).chain((0..half).map(|at| edge('E', 2, half + at)));
        assert_eq!(paired(edges.collect()).0.len(), half as usize);
    }

    fn placed(slices: &[(i64, i64)]) -> (Vec<u32>, u32) {
        let raw = slices.iter().map(|(from, to)| RawSlice { name: 0, state: None, from: *from, to: *to });
        rows(raw.collect(), &mut Remarks::default(), |_, row| row)
    }

    #[test]
    fn a_slice_lies_below_those_around_it() {
        assert_eq!(placed(&[(2, 4), (0, 10), (4, 8), (4, 5), (10, 12)]), (vec![0, 1, 1, 2, 0], 3));
        assert_eq!(placed(&[(0, 0), (0, 5)]), (vec![0, 1], 2));
        assert_eq!(placed(&[]), (vec![], 0));
    }

    proptest! {
        #[test]
        fn in_one_row_nothing_overlaps(slices in prop::collection::vec((0_i64..50, 0_i64..20), 0..40)) {
            let raw = slices.iter().map(|(from, length)| RawSlice { name: 0, state: None, from: *from, to: from + length });
            let (rows, _) = rows(raw.collect(), &mut Remarks::default(), |slice, row| (slice, row));
            prop_assert_eq!(rows.len(), slices.len());
            for (place, (slice, row)) in rows.iter().enumerate() {
                let earlier = rows[..place].iter().filter(|(_, other)| other == row);
                prop_assert!(earlier.clone().all(|(other, _)| other.to <= slice.from), "{:?}", rows);
            }
        }
    }
}
