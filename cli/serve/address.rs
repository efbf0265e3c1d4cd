//! Tells the person at the terminal where the page is.

use anyhow::Result;

use crate::screen::{self, Stream};

/// Prints the address, and opens it in the browser if that is wanted.
///
/// # Errors
/// When nothing can be printed. That no browser opens is no error: the address is there to be opened by hand.
pub fn announce(address: &str, in_browser: bool) -> Result<()> {
    let text = format!(
        "Interleave is served at\n  {address}\nThe address works once, and lets that browser in until the server ends, by Ctrl-C.\n"
    );
    screen::show(Stream::Out, &text)?;
    if in_browser && let Err(error) = open::that_detached(address) {
        let sentence = format!("No browser could be opened ({error}): open the address by hand.\n");
        screen::show(Stream::Error, &sentence)?;
    }
    Ok(())
}

/// Prints the next address, after one was used.
///
/// # Errors
/// When nothing can be printed.
pub fn announce_next(address: &str) -> Result<()> {
    screen::show(Stream::Out, &format!("A browser was let in. For another one:\n  {address}\n"))
}
