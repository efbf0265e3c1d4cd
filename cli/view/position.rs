//! Where a replay is: a moment, and how many events of each model have happened by it. It steps in the order of events.

use super::film::Film;

/// A moment of all models, which began together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Nanoseconds since the runs began.
    pub at_ns: u64,
    /// How many events of each run have happened; several events may have one moment.
    pub done: Vec<usize>,
}

impl Position {
    /// Before the first event.
    pub fn beginning(film: &Film) -> Self {
        Self { at_ns: 0, done: vec![0; film.strips.len()] }
    }

    /// All events of a moment have happened then.
    pub fn at(film: &Film, at_ns: u64) -> Self {
        Self { at_ns, done: film.strips.iter().map(|strip| strip.done_by(at_ns)).collect() }
    }

    /// So many events on, or with a negative number back, among those of the runs that are `played`; as far as there are any.
    pub fn stepped(mut self, film: &Film, played: &[usize], by: i64) -> Self {
        for _ in 0..by.unsigned_abs() {
            let found = if by > 0 { self.next(film, played) } else { self.last(film, played) };
            let Some(strip) = found else { break };
            self.done[strip] = if by > 0 { self.done[strip] + 1 } else { self.done[strip] - 1 };
        }
        let last = self.last(film, played);
        self.at_ns = last.map_or(0, |strip| film.strips[strip].moments[self.done[strip] - 1]);
        self
    }

    /// The run of the event that happened last; none before the first.
    pub fn last(&self, film: &Film, played: &[usize]) -> Option<usize> {
        let had = played.iter().copied().filter(|strip| self.done[*strip] > 0);
        had.max_by_key(|strip| film.strips[*strip].moments[self.done[*strip] - 1])
    }

    /// The run whose next event comes first; of those at one moment the first one's, the other way round than going back.
    fn next(&self, film: &Film, played: &[usize]) -> Option<usize> {
        let left = played.iter().copied().filter(|strip| self.done[*strip] < film.strips[*strip].moments.len());
        left.min_by_key(|strip| film.strips[*strip].moments[self.done[*strip]])
    }
}
