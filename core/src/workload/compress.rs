//! Compression and decompression, one of the article's examples of work for the processor: DEFLATE over blocks of text.

use std::borrow::Cow;

use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress};
use futures::future::{FutureExt as _, LocalBoxFuture};

use super::data::{data_seed, own, own_text, random};
use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::fingerprint;
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Blocks of text there and back.
pub static WORKLOAD: Workload = Workload {
    id: "compress",
    title: "Compress and decompress",
    section: Section::Gil,
    about: "Each task writes a block of text, compresses it with DEFLATE, decompresses it again and compares: real work of a real library. Or it takes its block of a text of yours. The blocks know nothing of each other, as the members of an archive.",
    expect: &[
        expect("sequential", "One block after the other, on one core. Every other model is compared with this one."),
        expect(
            "time-slicing",
            "All blocks are under way at once, each with a compressor of its own in memory, but on one core they share its time: no faster than one after the other.",
        ),
        expect(
            "threads",
            "Two free cores compress two blocks at the same time, so it takes about half as long. That is why archivers cut long files into blocks.",
        ),
        expect(
            "gil",
            "Only the thread that holds the lock compresses, so threads gain nothing. CPython's own zlib lets go of the lock meanwhile; code written in Python, as here, cannot.",
        ),
        expect(
            "processes",
            "Two free cores compress at the same time. The blocks are written where they are compressed; only a number travels back, and so the start of the processes is all it costs. A text of your own travels to each of them first.",
        ),
        expect(
            "async",
            "One lane, and compressing never waits, so nothing can be done meanwhile. As long as one block after the other.",
        ),
    ],
    parameters,
    small: r#"{"blocks": 3, "block_kib": 16}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks: |values| (1..=blocks(values)).map(|block| format!("block {block}")).collect(),
    steps,
    run,
    source: fingerprint(include_str!("compress.rs")),
};

fn parameters() -> Vec<Parameter> {
    // Some models have all blocks in memory at once, with the compressor's tables at most 90 MB.
    let size = "How long the text of a block is.";
    let level = "How hard the compressor looks for repetitions: 1 is fast, 9 is thorough.";
    vec![
        Parameter::integer(
            "blocks",
            "Blocks",
            "How many blocks there are, each of them a task.",
            (1, 64),
            16,
            "blocks",
        ),
        Parameter::integer("block_kib", "Size of a block", size, (1, 512), 128, "KiB"),
        Parameter::integer("level", "Level", level, (1, 9), 6, ""),
        data_seed(),
        own_text(
            "What to compress, cut into blocks of one length; empty means text made by chance, in blocks of the size above.",
            MAX_BYTES,
        ),
    ]
}

/// The longest text of a visitor's own: it is a part of the plan, which is sent to processes and kept in reports.
const MAX_BYTES: usize = 1024 * 1024;

/// How many blocks there are: of a short text, none is empty.
fn blocks(values: &Values) -> u64 {
    let blocks = values.u64("blocks");
    own(values).map_or(blocks, |text| blocks.min(text.len() as u64))
}

/// Block `number`, counted from 0, of a text of at least as many bytes as `blocks`. It may begin and end within a character.
fn part(text: &str, number: u64, blocks: u64) -> &[u8] {
    let cut = |before: u64| (text.len() as u64 * before / blocks) as usize;
    &text.as_bytes()[cut(number)..cut(number + 1)]
}

fn steps(values: &Values) -> Steps {
    let blocks = blocks(values);
    let bytes = own(values).map_or(values.u64("block_kib") * 1024, |text| (text.len() as u64).div_ceil(blocks));
    // Written, compressed, decompressed.
    let slices = 2 * bytes.div_ceil(LONG_SLICE as u64) + bytes.div_ceil(SLICE as u64);
    Steps::computing(blocks * slices, blocks)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    block(cx).boxed_local()
}

async fn block(cx: Cx<'_>) -> TaskOutcome {
    let text = match own(cx.values()) {
        Some(text) => Cow::Borrowed(part(text, cx.task().into(), blocks(cx.values()))),
        None => Cow::Owned(write(cx, cx.values().u64("block_kib") as usize * 1024).await.into_bytes()),
    };
    let packed = compress(cx, &text).await?;
    let unpacked = decompress_and_compare(cx, &packed, &text).await?;
    let bytes = unpacked.amount();
    cx.print(format_args!("block {}: {bytes} bytes there and back (compressed {})", cx.task() + 1, packed.len())).await;
    // Not made from the packed bytes: another library packs the same text into others.
    Ok((u64::from(unpacked.sum()) << 32) | u64::from(bytes))
}

/// Bytes between two checkpoints: about 100 microseconds of compressing, or of writing and decompressing.
const SLICE: usize = 1024;
const LONG_SLICE: usize = 16 * SLICE;

/// Text of `bytes` bytes, its words chosen by chance.
async fn write(cx: Cx<'_>, bytes: usize) -> String {
    let mut random = random(cx);
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        let end = bytes.min(text.len() + LONG_SLICE);
        while text.len() < end {
            text.push_str(WORDS[random.below(WORDS.len() as u64) as usize]);
            text.push(' ');
        }
        cx.checkpoint().await;
    }
    text.truncate(bytes);
    text
}

async fn compress(cx: Cx<'_>, text: &[u8]) -> Result<Vec<u8>, String> {
    let level = Compression::new(cx.values().u64("level") as u32);
    let mut packer = Compress::new(level, true);
    // More than the longest possible result: what cannot be made shorter is stored as it is, with a few bytes around it.
    let mut packed = Vec::with_capacity(text.len() + text.len() / 8 + 1024);
    for slice in text.chunks(SLICE) {
        packer.compress_vec(slice, &mut packed, FlushCompress::None).map_err(|error| error.to_string())?;
        cx.checkpoint().await;
    }
    packer.compress_vec(&[], &mut packed, FlushCompress::Finish).map_err(|error| error.to_string())?;
    Ok(packed)
}

/// The CRC of what was decompressed, which is the text.
async fn decompress_and_compare(cx: Cx<'_>, packed: &[u8], text: &[u8]) -> Result<Crc, String> {
    let mut crc = Crc::new();
    let mut unpacker = Decompress::new(true);
    let mut buffer = vec![0; LONG_SLICE];
    for expected in text.chunks(LONG_SLICE) {
        let rest = &packed[unpacker.total_in() as usize..];
        let before = unpacker.total_out();
        unpacker.decompress(rest, &mut buffer, FlushDecompress::None).map_err(|error| error.to_string())?;
        let unpacked = &buffer[..(unpacker.total_out() - before) as usize];
        if unpacked != expected {
            return Err(format!("What was decompressed differs from the text after byte {before}."));
        }
        crc.update(unpacked);
        cx.checkpoint().await;
    }
    Ok(crc)
}

const WORDS: [&str; 32] = [
    "a", "the", "of", "and", "or", "task", "thread", "process", "lane", "lock", "queue", "core", "memory", "message",
    "runs", "waits", "sleeps", "computes", "shares", "blocks", "yields", "while", "until", "another", "parallel",
    "at once", "together", "in turn", "quantum", "switches", "first,", "last.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_of_a_text_are_the_text_and_none_is_empty() {
        for (text, blocks) in [("é", 2), ("aéb", 3), ("a text of some length", 4), ("abc", 1)] {
            let parts: Vec<&[u8]> = (0..blocks).map(|number| part(text, number, blocks)).collect();
            assert_eq!(parts.concat(), text.as_bytes());
            assert!(parts.iter().all(|part| !part.is_empty()), "{text} in {blocks}");
        }
    }
}
