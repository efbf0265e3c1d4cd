//! Ctrl-C: the first one stops the run and lets it report what was finished, the second one ends the program at once.

use anyhow::Context as _;
use interleave_core::cancel::Cancel;

use crate::exit::Exit;

static CANCEL: Cancel = Cancel::new();

/// From now on Ctrl-C, or a polite request of the system to end, cancels what is given this.
pub fn on_request() -> anyhow::Result<&'static Cancel> {
    ctrlc::set_handler(|| {
        if CANCEL.is_cancelled() {
            std::process::exit(Exit::Cancelled.code().into());
        }
        CANCEL.cancel();
    })
    .context("Ctrl-C cannot be listened to")?;
    Ok(&CANCEL)
}
