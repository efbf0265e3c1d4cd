//! How much a workload asks of whoever runs it, known before it runs: by this the lanes' records are given their room.

/// What all tasks of a workload do at the most, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Waits for time, and stretches of computing without what a model makes tasks hold.
    pub sleeps: u64,
    /// Operations on locks, queues and payloads, and requests to the world outside.
    pub asks: u64,
    /// Operations, not counted above, on locks that are held without a wait or a checkpoint in between: only a lane that really
    /// runs beside the holder's can be held up by them.
    pub brief: u64,
    /// Checkpoints.
    pub slices: u64,
    /// Lines that are printed.
    pub lines: u64,
    /// Bytes of these lines.
    pub bytes: u64,
}

impl Steps {
    /// Nothing but computing: so many slices, and so many short lines at the end.
    pub fn computing(slices: u64, lines: u64) -> Self {
        Self { slices, ..Self::default() }.printing(lines)
    }

    /// The same, with so many short lines more.
    #[must_use]
    pub fn printing(self, lines: u64) -> Self {
        Self {
            lines: self.lines.saturating_add(lines),
            bytes: self.bytes.saturating_add(lines.saturating_mul(SHORT_LINE)),
            ..self
        }
    }
}

/// The longest line that counts as short, in bytes.
const SHORT_LINE: u64 = 100;
