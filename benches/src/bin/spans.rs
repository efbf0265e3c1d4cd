//! Spans of fastrace, in a process of their own: whatever is linked with it takes ten milliseconds more to start, because it first measures the
//! processor's clock; and children of the benchmark are measured from their start.
//!
//! For each line with a number it opens and closes so many spans, and answers with the nanoseconds that each of them took.

// It talks to its parent by printing.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::io::BufRead as _;
use std::time::Instant;

use anyhow::Result;
use fastrace::collector::{Config, Reporter, SpanContext, SpanRecord};
use fastrace::local::LocalSpan;

/// Takes spans and forgets them.
struct Nobody;

impl Reporter for Nobody {
    fn report(&mut self, spans: Vec<SpanRecord>) {
        black_box(spans);
    }
}

fn main() -> Result<()> {
    fastrace::set_reporter(Nobody, Config::default());
    for line in std::io::stdin().lock().lines() {
        println!("{}", nanoseconds(line?.trim().parse()?));
    }
    Ok(())
}

fn nanoseconds(count: u32) -> f64 {
    let root = fastrace::Span::root("run", SpanContext::random());
    let took = {
        let _parent = root.set_local_parent();
        let began = Instant::now();
        (0..count).for_each(|_| drop(black_box(LocalSpan::enter_with_local_parent("task"))));
        began.elapsed()
    };
    drop(root);
    // Its own thread takes them in; that is no part of what a span costs where it is opened.
    fastrace::flush();
    took.as_nanos() as f64 / f64::from(count)
}
