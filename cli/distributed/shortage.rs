//! Notices when a run has fewer lanes than it had, or none at all, so that it can be said.

use std::time::{Duration, Instant};

/// So long a lane may be missing before that is worth a word: most are lent again at once.
const A_WHILE: Duration = Duration::from_secs(1);

/// The lanes that are missing, and what was said of that.
#[derive(Debug, Default)]
pub struct Shortage {
    /// The most lanes that were lent at the same time.
    most: usize,
    since: Option<Instant>,
    /// How many lanes were lent when it was said last.
    said: Option<usize>,
}

impl Shortage {
    /// What there is to say now: so many lanes are lent, and somebody `waits` for another one or does not. Nothing a second time, until it has changed.
    pub fn noticed(&mut self, lent: usize, waits: bool, now: Instant) -> Option<String> {
        self.most = self.most.max(lent);
        let is_short = waits && (lent == 0 || lent < self.most);
        if !is_short {
            (self.since, self.said) = (None, None);
            return None;
        }
        let since = *self.since.get_or_insert(now);
        if now.duration_since(since) < A_WHILE || self.said == Some(lent) {
            return None;
        }
        self.said = Some(lent);
        let most = self.most;
        Some(match most - lent {
            0 => "No lane is lent.".to_owned(),
            1 => format!("1 of {most} lanes is lost."),
            missing => format!("{missing} of {most} lanes are lost."),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_once_when_lanes_are_missing_for_a_while_and_again_when_that_has_changed() {
        let (mut shortage, begun) = (Shortage::default(), Instant::now());
        let mut after = |ms, lent, waits| shortage.noticed(lent, waits, begun + Duration::from_millis(ms));
        assert_eq!(after(0, 3, true), None, "nobody ever had the fourth");
        assert_eq!(after(9_000, 3, true), None);
        assert_eq!(after(10_000, 2, true), None, "it may be lent again at once");
        assert_eq!(after(11_000, 2, true).as_deref(), Some("1 of 3 lanes is lost."));
        assert_eq!(after(12_000, 2, true), None);
        assert_eq!(after(13_000, 1, true).as_deref(), Some("2 of 3 lanes are lost."));
        assert_eq!(after(14_000, 3, true), None);
        assert_eq!(after(15_000, 0, false), None, "nobody needs one");
        assert_eq!(after(16_000, 0, true), None);
        assert_eq!(after(17_000, 0, true).as_deref(), Some("3 of 3 lanes are lost."));
    }
}
