//! How much a lane can write down. All of it is taken before a run, so it must be known before.

use serde::{Deserialize, Serialize};

/// Room for what a lane does, or how much of it there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Events.
    pub events: u64,
    /// Printed lines.
    pub lines: u64,
    /// Bytes of these lines.
    pub bytes: u64,
}

impl Room {
    /// What every lane has.
    pub const USUAL: Self = Self { events: 1 << 15, lines: 1 << 11, bytes: 1 << 16 };

    /// The most printed text that a lane is given room for.
    const MOST_TEXT: Self = Self { events: 0, lines: 1 << 14, bytes: 1 << 20 };

    /// Events of all lanes together that there is room for, beyond what is usual: some 50 MB.
    const MOST_TOGETHER: u64 = 1 << 20;

    /// The most events that one of so many lanes is given room for: a report must still be read by the page.
    pub fn most_events(lanes: u64) -> u64 {
        (Self::MOST_TOGETHER / lanes.max(1)).clamp(Self::USUAL.events, 1 << 18)
    }

    /// The room that one of so many lanes is given if all of this may come: as much, or if that is too much, the usual, because
    /// then the record ends early in any case.
    #[must_use]
    pub fn granted(self, lanes: u64) -> Self {
        let events = if self.events <= Self::most_events(lanes) { self.events } else { 0 };
        let text = self.lines <= Self::MOST_TEXT.lines && self.bytes <= Self::MOST_TEXT.bytes;
        let (lines, bytes) = if text { (self.lines, self.bytes) } else { (0, 0) };
        Self { events, lines, bytes }.max(Self::USUAL)
    }

    fn max(self, other: Self) -> Self {
        Self {
            events: self.events.max(other.events),
            lines: self.lines.max(other.lines),
            bytes: self.bytes.max(other.bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_gets_all_the_room_it_asks_for_or_the_usual_but_never_less() {
        let few = Room { events: 10, lines: 1, bytes: 10 };
        assert_eq!(few.granted(3), Room::USUAL);
        let many = Room { events: 200_000, lines: 8_000, bytes: 500_000 };
        assert_eq!(many.granted(3), many);
        assert_eq!(many.granted(64), Room { events: Room::USUAL.events, ..many });
        let too_many = Room { events: u64::MAX, lines: 1, bytes: u64::MAX };
        assert_eq!(too_many.granted(3), Room::USUAL);
    }
}
