//! How sentences call a source: by what measured it where that tells the sources apart, else by its name.

use crate::host::Platform;

/// The words for one source in each place of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As the one that does something: `the browser`.
    pub who: String,
    /// Its time: `the native time`.
    pub time: String,
}

impl Label {
    /// The words for a source that is only known by its name.
    pub fn name(name: &str) -> Self {
        Self { who: name.to_owned(), time: format!("the time of {name}") }
    }

    /// The words for the article.
    pub fn article() -> Self {
        Self { who: "the article".to_owned(), time: "the article's time".to_owned() }
    }

    /// The words for the only source of its kind.
    pub fn meter(platform: Platform, interpreter: Option<&str>) -> Self {
        let (who, time) = match platform {
            Platform::Native => ("native", "the native time"),
            Platform::Browser => ("the browser", "the browser's time"),
            Platform::Cpython => return Self::name(format!("CPython {}", interpreter.unwrap_or_default()).trim_end()),
            Platform::Simulated => ("the simulation", "the simulated time"),
        };
        Self { who: who.to_owned(), time: time.to_owned() }
    }
}
