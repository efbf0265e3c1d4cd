//! For how long the page's main thread was blocked, in a sentence: a page that computes elsewhere stays usable while it does.

use super::text;
use crate::host::{BlockWatch, Environment, LongestBlock, Platform};
use crate::report::Report;

/// What the browser records as a long task lasts so long at least, in milliseconds.
const LONG_TASK_MS: f64 = 50.0;

/// The longest block, who noticed it, and what cannot have been noticed; empty where nothing ran in a browser, and before a run's end.
pub fn sentence(report: &Report) -> String {
    if !report.complete {
        return String::new();
    }
    report.environments().find(|environment| environment.host == Platform::Browser).map(of).unwrap_or_default()
}

fn of(environment: &Environment) -> String {
    let Some(LongestBlock { time_ms, seen_by }) = environment.longest_block else {
        return "For how long the page’s main thread was blocked during the run was not measured.".to_owned();
    };
    let longest = text::milliseconds(time_ms);
    match seen_by {
        BlockWatch::LongTasks if time_ms < LONG_TASK_MS => format!(
            "During the run the page’s main thread was never blocked for {LONG_TASK_MS}\u{a0}ms, from which on the browser records it."
        ),
        BlockWatch::LongTasks => format!(
            "During the run the page’s main thread was blocked for {longest} at the longest, as the browser recorded it."
        ),
        BlockWatch::Heartbeat => format!(
            "During the run the page’s main thread was blocked for {longest} at the longest, by a heartbeat of the page that rests while something is measured."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Host as _;
    use crate::sim::SimulatedHost;

    fn said(longest_block: Option<LongestBlock>) -> String {
        of(&Environment { longest_block, ..SimulatedHost::new(1).environment() }).replace('\u{a0}', " ")
    }

    #[test]
    fn the_longest_block_says_who_noticed_it() {
        let seen = |time_ms, seen_by| said(Some(LongestBlock { time_ms, seen_by }));
        assert!(seen(62.4, BlockWatch::LongTasks).contains("blocked for 62.4 ms at the longest, as the browser"));
        assert!(seen(31.0, BlockWatch::Heartbeat).contains("blocked for 31.0 ms at the longest, by a heartbeat"));
    }

    #[test]
    fn what_nobody_could_notice_is_not_said_to_be_nothing() {
        let none = said(Some(LongestBlock { time_ms: 0.0, seen_by: BlockWatch::LongTasks }));
        assert!(none.contains("never blocked for 50 ms, from which on"), "{none}");
        assert!(said(None).ends_with("was not measured."));
    }
}
