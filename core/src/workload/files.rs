//! Files: real input from a disk, a piece at a time, and something to compute on each piece.

use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::mistake::Mistake;
use crate::outside::{Read, Request, Service, Stored};
use crate::plan::listing::{self, Listed};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Files, read and computed on.
pub static WORKLOAD: Workload = Workload {
    id: "files",
    title: "Files",
    section: Section::Gil,
    about: "Each task reads a file from the disk, piece by piece, and hashes or compresses every piece: your own files, or some that are made here. The system may have them in memory already; then a read takes little more than copying.",
    expect: &[
        expect(
            "sequential",
            "Read, compute, read, compute, one file after the other: while the disk works the core does nothing, and while the core works the disk does nothing.",
        ),
        expect(
            "time-slicing",
            "While one file's piece is read it is another one's turn to compute: reading and computing overlap, but one core computes for all.",
        ),
        expect(
            "threads",
            "Each free core takes a file: two compute at the same time, and whoever waits for the disk is in nobody's way.",
        ),
        expect(
            "gil",
            "Whoever reads lets go of the lock, and whoever computes needs it: reading overlaps with computing, and computing with nothing.",
        ),
        expect(
            "processes",
            "Two free cores compute at the same time. The parent has the way to the disk, so each piece is a message from there: every byte is copied once more.",
        ),
        expect(
            "async",
            "One lane: pieces of all files are on their way while one is computed on. It gains what reading takes, and nothing for computing.",
        ),
    ],
    parameters,
    small: r#"{"files": 3, "kib": 96}"#,
    check,
    sharing: None,
    reaches: Some(Service::Files),
    published: None,
    tasks: |values| files(values).into_iter().map(|(file, _)| name(&file)).collect(),
    steps,
    run,
    source: fingerprint(include_str!("files.rs")),
};

fn parameters() -> Vec<Parameter> {
    let own = "Files of your own, each of them a task; none for files that are made here. They stay where they are.";
    let how = "What is computed on each piece: a checksum, or what DEFLATE makes of it.";
    vec![
        Parameter::files(OWN, "Your own files", own, MOST_FILES, MOST_BYTES),
        Parameter::integer("files", "Made files", "How many files are made, each of them a task.", (1, 64), 8, "files"),
        Parameter::integer("kib", "Size of a made file", "How long each of them is.", (1, 16_384), 1_024, "KiB"),
        Parameter::choice("how", "What is computed", how, &[("hash", "A checksum"), ("compress", "A compressed copy")]),
    ]
}

fn check(values: &Values) -> Result<(), Mistake> {
    let kib = values.u64("files") * values.u64("kib");
    if kib * 1024 <= MOST_BYTES {
        return Ok(());
    }
    let most = MOST_BYTES >> 20;
    let sentence = format!(
        "The files that are made would have {} MiB together: make fewer or smaller ones, at most {most} MiB.",
        kib / 1024
    );
    Err(Mistake::new("kib", sentence))
}

/// The parameter with the files of one's own.
const OWN: &str = "own";
const MOST_FILES: usize = 64;
const MOST_BYTES: u64 = 256 << 20;

/// The files to read, and their lengths in bytes.
fn files(values: &Values) -> Vec<(Stored, u64)> {
    // Checked values have a listing that can be read.
    let own = listing::read(values.text(OWN), MOST_FILES, MOST_BYTES).unwrap_or_default();
    if own.is_empty() {
        let bytes = values.u64("kib") * 1024;
        return (1..=values.u64("files")).map(|number| (Stored::Made { number, bytes }, bytes)).collect();
    }
    own.into_iter().map(|Listed { name, bytes }| (Stored::Own { name }, bytes)).collect()
}

fn name(file: &Stored) -> String {
    match file {
        Stored::Made { number, .. } => format!("file {number}"),
        Stored::Own { name } => name.clone(),
    }
}

fn steps(values: &Values) -> Steps {
    let files = files(values);
    let sum = |of: fn(u64) -> u64| files.iter().map(|(_, bytes)| of(*bytes)).sum::<u64>();
    let lines = files.iter().map(|(file, _)| name(file).len() as u64 + LONGEST_REST).sum();
    let slices = sum(|bytes| bytes.div_ceil(SLICE as u64) + bytes.div_ceil(PIECE) + 1);
    Steps {
        asks: sum(|bytes| bytes.div_ceil(PIECE)),
        slices,
        lines: files.len() as u64,
        bytes: lines,
        ..Steps::default()
    }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    file(cx).boxed_local()
}

async fn file(cx: Cx<'_>) -> TaskOutcome {
    let (file, bytes) = files(cx.values()).swap_remove(cx.task() as usize);
    let mut packer = (cx.values().text("how") == "compress").then(|| Compress::new(Compression::fast(), true));
    let mut packed = Vec::with_capacity(2 * SLICE);
    let mut packed_bytes = 0;
    let mut checksum = Checksum::default();
    let mut from = 0;
    while from < bytes {
        let wanted = PIECE.min(bytes - from);
        let read = Request::Read(Read { file: file.clone(), from, bytes: wanted });
        let piece = cx.request(read, Duration::ZERO).await.map_err(|refusal| refusal.message)?;
        from += wanted;
        let last = piece.len().div_ceil(SLICE) - 1;
        for (number, slice) in piece.chunks(SLICE).enumerate() {
            if let Some(packer) = &mut packer {
                let flush = if from == bytes && number == last { FlushCompress::Finish } else { FlushCompress::None };
                pack(packer, slice, flush, &mut packed)?;
                packed_bytes += packed.len();
                checksum.add_bytes(&packed);
            } else {
                checksum.add_bytes(slice);
            }
            cx.checkpoint().await;
        }
    }
    let name = name(&file);
    match packer {
        Some(_) => cx.print(format_args!("{name}: {bytes} bytes, compressed {packed_bytes}")).await,
        None => cx.print(format_args!("{name}: {bytes} bytes")).await,
    }
    Ok(checksum.value())
}

/// Compresses a slice into `packed`, which has only that afterwards.
fn pack(packer: &mut Compress, mut slice: &[u8], flush: FlushCompress, packed: &mut Vec<u8>) -> Result<(), String> {
    packed.clear();
    loop {
        packed.reserve(SLICE);
        let before = packer.total_in();
        let room = packed.capacity() - packed.len();
        packer.compress_vec(slice, packed, flush).map_err(|error| error.to_string())?;
        slice = &slice[(packer.total_in() - before) as usize..];
        // Where it filled all of its room, there may be more.
        if slice.is_empty() && packed.capacity() > packed.len() || room == 0 {
            return Ok(());
        }
    }
}

/// Bytes that are read at once.
const PIECE: u64 = 128 * 1024;

/// Bytes between two checkpoints: some tens of microseconds.
const SLICE: usize = 8 * 1024;

/// Bytes of a printed line beside the name.
const LONGEST_REST: u64 = 80;
