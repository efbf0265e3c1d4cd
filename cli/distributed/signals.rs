//! Ctrl-C and requests to terminate, for commands that only serve until then.

use anyhow::{Context as _, Result};
use futures::channel::oneshot;

/// Resolves at the first request to end.
///
/// # Errors
/// When the system does not let itself be asked.
pub fn interrupted() -> Result<oneshot::Receiver<()>> {
    let (tell, told) = oneshot::channel();
    let mut tell = Some(tell);
    ctrlc::set_handler(move || {
        if let Some(tell) = tell.take() {
            // Whoever waited has gone by itself.
            let _ = tell.send(());
        }
    })
    .context("the handler for Ctrl-C could not be installed")?;
    Ok(told)
}
