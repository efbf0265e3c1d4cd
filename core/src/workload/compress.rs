//! Compression and decompression, one of the article's examples of work for the processor: DEFLATE over blocks of text.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use futures::future::{FutureExt as _, LocalBoxFuture};

use super::data::{Checksum, data_seed, number, random};
use super::{TaskOutcome, Workload, expect};
use crate::cx::Cx;
use crate::parameter::Parameter;

/// Blocks of text there and back.
pub static WORKLOAD: Workload = Workload {
    id: "compress",
    title: "Compress and decompress",
    about: "Each task writes a block of text, compresses it with DEFLATE, decompresses it again and compares: real work of a real library. The blocks know nothing of each other, as the members of an archive.",
    expect: &[
        expect("sequential", ""),
        expect("time-slicing", ""),
        expect("threads", ""),
        expect("gil", ""),
        expect("processes", ""),
        expect("async", ""),
    ],
    parameters,
    small: r#"{"blocks": 3, "block_kib": 16}"#,
    sharing: None,
    tasks: |values| (1..=values.size("blocks")).map(|block| format!("block {block}")).collect(),
    run,
    source: include_str!("compress.rs"),
};

fn parameters() -> Vec<Parameter> {
    // Some models have all blocks in memory at once, with the compressor's tables at most 90 MB.
    let size = "How long the text of a block is.";
    let level = "How hard the compressor looks for repetitions: 1 is fast, 9 is thorough.";
    vec![
        number("blocks", "Blocks", "How many blocks there are, each of them a task.", (1, 64), 16, "blocks"),
        number("block_kib", "Size of a block", size, (1, 512), 256, "KiB"),
        number("level", "Level", level, (1, 9), 6, ""),
        data_seed(),
    ]
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    block(cx).boxed_local()
}

async fn block(cx: Cx<'_>) -> TaskOutcome {
    let text = write(cx, cx.values().size("block_kib") as usize * 1024).await;
    let packed = compress(cx, text.as_bytes()).await?;
    decompress_and_compare(cx, &packed, text.as_bytes()).await?;
    cx.print(format_args!("block {}: {} bytes, compressed {}", cx.task() + 1, text.len(), packed.len())).await;
    let mut checksum = Checksum::new();
    checksum.add_bytes(&packed);
    Ok(checksum.value())
}

/// Bytes between two checkpoints: about 100 microseconds of compressing.
const SLICE: usize = 1024;

/// Text of `bytes` bytes, its words chosen by chance.
async fn write(cx: Cx<'_>, bytes: usize) -> String {
    let mut random = random(cx);
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        let end = bytes.min(text.len() + SLICE);
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
    let level = Compression::new(cx.values().size("level") as u32);
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

async fn decompress_and_compare(cx: Cx<'_>, packed: &[u8], text: &[u8]) -> Result<(), String> {
    let mut unpacker = Decompress::new(true);
    let mut buffer = [0; SLICE];
    for expected in text.chunks(SLICE) {
        let rest = &packed[unpacker.total_in() as usize..];
        let before = unpacker.total_out();
        unpacker.decompress(rest, &mut buffer, FlushDecompress::None).map_err(|error| error.to_string())?;
        let unpacked = &buffer[..(unpacker.total_out() - before) as usize];
        if unpacked != expected {
            return Err(format!("What was decompressed differs from the text after byte {before}."));
        }
        cx.checkpoint().await;
    }
    Ok(())
}

const WORDS: [&str; 32] = [
    "a", "the", "of", "and", "or", "task", "thread", "process", "lane", "lock", "queue", "core", "memory", "message",
    "runs", "waits", "sleeps", "computes", "shares", "blocks", "yields", "while", "until", "another", "parallel",
    "at once", "together", "in turn", "quantum", "switches", "first,", "last.",
];
