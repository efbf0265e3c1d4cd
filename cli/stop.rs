//! Ctrl-C: the first one stops the run and lets it report what was finished, the second one ends the program at once.

use anyhow::Context as _;
use interleave_core::cancel::Cancel;

use crate::exit::Exit;

static CANCEL: Cancel = Cancel::new();

/// From now on Ctrl-C, or a request of the system to terminate, sets the returned flag.
pub fn on_request() -> anyhow::Result<&'static Cancel> {
    ctrlc::set_handler(|| {
        if CANCEL.is_cancelled() {
            std::process::exit(Exit::Cancelled.code().into());
        }
        CANCEL.cancel();
    })
    .context("the handler for Ctrl-C could not be installed")?;
    Ok(&CANCEL)
}
