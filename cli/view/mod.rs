//! `interleave view`: a stored report, stepped through on the whole screen, or shown as `run` showed it and written in other formats; or the
//! trace of another program.

mod draw;
mod film;
mod keys;
mod position;
mod rows;
mod search;
mod speed;
mod state;
mod terminal;
mod theme;

use anyhow::Result;
use interleave_core::import::{Opened, recording_view};
use interleave_core::mistake::Mistake;

use crate::arguments::ViewOptions;
use crate::exit::Exit;
use crate::exports::Exports;
use crate::screen::{self, Stream};
use crate::{paint, stop, stored};
use film::Film;
use theme::Theme;

/// Reads the file and shows it.
///
/// # Errors
/// When the file is neither a report nor a trace, a trace is to be written in a format that needs a report, or what is to be stepped through
/// cannot be.
pub fn view(options: &ViewOptions) -> Result<Exit> {
    if options.full_screen && !screen::is_interactive() {
        return Err(refused(
            "--full-screen needs a terminal, to draw on and to read keys from: leave it out for text.",
        ));
    }
    let opened = stored::open(&options.file)?;
    let text = options.text || options.exports.first().is_some() || options.timeline.is_given();
    let whole_screen = options.full_screen || (!text && screen::is_interactive());
    match opened {
        Opened::Report(report) => {
            let film = whole_screen.then(|| Film::of_report(&report, paint::title(&report)));
            match film.filter(|film| options.full_screen || !film.strips.is_empty()) {
                Some(film) => return step_through(&film),
                None => Exports::open(&options.exports, None)?.deliver(&report, &options.timeline)?,
            }
        }
        Opened::Recording(recording) => {
            if let Some(flag) = options.exports.first() {
                let sentence = format!(
                    "--{flag} writes what runs were measured, and a trace of another program has none: leave it out."
                );
                return Err(Mistake::new(flag, sentence).into());
            }
            let view = recording_view::view(&recording);
            if whole_screen {
                return step_through(&Film::of_recording(view));
            }
            screen::show(Stream::Out, &paint::recording::recording(&view, screen::width(Stream::Out)))?;
        }
    }
    Ok(Exit::Success)
}

fn step_through(film: &Film) -> Result<Exit> {
    if film.strips.is_empty() {
        return Err(refused("Nothing that can be stepped through is stored there: no run of it was recorded."));
    }
    let theme = Theme { colours: screen::has_colours(Stream::Out) };
    let ended = terminal::show(film, theme, stop::on_request()?)?;
    Ok(if ended { Exit::Success } else { Exit::Cancelled })
}

fn refused(sentence: &str) -> anyhow::Error {
    Mistake::new("full-screen", sentence).into()
}

#[cfg(test)]
mod tests;
