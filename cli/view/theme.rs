//! The colours of the screen: those of all text of this program, or none.

use anstyle::{AnsiColor, Color};
use interleave_core::fold::spans::State;
use interleave_core::trace::LaneId;
use ratatui::style::{Color as ScreenColor, Style};

use crate::paint::style;

/// Whether there are colours.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Without them, signs tell states apart.
    pub colours: bool,
}

impl Theme {
    /// The sign and the style of a state.
    pub fn of_state(self, state: State) -> (char, Style) {
        let (sign, style) = style::of_state(state);
        (sign, self.shown(style))
    }

    /// The style of a lane.
    pub fn of_lane(self, lane: LaneId) -> Style {
        self.shown(style::of_lane(lane))
    }

    fn shown(self, style: anstyle::Style) -> Style {
        match style.get_fg_color() {
            Some(Color::Ansi(colour)) if self.colours => Style::new().fg(on_screen(colour)),
            _ => Style::new(),
        }
    }
}

fn on_screen(colour: AnsiColor) -> ScreenColor {
    ScreenColor::Indexed(colour as u8)
}
