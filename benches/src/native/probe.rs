//! What all that is written down of its tasks costs a program that computes: the same kernel recorded and unrecorded, on the same lane.
//!
//! It is to be half a per cent at most, and one process differs from the next by more, for as long as they live. So it is measured in several, with short
//! jobs. Only recording differs: under our `sequential` the same kernels are up to half a per cent slower than by hand with equal records.

use std::cell::RefCell;
use std::io;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::asked::Asked;
use super::workers::{self, KERNELS, Kernel};
use crate::section::Bench;
use crate::turns::{self, Effort};

/// What such a process is asked for.
const RECORDED: &str = "recorded";
const UNRECORDED: &str = "unrecorded";

/// Milliseconds of each round, recorded and unrecorded. Each round asks another process for both.
///
/// # Errors
/// When a process cannot be started, or fails.
pub fn pairs(bench: &Bench, (id, _): Kernel) -> Result<(Vec<f64>, Vec<f64>)> {
    let processes = bench.effort.of(1, 2, 9);
    let rounds_each = bench.effort.of(1, 3, 7);
    let flag = bench.effort.min(Effort::Quick).flag();
    let start = |_| Asked::start(Command::new(&bench.program).args(["probe", id]).args(flag));
    let children = RefCell::new((0..processes).map(start).collect::<Result<Vec<_>>>()?);
    let side = |word| {
        let (children, mut round) = (&children, 0);
        move || {
            round += 1;
            children.borrow_mut()[round % processes].ask(word)
        }
    };
    turns::pairs(bench.effort, processes * rounds_each, side(RECORDED), side(UNRECORDED))
}

/// The life of such a process: for each line that names a side, that side's milliseconds. It is warm when it answers for the first time.
///
/// # Errors
/// When there is no kernel of this id or it cannot run, or answers differ.
pub fn serve(bench: &Bench, id: &str) -> Result<()> {
    let kernel = KERNELS.into_iter().find(|(known, _)| *known == id).context("there is no such kernel")?;
    let program = workers::program(bench.effort, kernel)?;
    let expected = program.in_order(bench, true)?;
    let milliseconds = |recorded| program.milliseconds(&expected, || program.in_order(bench, recorded));
    milliseconds(false)?;
    for line in io::stdin().lines() {
        println!("{}", milliseconds(line? == RECORDED)?);
    }
    Ok(())
}
