//! The terminal while a stored run is stepped through: taken over before, given back after, also after a panic and a request to end.

use std::io;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use interleave_core::cancel::Cancel;
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind};

use super::draw::draw;
use super::film::Film;
use super::keys::{self, Command};
use super::state::Seen;
use super::theme::Theme;

/// While time goes on, the screen is drawn so often.
const FRAME: Duration = Duration::from_millis(40);
/// A request of the system to end is noticed after so long at most.
const NOTICED: Duration = Duration::from_millis(200);

/// Shows the film until whoever looks on has enough; whether they ended it, and not the system.
///
/// # Errors
/// When the terminal cannot be used.
pub fn show(film: &Film, theme: Theme, cancel: &Cancel) -> Result<bool> {
    // This also has a panic give the terminal back.
    let mut terminal = ratatui::try_init().context("the terminal cannot be used as a whole screen")?;
    let ended = follow(&mut terminal, film, theme, cancel);
    ratatui::try_restore().context("the terminal could not be given back")?;
    Ok(ended?)
}

fn follow(terminal: &mut DefaultTerminal, film: &Film, theme: Theme, cancel: &Cancel) -> io::Result<bool> {
    let mut seen = Seen::all(film);
    let mut before = Instant::now();
    while !cancel.is_cancelled() {
        terminal.draw(|frame| draw(frame, film, &mut seen, theme))?;
        if event::poll(if seen.playing { FRAME } else { NOTICED })?
            && let Event::Key(key) = event::read()?
            && key.kind != KeyEventKind::Release
            && !press(&mut seen, film, key)
        {
            return Ok(true);
        }
        let elapsed = before.elapsed();
        before = Instant::now();
        seen.tick(film, u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX));
    }
    Ok(false)
}

/// A key was pressed; whether to go on.
fn press(seen: &mut Seen, film: &Film, key: KeyEvent) -> bool {
    if keys::is_interrupt(key) {
        return false;
    }
    match (&mut seen.typed, key.code) {
        (Some(_), KeyCode::Enter) => seen.search(film),
        (Some(_), KeyCode::Esc) => seen.typed = None,
        (Some(typed), KeyCode::Backspace) => drop(typed.pop()),
        (Some(typed), KeyCode::Char(letter)) => typed.push(letter),
        (Some(_), _) => {}
        (None, _) => match keys::command(key) {
            Some(Command::Quit) => return false,
            Some(command) => seen.obey(film, command),
            None => {}
        },
    }
    true
}
