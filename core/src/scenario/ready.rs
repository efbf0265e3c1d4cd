//! What an editor is to know before anything is typed: the scenarios that are ready to be run or changed.

use serde::Serialize;

use super::builtin;
use super::parse::parse;

/// What an editor begins with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Language {
    /// The built-in scenarios, in the order a learner meets them.
    pub ready: Vec<Ready>,
    /// The text with which a new one begins.
    pub fresh: &'static str,
}

/// A built-in scenario.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ready {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// A title of a few words.
    pub title: String,
    /// The text itself.
    pub text: &'static str,
}

/// What an editor is to know before anything is typed.
pub fn language() -> Language {
    let ready = |(id, text): &(&'static str, &'static str)| {
        let title = parse(text).map_or_else(|_| (*id).to_owned(), |scenario| scenario.title);
        Ready { id, title, text }
    };
    Language { ready: builtin::ALL.iter().map(ready).collect(), fresh: include_str!("fresh.toml") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_ready_comes_with_its_title_and_text() {
        let language = language();
        assert_eq!(language.ready.len(), builtin::ALL.len());
        assert!(parse(language.fresh).is_ok(), "a new one can be run at once");
        let deadlock = language.ready.iter().find(|ready| ready.id == "deadlock").expect("it is ready");
        assert!(deadlock.text.contains(&format!("title = \"{}\"", deadlock.title)), "{deadlock:?}");
    }
}
