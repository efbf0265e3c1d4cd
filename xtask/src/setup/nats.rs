//! The NATS server for the tests of the model `distributed`. On Debian and Ubuntu it is installed; elsewhere the person's is used.

use anyhow::{Result, bail};

use crate::process::{self, program};
use crate::setup::{apt, say};

const SERVER: &str = "nats-server";

/// Finds or installs the server.
///
/// # Errors
/// It is missing and cannot be installed; the sentence has the line to type.
pub fn find() -> Result<()> {
    if let Some(version) = process::answer(program(SERVER).arg("--version")) {
        say(SERVER, &format!("{version} is here"));
        return Ok(());
    }
    match std::env::consts::OS {
        "linux" => apt::install(SERVER, &[SERVER]),
        "macos" => bail!("{SERVER} is missing. Type: brew install {SERVER}"),
        _ => bail!("{SERVER} is missing: it is at https://github.com/nats-io/nats-server/releases"),
    }
}
