//! Browsers and their drivers for the tests. On Linux the distribution's own are installed; elsewhere the person's are used.

use anyhow::{Result, bail};

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

/// The driver comes with a browser; that one has no headless mode, so it gets a screen that nobody sees.
const WEBKIT: [Browser; 2] = [
    Browser { programs: &["WebKitWebDriver"], package: "webkit2gtk-driver" },
    Browser { programs: &["Xvfb"], package: "xvfb" },
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
    find_or_install("browsers", &NEEDED)
}

/// Finds or installs WebKitGTK for the page tests.
///
/// # Errors
/// It is missing and cannot be installed; the sentence has the line to type. The other browsers' tests can do without it.
pub fn find_webkit() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("WebKitGTK is tested on Linux alone");
    }
    find_or_install("WebKitGTK", &WEBKIT)
}

fn find_or_install(part: &str, browsers: &[Browser]) -> Result<()> {
    let missing: Vec<&str> = browsers.iter().filter_map(Browser::missing_package).collect();
    if missing.is_empty() { Ok(()) } else { apt::install(part, &missing) }
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
