//! How sentences call a source: by what measured it where that tells the sources apart, else by its name.

use super::Source;
use super::sources::Measured;
use crate::report::Platform;

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

    fn meter(platform: Platform, interpreter: Option<&str>) -> Self {
        let (who, time) = match platform {
            Platform::Native => ("native", "the native time"),
            Platform::Browser => ("the browser", "the browser's time"),
            Platform::Cpython => return Self::name(format!("CPython {}", interpreter.unwrap_or_default()).trim_end()),
            Platform::Simulated => ("the simulation", "the simulated time"),
        };
        Self { who: who.to_owned(), time: time.to_owned() }
    }
}

/// Calls each source by what measured it if it is the only one of the kind, and by its name otherwise. Equal names are told
/// apart by number.
pub fn give(measured: &mut [Measured<'_>]) {
    let kind = |source: &Source| (source.platform, source.interpreter.clone());
    let kinds: Vec<_> = measured.iter().map(|one| kind(&one.source)).collect();
    let names: Vec<String> = measured.iter().map(|one| one.source.name.clone()).collect();
    for (place, one) in measured.iter_mut().enumerate() {
        let Some(platform) = one.source.platform else { continue };
        let equals = |upto: usize| names[..upto].iter().filter(|name| **name == one.source.name).count();
        if equals(names.len()) > 1 {
            one.label = Label::name(&format!("{} ({})", one.source.name, equals(place) + 1));
        }
        if kinds.iter().filter(|other| **other == kinds[place]).count() == 1 {
            one.label = Label::meter(platform, one.source.interpreter.as_deref());
        }
        one.source.label = one.label.who.clone();
    }
}
