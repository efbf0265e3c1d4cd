//! Browsers and their drivers for the tests. On Linux the distribution's own are installed; elsewhere the person's are used.

use anyhow::Result;

use crate::process;
use crate::setup::{apt, say};

struct Browser {
    /// Any one of these will do.
    programs: &'static [&'static str],
    package: &'static str,
}

const NEEDED: [Browser; 3] = [
    Browser { programs: &["chromium", "google-chrome", "chromium-browser"], package: "chromium" },
    Browser { programs: &["chromedriver"], package: "chromium-driver" },
    Browser { programs: &["firefox", "firefox-esr"], package: "firefox-esr" },
];

/// Finds or installs Chromium for wasm-pack and for the page tests, and Firefox for wasm-pack (geckodriver is one of the
/// `tools`).
///
/// # Errors
/// One is missing and cannot be installed; the sentence has the line to type.
pub fn find() -> Result<()> {
    // Elsewhere wasm-pack itself finds or fetches a driver for the person's browsers.
    if !cfg!(target_os = "linux") {
        say("browsers", "those of this machine");
        return Ok(());
    }
    let missing: Vec<&str> = NEEDED.iter().filter_map(Browser::missing_package).collect();
    if missing.is_empty() { Ok(()) } else { apt::install("browsers", &missing) }
}

impl Browser {
    fn missing_package(&self) -> Option<&'static str> {
        let Some(found) = self.programs.iter().find(|&&name| process::which(name).is_some()) else {
            return Some(self.package);
        };
        say("browsers", &format!("{found} is here"));
        None
    }
}
