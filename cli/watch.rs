//! `run --watch`: a task manager that is drawn in place while the run goes on, by a thread that looks at the processes from outside.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use interleave_core::fold::text;
use interleave_core::mistake::Mistake;
use interleave_core::report::Warning;

use crate::children;
use crate::paint::watched::{self, Watched};
use crate::process_status;
use crate::screen::{self, Stream};

/// It looks so often: seldom enough to disturb little, often enough to be called live.
const EVERY: Duration = Duration::from_millis(250);

/// Refuses what cannot be watched.
///
/// # Errors
/// Where there is no terminal to draw on, or the system does not say what processes use.
pub fn check() -> Result<(), Mistake> {
    let refuse = |sentence: &str| Err(Mistake::new("watch", sentence));
    if !screen::is_terminal(Stream::Error) {
        return refuse("--watch draws on a terminal, and standard error is none: leave it out.");
    }
    if process_status::read("self").is_none() {
        return refuse("--watch reads what processes use from /proc, which this system does not have: leave it out.");
    }
    Ok(())
}

/// A thread that looks, and draws below a bar.
pub struct Watcher {
    stop: Sender<()>,
    thread: JoinHandle<Cost>,
}

/// What watching has taken.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    looks: u32,
    spent: Duration,
    during: Duration,
}

impl Watcher {
    /// Begins to look, and to show what it sees as the prefix of `bar`.
    ///
    /// # Errors
    /// When there can be no more threads.
    pub fn start(bar: ProgressBar) -> Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let look = move || {
            let (began, mut cost, mut seen) = (Instant::now(), Cost::default(), BTreeMap::new());
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let look = Instant::now();
                look_at_all(&mut seen, began.elapsed());
                bar.set_prefix(format!("{}{}", watched::tree(&seen), cost.words()));
                cost.looks += 1;
                cost.spent += look.elapsed();
                cost.during = began.elapsed();
            }
            cost
        };
        let thread = thread::Builder::new().name("watcher".to_owned()).spawn(look).context("nobody can watch")?;
        Ok(Self { stop, thread })
    }

    /// Stops looking; what a reader should know of it, if it has looked at all.
    pub fn finish(self) -> Option<Warning> {
        drop(self.stop);
        let cost = self.thread.join().ok().filter(|cost| cost.looks > 0)?;
        let sentence = format!("It was watched while it ran, which may have slowed it down: {}", cost.words());
        Some(Warning::new("watched", sentence))
    }
}

impl Cost {
    fn words(&self) -> String {
        if self.looks == 0 {
            return String::new();
        }
        let each = text::milliseconds(self.spent.as_secs_f64() * 1e3 / f64::from(self.looks));
        let share = text::percent(self.spent.as_secs_f64() / self.during.as_secs_f64());
        let times = if self.looks == 1 { "look".to_owned() } else { format!("looks of {each}") };
        format!("{} {times} took {share} of one core.", self.looks)
    }
}

/// This process first, then its children. Whoever has ended is forgotten.
fn look_at_all(seen: &mut BTreeMap<u32, Watched>, now: Duration) {
    let own = std::process::id();
    let ids: Vec<u32> = std::iter::once(own).chain(children::all()).collect();
    seen.retain(|id, _| ids.contains(id));
    for id in ids {
        let name = id.to_string();
        let Some(usage) = process_status::read(&name) else { continue };
        let entry = seen.entry(id).or_insert_with(|| Watched::new(id != own));
        entry.look(usage, process_status::processor_time(&name), now);
    }
}
