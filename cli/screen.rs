//! The only place that writes to the terminal. Text comes with colours; where nobody can see them they are taken out.

use std::io::{self, ErrorKind};

use anyhow::{Context as _, Result};
use terminal_size::{Width, terminal_size_of};

/// Columns to fill where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;

/// The two ways to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Out,
    Error,
}

/// Shows a text.
///
/// # Errors
/// When it cannot be written. A reader who has gone (`| head`) has seen enough: that is no error.
pub fn show(stream: Stream, text: &str) -> Result<()> {
    let shown = match stream {
        Stream::Out => write(anstream::stdout().lock(), text),
        Stream::Error => write(anstream::stderr().lock(), text),
    };
    unless_gone(shown).context("the text could not be written")
}

/// Takes a reader who has gone for satisfied.
pub fn unless_gone(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// How many columns a reader of the stream sees.
pub fn width(stream: Stream) -> usize {
    let size = match stream {
        Stream::Out => terminal_size_of(io::stdout()),
        Stream::Error => terminal_size_of(io::stderr()),
    };
    size.map_or(USUAL_WIDTH, |(Width(columns), _)| usize::from(columns))
}

fn write(mut to: impl io::Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}
