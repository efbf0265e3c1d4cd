//! A payload to another task and back: what sharing costs, and what it costs not to share.

use std::sync::Arc;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Expectation, Sharing, Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::plan::{Parameter, Values};
use crate::random::Random;
use crate::task::{Cx, TaskOutcome, no_room};
use crate::world::{Shared, Stuck};

/// There and back again.
pub static WORKLOAD: Workload = Workload {
    id: "transfer",
    title: "Large data there and back",
    section: Section::WithoutGil,
    about: "One task hands a payload to another one, which looks at it and hands it back. In one memory only the address travels; between processes every byte does.",
    expect: EXPECT,
    parameters,
    check: anything,
    sharing: Some(&Sharing {
        shared: |_| Shared { queues: vec![("out".to_owned(), 1), ("back".to_owned(), 1)], ..Shared::default() },
        observe: |_, _| Vec::new(),
    }),
    reaches: None,
    published: None,
    tasks: |_| vec!["owner".to_owned(), "reader".to_owned()],
    steps,
    run,
    small: r#"{"kib": 64, "trips": 3}"#,
    source: fingerprint(include_str!("transfer.rs")),
};

const EXPECT: &[Expectation] = &[
    Expectation {
        model: "sequential",
        text: "Both tasks are on one lane and in one memory: handing over is free, and only the looking takes time.",
        differs: Some(
            "The owner, waiting for the payload to come back, lets the reader go first, or the program would stop there for ever.",
        ),
    },
    expect("time-slicing", "One memory: handing over costs an address, however large the payload is."),
    expect(
        "threads",
        "One memory: handing over costs an address and waking the other thread. The tasks take turns by themselves, so a second core does not help.",
    ),
    expect("gil", "As with threads: the payload stays where it is, and whoever waits lets go of the lock."),
    expect(
        "processes",
        "The payload goes through a message to the parent and another one to the reader, and back the same way: every byte is copied several times. The larger, the slower, and nothing can be shared.",
    ),
    expect("async", "One lane, one memory: handing over costs an address."),
];

/// The queues of [`WORKLOAD`].
const OUT: usize = 0;
const BACK: usize = 1;

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::integer(
            "kib",
            "Size of the payload",
            "How large the payload is: from 1 KiB to 64 MiB.",
            (1, 64 * 1024),
            4 * 1024,
            "KiB",
        ),
        Parameter::integer("trips", "Trips", "How often the payload goes there and back.", (1, 100), 5, ""),
        Parameter::choice(
            "how",
            "How it is handed over",
            "Moved, so that the sender has it no longer; copied, and the copy moved; or shared, so that both have the same one. Processes share nothing: there the reader always has a copy.",
            &[("move", "Moved"), ("copy", "Copied, the copy moved"), ("share", "Shared")],
        ),
    ]
}

fn steps(values: &Values) -> Steps {
    let trips = values.u64("trips");
    // Filled once, and looked at by both on each trip.
    let slices = (1 + 2 * trips) * (values.u64("kib") * 1024).div_ceil(SLICE as u64);
    // Each way the payload is left, its number sent and received, and the payload fetched.
    Steps { asks: 8 * trips, ..Steps::computing(slices, 1) }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    if cx.task() == 0 { own(cx).boxed_local() } else { read(cx).boxed_local() }
}

async fn own(cx: Cx<'_>) -> TaskOutcome {
    let mut payload = Arc::new(filled(cx, cx.values().u64("kib") * 1024).await?);
    let mut sum = 0_u64;
    for _ in 0..cx.values().u64("trips") {
        payload = hand(cx, OUT, payload).await?;
        let number = cx.receive(BACK).await.map_err(told)?;
        drop(payload);
        payload = cx.fetch(number).await?.into_shared();
        sum = sum.wrapping_add(look(cx, &payload).await);
    }
    cx.print(format_args!("{} KiB came back", payload.len() / 1024)).await;
    Ok(sum)
}

async fn read(cx: Cx<'_>) -> TaskOutcome {
    let mut sum = 0_u64;
    for _ in 0..cx.values().u64("trips") {
        let number = cx.receive(OUT).await.map_err(told)?;
        let payload = cx.fetch(number).await?.into_shared();
        sum = sum.wrapping_add(look(cx, &payload).await);
        hand(cx, BACK, payload).await?;
    }
    Ok(sum)
}

fn told(stuck: Stuck) -> String {
    stuck.to_string()
}

/// Hands the payload over, and gives what the sender goes on to share. Of a copy it lets go when that is under way: three of the largest
/// payload do not fit into the memory of a page.
async fn hand(cx: Cx<'_>, queue: usize, payload: Arc<Vec<u8>>) -> Result<Arc<Vec<u8>>, String> {
    let (sent, kept) = match cx.values().text("how") {
        "copy" => (Arc::new(copied(&payload)?), Arc::default()),
        "share" => (payload.clone(), payload),
        _ => (payload, Arc::default()),
    };
    let number = cx.leave(sent).await;
    cx.send(queue, number).await.map_err(told)?;
    Ok(kept)
}

/// Bytes between two checkpoints.
const SLICE: usize = 128 * 1024;

/// Room for so many bytes, if there is.
fn room_for(bytes: usize) -> Result<Vec<u8>, String> {
    let mut room = Vec::new();
    room.try_reserve_exact(bytes).map_err(|_| no_room(bytes))?;
    Ok(room)
}

fn copied(payload: &[u8]) -> Result<Vec<u8>, String> {
    let mut copy = room_for(payload.len())?;
    copy.extend_from_slice(payload);
    Ok(copy)
}

async fn filled(cx: Cx<'_>, bytes: u64) -> Result<Vec<u8>, String> {
    let mut random = Random::new(bytes);
    let bytes = bytes as usize;
    let mut payload = room_for(bytes)?;
    while payload.len() < bytes {
        let words = SLICE.min(bytes - payload.len()) / WORD;
        payload.extend((0..words).flat_map(|_| random.next_u64().to_le_bytes()));
        cx.checkpoint().await;
    }
    Ok(payload)
}

/// Adds up all bytes, to see that they are there and unharmed.
async fn look(cx: Cx<'_>, payload: &[u8]) -> u64 {
    let mut sum = 0;
    for slice in payload.chunks(SLICE) {
        sum = add_up(sum, slice);
        cx.checkpoint().await;
    }
    sum
}

/// Bytes of a word.
const WORD: usize = 8;

/// So many words are added up side by side, each with sums of its own: one addition need not wait for the one before it.
const ABREAST: usize = 4;

/// Every second byte of a word.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// So many words may be added up before a sixteenth bit is not enough: each adds two bytes to each quarter.
const WORDS: usize = 128;

/// `sum` and all bytes, eight at a time: each quarter of a word collects two of them. This way it takes as long in a browser, whose vectors have
/// no instruction that adds up bytes, as natively.
fn add_up(mut sum: u64, bytes: &[u8]) -> u64 {
    let (groups, rest) = bytes.as_chunks::<{ WORD * ABREAST }>();
    for block in groups.chunks(WORDS) {
        let mut sums = [0; ABREAST];
        for group in block {
            for (quarters, word) in sums.iter_mut().zip(group.as_chunks::<WORD>().0) {
                let word = u64::from_le_bytes(*word);
                *quarters += (word & EVEN) + ((word >> 8) & EVEN);
            }
        }
        for quarters in sums {
            sum += [0, 16, 32, 48].map(|place| (quarters >> place) & 0xffff).iter().sum::<u64>();
        }
    }
    sum + rest.iter().map(|byte| u64::from(*byte)).sum::<u64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_added_up_eight_at_a_time_without_losing_any() {
        for length in [0, 7, 8, 1024, 1025, 5000] {
            let bytes = vec![255; length];
            assert_eq!(add_up(3, &bytes), 3 + 255 * length as u64, "{length}");
        }
        let bytes: Vec<u8> = (0..=255).cycle().take(3001).collect();
        assert_eq!(add_up(0, &bytes), bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>());
    }

    #[test]
    fn a_payload_that_no_memory_has_room_for_is_refused_before_it_is_made() {
        let refused = room_for(isize::MAX as usize).expect_err("no machine has that much");
        assert!(refused.ends_with("KiB in this memory: make the data smaller."), "{refused}");
    }

    #[test]
    fn a_copy_is_another_one() {
        let payload = vec![1, 2, 3];
        let copy = copied(&payload).expect("three bytes");
        assert_eq!((copy.as_slice(), copy.as_ptr() == payload.as_ptr()), (&[1, 2, 3][..], false));
    }
}
