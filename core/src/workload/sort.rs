//! Merge sort of seeded integers: each task sorts its own part, and pairs of tasks merge theirs until one list is left.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::data::{data_seed, random};
use super::definition::{Expectation, Sharing, Workload, anything, expect};
use super::merging::{merge, merge_all};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::plan::{Parameter, Values};
use crate::random::Random;
use crate::task::{Cx, TaskOutcome};
use crate::world::Shared;

/// A long list, sorted in parts and merged.
pub static WORKLOAD: Workload = Workload {
    id: "sort",
    title: "Merge sort",
    section: Section::Beyond,
    about: "Each task makes its part of n random whole numbers and sorts it by merging. Then half of the tasks hand their lists to the other half, who merge them with their own, and so on until one task has the one sorted list.",
    expect: EXPECT,
    parameters,
    small: r#"{"n": 20000, "parts": 3}"#,
    check: anything,
    sharing: Some(&Sharing { shared, observe: |_, _| Vec::new() }),
    reaches: None,
    published: None,
    tasks: |values| (1..=values.u64("parts")).map(|part| format!("part {part}")).collect(),
    steps,
    run,
    source: fingerprint(include_str!("sort.rs")),
};

const EXPECT: &[Expectation] = &[
    Expectation {
        model: "sequential",
        text: "One part after the other, then the merges, all on one core. Every other model is compared with this one.",
        differs: Some(
            "A part that waits for another one's list lets that one go first, or the program would stop there for ever.",
        ),
    },
    expect(
        "time-slicing",
        "All parts are under way at once, but on one core they share its time: as long as one after the other.",
    ),
    expect(
        "threads",
        "Free cores sort parts at the same time, and a list is handed over by its address. But each round of merges has half as many tasks, and the last one has one core at work, however many there are: more cores help less and less.",
    ),
    expect(
        "gil",
        "Only the thread that holds the lock sorts or merges; every few milliseconds it is another one's turn. About as long as one part after the other.",
    ),
    expect(
        "processes",
        "Free cores sort at the same time, as with threads. But the lists have to travel: each is copied into a message to the parent, and from there to the process that merges it.",
    ),
    expect(
        "async",
        "One lane, and who sorts does not wait, so nothing can be done meanwhile. As long as one part after the other.",
    ),
];

fn parameters() -> Vec<Parameter> {
    let n = "How many numbers there are in all parts together. They are all in memory, twice.";
    let parts = "Into how many parts they are divided, each of them a task. Tasks wait for each other, so each has a lane of its own.";
    vec![
        Parameter::integer("n", "Numbers", n, (64, 4_000_000), 1_000_000, "numbers"),
        Parameter::integer("parts", "Parts", parts, (1, 64), 4, "parts"),
        data_seed(),
    ]
}

/// Each part but the first hands its list over once, by a queue of its own.
fn shared(values: &Values) -> Shared {
    Shared {
        queues: (2..=values.u64("parts")).map(|part| (format!("list of part {part}"), 1)).collect(),
        ..Shared::default()
    }
}

/// The queue by which a part, counted from 0, hands its list over.
fn queue_of(part: u64) -> usize {
    part as usize - 1
}

fn steps(values: &Values) -> Steps {
    let (n, parts) = (values.u64("n"), values.u64("parts"));
    let merges = u64::from(n.div_ceil(parts).ilog2()) + 1;
    let rounds = u64::from(parts.next_power_of_two().ilog2());
    // Made, merged so many times within the parts and between them, checked; the last slice of each list and its last block may be short ones.
    let slices = n * (merges + rounds + 2) / SLICE as u64 + (3 + u64::from(BLOCK.ilog2())) * parts;
    // Each list but one is left, its number sent and received, and the list fetched.
    Steps { asks: 4 * (parts - 1), ..Steps::computing(slices, 2 * parts) }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    part(cx).boxed_local()
}

/// Sorts its part and merges it with those of others. The answer of the first part is the checksum of the whole list; that of any other
/// is how many numbers it handed over.
async fn part(cx: Cx<'_>) -> TaskOutcome {
    let (n, parts, part) = (cx.values().u64("n"), cx.values().u64("parts"), u64::from(cx.task()));
    let length = length_of(part, n, parts);
    let mut sorted = merge_sort(cx, make(cx, length).await).await;
    cx.print(format_args!("part {}: {length} numbers sorted", part + 1)).await;
    let mut distance = 1;
    while distance < parts {
        let (place, other) = (part / distance, part + distance);
        if !place.is_multiple_of(2) {
            let length = sorted.len() as u64;
            return hand_over(cx, part, sorted).await.map(|()| length);
        }
        if other < parts {
            let others = take_over(cx, other).await?;
            sorted = merge_both(cx, &sorted, &others).await;
            cx.print(format_args!("part {}: {} numbers with those of part {}", part + 1, sorted.len(), other + 1))
                .await;
        }
        distance *= 2;
    }
    check(cx, &sorted).await
}

async fn hand_over(cx: Cx<'_>, part: u64, sorted: Vec<u64>) -> Result<(), String> {
    let list = cx.leave(sorted).await;
    cx.send(queue_of(part), list).await.map_err(|stuck| stuck.to_string())
}

async fn take_over(cx: Cx<'_>, part: u64) -> Result<Vec<u64>, String> {
    let list = cx.receive(queue_of(part)).await.map_err(|stuck| stuck.to_string())?;
    Ok(cx.fetch(list).await?.into_numbers())
}

/// Numbers between two checkpoints: some tens of microseconds.
const SLICE: usize = 8192;

/// How many of the n numbers the part of this number has, counted from 0.
pub fn length_of(part: u64, n: u64, parts: u64) -> usize {
    (n * (part + 1) / parts - n * part / parts) as usize
}

/// Makes the next numbers of a part.
pub fn fill(random: &mut Random, numbers: &mut [u64]) {
    numbers.fill_with(|| random.next_u64());
}

async fn make(cx: Cx<'_>, length: usize) -> Vec<u64> {
    let mut random = random(cx);
    let mut numbers = vec![0; length];
    for slice in numbers.chunks_mut(SLICE) {
        fill(&mut random, slice);
        cx.checkpoint().await;
    }
    numbers
}

/// Numbers that are sorted before others are looked at: they and the room beside them stay in the cache of one core.
const BLOCK: usize = 1 << 14;

/// Merges sorted runs of 1, 2, 4, .. numbers into runs of twice that length until there is one run; first within each block.
async fn merge_sort(cx: Cx<'_>, mut numbers: Vec<u64>) -> Vec<u64> {
    let mut merged = vec![0; numbers.len()];
    for (block, room) in numbers.chunks_mut(BLOCK).zip(merged.chunks_mut(BLOCK)) {
        sort_block(cx, block, room).await;
    }
    let mut run = BLOCK;
    while run < numbers.len() {
        for (pair, target) in numbers.chunks(2 * run).zip(merged.chunks_mut(2 * run)) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            for slice in target.chunks_mut(SLICE) {
                merge(&mut left, &mut right, slice);
                cx.checkpoint().await;
            }
        }
        std::mem::swap(&mut numbers, &mut merged);
        run *= 2;
    }
    numbers
}

/// Sorts a block, with room for as many numbers.
async fn sort_block(cx: Cx<'_>, mut block: &mut [u64], mut room: &mut [u64]) {
    let (mut run, mut moved) = (1, false);
    while run < block.len() {
        for (pair, target) in block.chunks(2 * run).zip(room.chunks_mut(2 * run)) {
            let (left, right) = pair.split_at(run.min(pair.len()));
            merge_all(left, right, target);
        }
        cx.checkpoint().await;
        std::mem::swap(&mut block, &mut room);
        (run, moved) = (2 * run, !moved);
    }
    if moved {
        room.copy_from_slice(block);
    }
}

async fn merge_both(cx: Cx<'_>, mut left: &[u64], mut right: &[u64]) -> Vec<u64> {
    let mut merged = vec![0; left.len() + right.len()];
    for slice in merged.chunks_mut(SLICE) {
        merge(&mut left, &mut right, slice);
        cx.checkpoint().await;
    }
    merged
}

async fn check(cx: Cx<'_>, sorted: &[u64]) -> TaskOutcome {
    let mut sum = SortedSum::default();
    for slice in sorted.chunks(SLICE) {
        sum.add(slice)?;
        cx.checkpoint().await;
    }
    Ok(sum.value())
}

/// The checksum of a list that is found to be sorted.
#[derive(Default)]
pub struct SortedSum {
    checksum: Checksum,
    before: u64,
}

impl SortedSum {
    /// Adds the next numbers.
    ///
    /// # Errors
    /// When one of them is smaller than the one before it.
    pub fn add(&mut self, numbers: &[u64]) -> Result<(), String> {
        for number in numbers {
            if *number < self.before {
                return Err(format!("{number} comes after {}.", self.before));
            }
            self.before = *number;
            self.checksum.add(self.before);
        }
        Ok(())
    }

    /// The checksum so far.
    pub fn value(&self) -> u64 {
        self.checksum.value()
    }
}
