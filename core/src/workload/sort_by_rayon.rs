//! The same numbers, sorted by rayon.

use rayon::prelude::*;

use super::data::random_of;
use super::reference::Reference;
use super::sort::{SortedSum, fill, length_of};
use crate::plan::Values;
use crate::task::TaskOutcome;

/// What a library of many years makes of as many threads.
pub static REFERENCE: Reference = Reference {
    id: "rayon-sort",
    title: "rayon's own parallel sort",
    workload: "sort",
    beside: "threads",
    about: "It makes and checks the same numbers and sorts them within one list by quicksort, on threads that are there already; the merge sort above moves each number once per round, and shows who did what.",
    run,
};

/// Makes the numbers of all parts, sorts them, and gives the checksum of the list: what the first task of [`super::sort::WORKLOAD`] answers.
fn run(values: &Values) -> TaskOutcome {
    let (n, parts) = (values.u64("n"), values.u64("parts"));
    let mut numbers = vec![0; n as usize];
    let mut rest = numbers.as_mut_slice();
    let mut own = Vec::new();
    for part in 0..parts {
        let (head, tail) = rest.split_at_mut(length_of(part, n, parts));
        own.push((part, head));
        rest = tail;
    }
    own.into_par_iter().for_each(|(part, numbers)| fill(&mut random_of(values, part), numbers));
    numbers.par_sort_unstable();
    let mut sum = SortedSum::default();
    sum.add(&numbers)?;
    Ok(sum.value())
}
