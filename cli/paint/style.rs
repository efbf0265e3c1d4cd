//! Every colour and every sign, in one place. A state has both, so that it can be recognised by either.

use anstyle::{AnsiColor, Style};
use interleave_core::fold::spans::State;
use interleave_core::trace::LaneId;

pub const STRONG: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const GOOD: Style = AnsiColor::Green.on_default();
pub const BAD: Style = AnsiColor::Red.on_default().bold();
pub const CAUTION: Style = AnsiColor::Yellow.on_default();

/// Colours that can be distinguished on a dark and on a light background.
const LANES: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Magenta, AnsiColor::Green, AnsiColor::Yellow, AnsiColor::Blue, AnsiColor::Red];

/// The colour of a lane.
pub fn of_lane(lane: LaneId) -> Style {
    LANES[usize::from(lane) % LANES.len()].on_default()
}

/// The sign and the colour of a state.
pub fn of_state(state: State) -> (char, Style) {
    match state {
        State::Starting => ('~', AnsiColor::Yellow.on_default()),
        State::Running => ('█', AnsiColor::Green.on_default()),
        State::Ready => ('-', AnsiColor::Cyan.on_default()),
        State::Waiting => ('·', AnsiColor::Blue.on_default()),
        State::Blocked => ('▒', AnsiColor::Red.on_default()),
        State::Messaging => ('≈', AnsiColor::Magenta.on_default()),
        State::Idle => (' ', Style::new()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_states_share_a_sign() {
        let signs: BTreeSet<char> = State::ALL.iter().map(|state| of_state(*state).0).collect();
        assert_eq!(signs.len(), State::ALL.len());
    }
}
