//! The processes of a run that goes on, as a task manager lists them, for `run --watch`.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::time::Duration;

use interleave_core::clock::Usage;
use interleave_core::fold::text;

/// Looks that are remembered of each process, a column each.
const REMEMBERED: usize = 24;
/// Looks between which the share of the processor is taken: a second, so that the system's coarse count of time does not show.
const WINDOW: usize = 4;
/// A share of the processor, from nothing to a core or more.
const BARS: [char; 9] =
    [' ', '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}'];

/// What was seen of one process.
#[derive(Debug)]
pub struct Watched {
    child: bool,
    usage: Usage,
    /// When it was looked at, and how much of the processor it had used by then.
    times: VecDeque<(Duration, Duration)>,
    /// Its shares of a core, look by look.
    shares: VecDeque<f64>,
}

impl Watched {
    /// Not looked at yet.
    pub fn new(child: bool) -> Self {
        Self { child, usage: Usage::default(), times: VecDeque::new(), shares: VecDeque::new() }
    }

    /// It uses this now, and has used the processor for so long, if that is known.
    pub fn look(&mut self, usage: Usage, processor: Option<Duration>, now: Duration) {
        self.usage = usage;
        let Some(processor) = processor else { return };
        if let Some((then, before)) = self.times.front() {
            let share = processor.saturating_sub(*before).as_secs_f64() / (now - *then).as_secs_f64().max(1e-9);
            self.shares.push_back(share);
        }
        self.times.push_back((now, processor));
        if self.times.len() > WINDOW {
            self.times.pop_front();
        }
        if self.shares.len() > REMEMBERED {
            self.shares.pop_front();
        }
    }

    fn bars(&self) -> String {
        let steps = (BARS.len() - 1) as f64;
        let bar = |share: &f64| BARS[(share * steps).ceil().min(steps) as usize];
        self.shares.iter().map(bar).collect()
    }
}

/// A line for each process, by its id; the first is the one that started the others.
pub fn tree(seen: &BTreeMap<u32, Watched>) -> String {
    const UNKNOWN: &str = "\u{2013}";
    let mut text = String::new();
    let (children, own): (Vec<_>, Vec<_>) = seen.iter().partition(|(_, one)| one.child);
    for (id, one) in own.into_iter().chain(children) {
        let name = if one.child { "\u{2514} process" } else { "interleave" };
        let threads = one.usage.threads.map_or_else(|| UNKNOWN.to_owned(), |threads| threads.to_string());
        let memory = one.usage.memory_bytes.map_or_else(|| UNKNOWN.to_owned(), text::bytes);
        let share =
            one.shares.back().map_or_else(|| UNKNOWN.to_owned(), |share| format!("{:.0}\u{a0}%", 100.0 * share));
        let _ = writeln!(text, "{name:<10} {id:>8}  {threads:>3} threads  {memory:>9}  CPU {share:>6}  {}", one.bars());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(child: bool, shares: &[u64]) -> Watched {
        let mut watched = Watched::new(child);
        let mut processor = Duration::ZERO;
        for (look, ms) in (0..).zip(shares) {
            processor += Duration::from_millis(*ms);
            let usage = Usage { memory_bytes: Some(5 << 20), threads: Some(3) };
            watched.look(usage, Some(processor), Duration::from_millis(250 * look));
        }
        watched
    }

    #[test]
    fn the_parent_stands_before_its_children_with_threads_memory_and_share() {
        let seen = BTreeMap::from([(40, looked(true, &[0, 125])), (41, looked(false, &[0, 500]))]);
        let lines: Vec<String> = tree(&seen).lines().map(|line| line.replace('\u{a0}', " ")).collect();
        assert!(lines[0].starts_with("interleave") && lines[0].contains("      41    3 threads"), "{lines:?}");
        assert!(lines[0].contains("5.00 MiB") && lines[0].contains("CPU  200 %  \u{2588}"), "{lines:?}");
        assert!(lines[1].starts_with("\u{2514} process") && lines[1].contains("CPU   50 %  \u{2584}"), "{lines:?}");
    }

    #[test]
    fn the_share_is_that_of_the_last_second_and_before_a_second_look_it_is_unknown() {
        let stopped = looked(false, &[0, 250, 250, 0, 0, 0, 0, 0]);
        assert_eq!(stopped.shares.back(), Some(&0.0));
        assert!(stopped.shares.iter().any(|share| *share > 0.9), "{:?}", stopped.shares);
        let once = BTreeMap::from([(1, looked(false, &[10]))]);
        assert!(tree(&once).contains("CPU      \u{2013}"), "{}", tree(&once));
        assert_eq!(looked(false, &[1; 90]).shares.len(), REMEMBERED);
    }
}
