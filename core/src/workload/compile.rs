//! Compiling programs, one of the article's examples of work for the processor: WebAssembly text to binary.

use std::fmt::Write as _;

use futures::future::{FutureExt as _, LocalBoxFuture};
use wast::parser::{self, ParseBuffer};

use super::data::{data_seed, own, own_text, random};
use super::definition::{Workload, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::mistake::{Mistake, Place};
use crate::plan::{Parameter, Values};
use crate::random::Random;
use crate::task::{Cx, TaskOutcome};

/// Programs through a compiler.
pub static WORKLOAD: Workload = Workload {
    id: "compile",
    title: "Compile programs",
    section: Section::Gil,
    about: "Each task compiles a program, module by module, from WebAssembly text to binary: modules made by chance, or yours. Unlike the loops of count, a compiler asks for memory all the time, and memory is something that threads share.",
    expect: &[
        expect("sequential", "One program after the other, on one core. Every other model is compared with this one."),
        expect(
            "time-slicing",
            "All programs are under way at once, but on one core they share its time: no faster than one after the other.",
        ),
        expect(
            "threads",
            "Two free cores compile two programs at the same time, so it takes about half as long. Both ask for memory all the time: so that they need not wait for each other there, each keeps what it lets go of for its own next wish.",
        ),
        expect(
            "gil",
            "Only the thread that holds the lock compiles; every few milliseconds it is another one's turn. About as long as one program after the other.",
        ),
        expect(
            "processes",
            "Two free cores compile at the same time, as compilers are usually run: a process for each file. Each has a memory of its own to ask; starting them takes time first.",
        ),
        expect(
            "async",
            "One lane, and compiling never waits, so nothing can be done meanwhile. As long as one program after the other.",
        ),
    ],
    parameters,
    small: r#"{"programs": 3, "modules": 4}"#,
    check,
    sharing: None,
    reaches: None,
    published: None,
    tasks: |values| (1..=values.u64("programs")).map(|program| format!("program {program}")).collect(),
    steps,
    run,
    source: fingerprint(include_str!("compile.rs")),
};

fn parameters() -> Vec<Parameter> {
    let modules = "How many modules a program has, each of about 4 KB of text and compiled by itself.";
    vec![
        Parameter::integer(
            "programs",
            "Programs",
            "How many programs there are, each of them a task.",
            (1, 64),
            8,
            "programs",
        ),
        Parameter::integer("modules", "Modules of a program", modules, (1, 100_000), 200, "modules"),
        data_seed(),
        own_text(
            "A module in WebAssembly text, which each program compiles as often as it has modules; empty means modules made by chance.",
            MAX_BYTES,
        ),
    ]
}

/// The longest module of a visitor's own: the compiler cannot be interrupted, and takes some milliseconds for it.
const MAX_BYTES: usize = 256 * 1024;

/// Refuses a module that does not compile, before anything runs.
fn check(values: &Values) -> Result<(), Mistake> {
    let Some(text) = own(values) else { return Ok(()) };
    compile(text).map(|_| ()).map_err(|error| {
        let at = error.span().offset();
        let place = Place::of(text, &(at..at + 1));
        let message = format!("{place}: This is not WebAssembly text: {}.", error.message().replace('\n', " "));
        Mistake { place: Some(place), ..Mistake::new("text", message) }
    })
}

/// One module, from text to binary.
fn compile(text: &str) -> Result<Vec<u8>, wast::Error> {
    let buffer = ParseBuffer::new(text)?;
    parser::parse::<wast::Wat<'_>>(&buffer)?.encode()
}

fn steps(values: &Values) -> Steps {
    let programs = values.u64("programs");
    Steps::computing(programs * values.u64("modules"), programs)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    program(cx).boxed_local()
}

async fn program(cx: Cx<'_>) -> TaskOutcome {
    let mut random = random(cx);
    let mut checksum = Checksum::default();
    let (mut written, mut compiled) = (0, 0);
    let (own, mut text) = (own(cx.values()), String::new());
    for _ in 0..cx.values().u64("modules") {
        let module = own.unwrap_or_else(|| {
            write_module(&mut text, &mut random);
            &text
        });
        let binary = compile(module).map_err(|error| error.to_string())?;
        checksum.add_bytes(&binary);
        written += module.len();
        compiled += binary.len();
        // The compiler cannot be interrupted, so its own modules are small: some tens of microseconds each.
        cx.checkpoint().await;
    }
    cx.print(format_args!("program {}: {written} bytes of text, {compiled} of binary", cx.task() + 1)).await;
    Ok(checksum.value())
}

/// Functions of a module.
const FUNCTIONS: u32 = 4;

/// Operations within operations.
const DEPTH: u32 = 4;

/// Writes a module whose functions calculate something, chosen by chance.
fn write_module(text: &mut String, random: &mut Random) {
    text.clear();
    text.push_str("(module\n");
    for function in 0..FUNCTIONS {
        let _ = write!(text, "  (func (export \"f{function}\") (param $a i32) (param $b i32) (result i32)");
        write_expression(text, random, DEPTH);
        text.push_str(")\n");
    }
    text.push_str(")\n");
}

fn write_expression(text: &mut String, random: &mut Random, depth: u32) {
    let indent = 2 * (2 + DEPTH - depth) as usize;
    let _ = write!(text, "\n{:indent$}", "");
    if depth == 0 {
        let _ = match random.below(4) {
            0 => write!(text, "(local.get $a)"),
            1 => write!(text, "(local.get $b)"),
            _ => write!(text, "(i32.const {})", random.below(1 << 20)),
        };
        return;
    }
    let operation = OPERATIONS[random.below(OPERATIONS.len() as u64) as usize];
    let _ = write!(text, "({operation}");
    write_expression(text, random, depth - 1);
    write_expression(text, random, depth - 1);
    text.push(')');
}

const OPERATIONS: [&str; 8] = ["i32.add", "i32.sub", "i32.mul", "i32.and", "i32.or", "i32.xor", "i32.shl", "i32.rotr"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_that_chance_can_write_compiles_and_no_two_are_the_same() {
        let mut random = Random::new(1);
        let mut text = String::new();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..200 {
            write_module(&mut text, &mut random);
            assert!((3_000..6_000).contains(&text.len()), "{} bytes", text.len());
            let binary = compile(&text).expect("a module");
            assert!(binary.starts_with(b"\0asm\x01\0\0\0"));
            assert!(seen.insert(binary));
        }
    }

    #[test]
    fn a_module_that_does_not_compile_is_refused_with_its_place_before_anything_runs() {
        let said = |text: &str| {
            let plan = serde_json::json!({ "workload": "compile", "parameters": { "text": text } });
            let plan: crate::plan::Plan = serde_json::from_value(plan).expect("a plan");
            plan.check().map(|_| ())
        };
        assert_eq!(said("(module (func (export \"f\") (result i32) (i32.const 1)))"), Ok(()));
        for (text, sentence) in [
            ("(module\n  (fnuc))", "Line 2, column 4: This is not WebAssembly text: expected valid module field."),
            ("(; é ;) (module (func (call $x)))", "Line 1, column 29: This is not WebAssembly text: "),
            ("(module", "Line 1, column 8: This is not WebAssembly text: "),
            ("hello", "Line 1, column 1: This is not WebAssembly text: "),
        ] {
            let mistake = said(text).expect_err("a mistake");
            assert!(mistake.message.starts_with(sentence), "{text}: {}", mistake.message);
            assert!(mistake.place.is_some() && !mistake.message.contains('\n'), "{mistake:?}");
        }
    }
}
