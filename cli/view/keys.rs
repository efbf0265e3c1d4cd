//! Which key means what: those of the replay are the page's.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    TogglePlay,
    /// So many events on, or back.
    Step(i64),
    Beginning,
    End,
    /// Nearer, or farther away.
    Zoom {
        nearer: bool,
    },
    /// Later, or earlier.
    Pan {
        later: bool,
    },
    WholeRun,
    /// So many rows down, or up.
    Scroll(i64),
    /// The next model alone, and after the last one all together.
    NextModel,
    NextSpeed,
    Search,
    NextHit,
    HitBefore,
    Quit,
}

/// What Shift makes of a step.
const MANY: i64 = 10;
/// Rows that a page key scrolls by.
const PAGE_ROWS: i64 = 10;

/// The keys in one line, the most needed first.
pub const HELP: &str = "q quit  space play  , . step  < > ten  home end  / find, n N  w s zoom  a d pan  0 all  m model  v speed  \u{2191} \u{2193} rows";

/// What the key asks for while nobody types; nothing if it has no meaning.
pub fn command(key: KeyEvent) -> Option<Command> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let step = |by: i64| Command::Step(if shift { MANY * by } else { by });
    Some(match key.code {
        _ if is_interrupt(key) => Command::Quit,
        KeyCode::Char(' ') => Command::TogglePlay,
        KeyCode::Char(',') => step(-1),
        KeyCode::Char('.') => step(1),
        // What Shift makes of a comma and a point depends on the keyboard.
        KeyCode::Char('<' | ';') => Command::Step(-MANY),
        KeyCode::Char('>' | ':') => Command::Step(MANY),
        KeyCode::Home => Command::Beginning,
        KeyCode::End => Command::End,
        KeyCode::Char('w' | '+' | '=') => Command::Zoom { nearer: true },
        KeyCode::Char('s' | '-') => Command::Zoom { nearer: false },
        KeyCode::Char('a') | KeyCode::Left => Command::Pan { later: false },
        KeyCode::Char('d') | KeyCode::Right => Command::Pan { later: true },
        KeyCode::Char('0') => Command::WholeRun,
        KeyCode::Up => Command::Scroll(-1),
        KeyCode::Down => Command::Scroll(1),
        KeyCode::PageUp => Command::Scroll(-PAGE_ROWS),
        KeyCode::PageDown => Command::Scroll(PAGE_ROWS),
        KeyCode::Char('m') => Command::NextModel,
        KeyCode::Char('v') => Command::NextSpeed,
        KeyCode::Char('/') => Command::Search,
        KeyCode::Char('n') => Command::NextHit,
        KeyCode::Char('N') => Command::HitBefore,
        KeyCode::Char('q') | KeyCode::Esc => Command::Quit,
        _ => return None,
    })
}

/// Ctrl-C, which a terminal in raw mode sends as a key.
pub fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Command> {
        command(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn the_replay_has_the_keys_of_the_page_and_shift_makes_ten_of_a_step_on_any_keyboard() {
        let plain = |letter| pressed(KeyCode::Char(letter), KeyModifiers::NONE);
        assert_eq!([' ', ',', '.'].map(plain), [Command::TogglePlay, Command::Step(-1), Command::Step(1)].map(Some));
        for back in ['<', ';', ','] {
            assert_eq!(pressed(KeyCode::Char(back), KeyModifiers::SHIFT), Some(Command::Step(-10)), "{back}");
        }
        for on in ['>', ':', '.'] {
            assert_eq!(pressed(KeyCode::Char(on), KeyModifiers::SHIFT), Some(Command::Step(10)), "{on}");
        }
        assert_eq!(pressed(KeyCode::Home, KeyModifiers::NONE), Some(Command::Beginning));
        assert_eq!(pressed(KeyCode::End, KeyModifiers::NONE), Some(Command::End));
    }

    #[test]
    fn it_ends_by_q_escape_and_ctrl_c_and_c_alone_means_nothing() {
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::NONE), Some(Command::Quit));
        assert_eq!(pressed(KeyCode::Esc, KeyModifiers::NONE), Some(Command::Quit));
        assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Command::Quit));
        assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::NONE), None);
    }
}
