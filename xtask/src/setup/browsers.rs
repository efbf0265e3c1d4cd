//! Browsers and their drivers for the tests. On Linux the distribution's own are installed; elsewhere the person's are used.
use crate::process;
use crate::setup::{apt, say};
use anyhow::Result;

struct Browser {
    part: &'static str,
    /// Any one of these will do.
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

const CHROMIUM: Browser =
    Browser { part: "chromium", programs: &["chromium", "google-chrome", "chromium-browser"], packages: &["chromium"] };
const CHROMEDRIVER: Browser = Browser { part: "chromium", programs: &["chromedriver"], packages: &["chromium-driver"] };
const FIREFOX: Browser = Browser { part: "firefox", programs: &["firefox", "firefox-esr"], packages: &["firefox-esr"] };

/// Chromium for wasm-pack and for the page tests, Firefox for wasm-pack (geckodriver is one of the `tools`).
pub fn find() -> Result<()> {
    // wasm-pack finds or fetches a driver for the person's browsers itself there.
    if !cfg!(target_os = "linux") {
        say("browsers", "those of this machine");
        return Ok(());
    }
    for browser in [CHROMIUM, CHROMEDRIVER, FIREFOX] {
        browser.find()?;
    }
    Ok(())
}

impl Browser {
    fn find(&self) -> Result<()> {
        if let Some(found) = self.programs.iter().find(|name| process::which(name).is_some()) {
            say(self.part, &format!("{found} is here"));
            return Ok(());
        }
        apt::install(self.part, self.packages)
    }
}
