//! Merge sort of seeded integers: each task sorts its own part.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::data::{data_seed, random};
use super::definition::{Workload, anything, expect};
use super::steps::Steps;
use crate::checksum::Checksum;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Parts of a long list, sorted.
pub static WORKLOAD: Workload = Workload {
    id: "sort",
    title: "Merge sort",
    about: "Each task makes its part of n random whole numbers and sorts it by merging. The parts are not merged with each other: that would be one task which has to wait for all others.",
    expect: &[
        expect("sequential", "One part after the other, on one core. Every other model is compared with this one."),
        expect(
            "time-slicing",
            "All parts are under way at once, but on one core they share its time: as long as one after the other, and all are finished only near the end.",
        ),
        expect(
            "threads",
            "Two free cores sort two parts at the same time, so it takes about half as long. With one free core there is nothing to gain.",
        ),
        expect(
            "gil",
            "Only the thread that holds the lock sorts; every few milliseconds it is another one's turn. About as long as one part after the other.",
        ),
        expect(
            "processes",
            "Two free cores sort at the same time. Each process makes its own numbers, so only the answer has to travel; had they been the parent's, sending them would take time too.",
        ),
        expect(
            "async",
            "One lane, and sorting never waits, so nothing can be done meanwhile. As long as one part after the other.",
        ),
    ],
    parameters,
    small: r#"{"n": 20000, "parts": 3}"#,
    check: anything,
    sharing: None,
    tasks: |values| (1..=values.u64("parts")).map(|part| format!("part {part}")).collect(),
    steps,
    run,
    source: include_str!("sort.rs"),
};

fn parameters() -> Vec<Parameter> {
    let n = "How many numbers there are in all parts together. Some models have them all in memory, twice.";
    vec![
        Parameter::integer("n", "Numbers", n, (64, 4_000_000), 1_000_000, "numbers"),
        Parameter::integer(
            "parts",
            "Parts",
            "Into how many parts they are divided, each of them a task.",
            (1, 64),
            8,
            "parts",
        ),
        data_seed(),
    ]
}

fn steps(values: &Values) -> Steps {
    let (n, parts) = (values.u64("n"), values.u64("parts"));
    let merges = u64::from(n.div_ceil(parts).ilog2()) + 1;
    // Made, merged so many times, checked; each part's last slice may be a short one.
    Steps::computing(n * (merges + 2) / SLICE as u64 + 2 * parts, parts)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    part(cx).boxed_local()
}

async fn part(cx: Cx<'_>) -> TaskOutcome {
    let (n, parts, part) = (cx.values().u64("n"), cx.values().u64("parts"), u64::from(cx.task()));
    let length = (n * (part + 1) / parts - n * part / parts) as usize;
    let numbers = make(cx, length).await;
    let sorted = merge_sort(cx, numbers).await;
    let checksum = check(cx, &sorted).await?;
    cx.print(format_args!("part {}: {length} numbers sorted", part + 1)).await;
    Ok(checksum)
}

/// Numbers between two checkpoints: some tens of microseconds.
const SLICE: usize = 8192;

async fn make(cx: Cx<'_>, length: usize) -> Vec<u64> {
    let mut random = random(cx);
    let mut numbers = vec![0; length];
    for slice in numbers.chunks_mut(SLICE) {
        slice.fill_with(|| random.next_u64());
        cx.checkpoint().await;
    }
    numbers
}

/// Merges sorted runs of 1, 2, 4, .. numbers into runs of twice that length until there is one run.
async fn merge_sort(cx: Cx<'_>, mut numbers: Vec<u64>) -> Vec<u64> {
    let mut merged = vec![0; numbers.len()];
    let mut since_checkpoint = 0;
    let mut run = 1;
    while run < numbers.len() {
        for (pair, target) in numbers.chunks(2 * run).zip(merged.chunks_mut(2 * run)) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            for slice in target.chunks_mut(SLICE) {
                merge(&mut left, &mut right, slice);
                since_checkpoint += slice.len();
                if since_checkpoint >= SLICE {
                    since_checkpoint = 0;
                    cx.checkpoint().await;
                }
            }
        }
        std::mem::swap(&mut numbers, &mut merged);
        run *= 2;
    }
    numbers
}

/// Fills `target` with the smallest numbers of both sorted sides and takes them away there.
#[inline(never)]
fn merge<'a>(left: &mut &'a [u64], right: &mut &'a [u64], target: &mut [u64]) {
    for place in target {
        let from = match (left.first(), right.first()) {
            (Some(l), Some(r)) if l <= r => &mut *left,
            (Some(_), None) => &mut *left,
            _ => &mut *right,
        };
        let Some((smallest, rest)) = from.split_first() else { return };
        *place = *smallest;
        *from = rest;
    }
}

async fn check(cx: Cx<'_>, sorted: &[u64]) -> TaskOutcome {
    let mut checksum = Checksum::default();
    let mut before = 0;
    for slice in sorted.chunks(SLICE) {
        for number in slice {
            if *number < before {
                return Err(format!("{number} comes after {before}."));
            }
            before = *number;
            checksum.add(before);
        }
        cx.checkpoint().await;
    }
    Ok(checksum.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_takes_the_smallest_of_both_sides_in_pieces_of_any_length() {
        let (mut left, mut right) = (&[1, 4, 4, 9][..], &[2, 3, 4][..]);
        let mut target = [0; 7];
        for piece in target.chunks_mut(2) {
            merge(&mut left, &mut right, piece);
        }
        assert_eq!(target, [1, 2, 3, 4, 4, 4, 9]);
        assert!(left.is_empty() && right.is_empty());
    }
}
