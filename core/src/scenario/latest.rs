//! The scenario that was read last: a run asks for it with every task, and reading it again is nothing to be measured.

use std::sync::{Arc, Mutex, PoisonError};

use super::fault::Fault;
use super::parse::parse;
use super::program::Scenario;

static LATEST: Latest = Latest(Mutex::new(None));

/// Reads a scenario, or gives the one that was read last if it has the same text.
///
/// # Errors
/// As [`parse`].
pub fn read(text: &str) -> Result<Arc<Scenario>, Fault> {
    LATEST.read(text)
}

/// Takes a scenario for the one that was read last, because another process has read this text.
pub fn keep(text: String, scenario: Scenario) {
    LATEST.keep(text, Arc::new(scenario));
}

struct Latest(Mutex<Option<(String, Arc<Scenario>)>>);

impl Latest {
    fn read(&self, text: &str) -> Result<Arc<Scenario>, Fault> {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, scenario)) = &*latest
            && known == text
        {
            return Ok(scenario.clone());
        }
        let scenario = Arc::new(parse(text)?);
        *latest = Some((text.to_owned(), scenario.clone()));
        Ok(scenario)
    }

    fn keep(&self, text: String, scenario: Arc<Scenario>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((text, scenario));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_until_another_one_is() {
        let (one, other) = ("[[task]]\nname = \"one\"\nsteps = []\n", "[[task]]\nname = \"other\"\nsteps = []\n");
        let latest = Latest(Mutex::new(None));
        let read = |text| latest.read(text).expect("it can be read");
        let first = read(one);
        assert!(Arc::ptr_eq(&first, &read(one)));
        assert_eq!(read(other).tasks[0].name, "other");
        assert_eq!(read(one), first);
        assert!(latest.read("").is_err());
        assert_eq!(read(one), first);
    }

    #[test]
    fn what_another_process_has_read_is_not_read_again() {
        let latest = Latest(Mutex::new(None));
        let scenario = Arc::new(Scenario { title: "From elsewhere".to_owned(), ..Scenario::default() });
        latest.keep("no TOML".to_owned(), scenario.clone());
        assert_eq!(latest.read("no TOML"), Ok(scenario));
    }
}
