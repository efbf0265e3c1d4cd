//! The only place that writes to the terminal. Text has colours, which are removed where they cannot be shown.

use std::io::{self, ErrorKind, IsTerminal as _};

use anyhow::{Context as _, Result};
use terminal_size::{Width, terminal_size_of};

/// Columns of the text where there is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// Standard output or standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Out,
    Error,
}

/// Shows a text.
///
/// # Errors
/// When it cannot be written. A reader that closed its end (`| head`) is no error.
pub fn show(stream: Stream, text: &str) -> Result<()> {
    let shown = match stream {
        Stream::Out => write(anstream::stdout().lock(), text),
        Stream::Error => write(anstream::stderr().lock(), text),
    };
    ignore_broken_pipe(shown).context("the text could not be written")
}

/// Treats a reader that closed its end as success.
pub fn ignore_broken_pipe(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Whether a person reads the stream at once.
pub fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Out => io::stdout().is_terminal(),
        Stream::Error => io::stderr().is_terminal(),
    }
}

/// Whether somebody sits before it: a terminal to write on, and to read keys from.
pub fn is_interactive() -> bool {
    is_terminal(Stream::Out) && io::stdin().is_terminal()
}

/// Whether the stream shows colours, and nothing forbids them, such as `NO_COLOR`.
pub fn has_colours(stream: Stream) -> bool {
    let choice = match stream {
        Stream::Out => anstream::AutoStream::choice(&io::stdout()),
        Stream::Error => anstream::AutoStream::choice(&io::stderr()),
    };
    choice != anstream::ColorChoice::Never
}

/// How many columns the stream has.
pub fn width(stream: Stream) -> usize {
    let size = match stream {
        Stream::Out => terminal_size_of(io::stdout()),
        Stream::Error => terminal_size_of(io::stderr()),
    };
    size.map_or(DEFAULT_WIDTH, |(Width(columns), _)| usize::from(columns))
}

fn write(mut to: impl io::Write, text: &str) -> io::Result<()> {
    to.write_all(harmless(text).as_bytes())?;
    to.flush()
}

/// The text without control sequences other than colours: a stored report may contain anything.
fn harmless(text: &str) -> String {
    let controls = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    let (mut harmless, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(|c| controls(&c)) {
        let (before, after) = rest.split_at(at);
        harmless.push_str(before);
        let colour = colour(after);
        harmless.push_str(colour.unwrap_or("\u{fffd}"));
        let skipped = colour.map_or_else(|| after.chars().next().map_or(0, char::len_utf8), str::len);
        rest = &after[skipped..];
    }
    harmless + rest
}

/// The control sequence at the beginning of the text, if it only changes colours.
fn colour(text: &str) -> Option<&str> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then(|| &text[..text.len() - numbers.len() + end + 1])
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn colours_stay_and_every_other_control_character_becomes_a_replacement_character() {
        let painted = "\u{1b}[1mbold\u{1b}[0m and \u{1b}[38;5;9mred\u{1b}[m\n";
        assert_eq!(harmless(painted), painted);
        assert_eq!(harmless("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
        assert_eq!(harmless("\u{1b}]0;title\u{7}x\rz\u{9b}2J"), "\u{fffd}]0;title\u{fffd}x\u{fffd}z\u{fffd}2J");
        assert_eq!(harmless("ends\u{1b}[3"), "ends\u{fffd}[3");
    }
}
