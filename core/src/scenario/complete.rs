//! What an editor may offer at a place of an unfinished text: steps and keys with what they are for, and the names that the text declares.

use serde::Serialize;

use super::cursor::{Cursor, Within};
use super::declared::declared;
use super::language::{Key, STEPS, StepWord, TASK, TOP, Takes};
use super::limits::MAX_BYTES;

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Completion {
    /// What has been typed of it, directly before the place: a choice replaces it.
    pub typed: String,
    /// What it may become.
    pub choices: Vec<Choice>,
}

/// One thing that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What is shown, and written where there is no template.
    pub label: String,
    /// What it is for; empty for a name.
    pub about: &'static str,
    /// What is written; `${..}` is to be typed over.
    pub template: Option<String>,
}

/// The tables that a scenario may have, with what an editor writes for each.
const HEADERS: [(&str, &str, &str); 3] = [
    ("[[task]]", "task", "[[task]]\nname = \"${name}\"\nsteps = [\n  { ${} },\n]"),
    ("[queues]", "queues", "[queues]\n${name} = ${1}"),
    ("[cells]", "cells", "[cells]\n${name} = ${0}"),
];

/// What may stand between `before` and `after`. Unless it is `asked` for, nothing is offered where nothing has been typed yet,
/// but for names and steps directly behind their quote or brace.
pub fn complete(before: &str, after: &str, asked: bool) -> Option<Completion> {
    if before.len() + after.len() > MAX_BYTES {
        return None;
    }
    let cursor = Cursor::at_end_of(before);
    let (typed, choices) = match cursor.within {
        Within::Comment => return None,
        Within::Header(from) => (&before[from..], headers().collect()),
        Within::Text(from) => {
            // The rest of the text in quotes is what a choice would stand before.
            let line = after.find('\n').unwrap_or(after.len());
            let rest = after.find(&before[from..=from]).filter(|quote| *quote < line).map_or(line, |quote| quote + 1);
            (&before[from + 1..], named(&cursor, &before[..from], &after[rest..], plain)?)
        }
        Within::Code => {
            let typed = word_at_end(before);
            let rest = &before[..before.len() - typed.len()];
            let eager = rest.trim_end().ends_with('{') && typed.is_empty();
            if typed.is_empty() && !asked && !eager {
                return None;
            }
            (typed, code(&cursor, rest, after)?)
        }
    };
    (!choices.is_empty()).then(|| Completion { typed: typed.to_owned(), choices })
}

/// What may follow `rest`, outside of quotes.
fn code(cursor: &Cursor<'_>, rest: &str, after: &str) -> Option<Vec<Choice>> {
    let line = rest.trim_end_matches([' ', '\t']);
    if line.ends_with('=') {
        return named(cursor, rest, after, |name| plain(quoted(&name)));
    }
    if let Some(step) = cursor.step_from() {
        let written = &rest[step + 1..];
        let rest = rest.trim_end();
        return match () {
            () if rest.ends_with('{') => Some(STEPS.iter().map(|step| key(&step.word)).collect()),
            () if rest.ends_with(',') => Some(also(written)),
            () => None,
        };
    }
    if let Some(list) = cursor.list_from() {
        let begins = rest.trim_end().ends_with(['[', ',']);
        return (begins && key_before(&rest[..list]) == Some("steps")).then(|| STEPS.iter().map(whole).collect());
    }
    let begins = cursor.open.is_empty() && (line.is_empty() || line.ends_with('\n'));
    begins.then(|| {
        let keys = match cursor.header {
            "" => TOP,
            "task" => TASK,
            _ => &[],
        };
        keys.iter().filter(|key| key.takes != Takes::Tasks).map(key).chain(headers()).collect()
    })
}

/// The names that the key before may have, if it is one for names.
fn named(cursor: &Cursor<'_>, before: &str, after: &str, choice: fn(String) -> Choice) -> Option<Vec<Choice>> {
    cursor.step_from()?;
    let name = key_before(before)?;
    let takes = STEPS.iter().flat_map(StepWord::all).find(|key| key.name == name)?.takes;
    let Takes::Name(kind) = takes else { return None };
    Some(declared(&format!("{before}\"\"{after}"), kind).into_iter().map(choice).collect())
}

/// The keys besides its word that the step may have whose text so far is `written`.
fn also(written: &str) -> Vec<Choice> {
    let has = |name: &str| {
        written.split(['{', ',', '[']).any(|part| part.split('=').next().is_some_and(|key| key.trim() == name))
    };
    let step = STEPS.iter().find(|step| has(step.word.name));
    step.into_iter().flat_map(|step| step.also).filter(|key| !has(key.name)).map(key).collect()
}

/// The key whose value begins at the end of `before`.
fn key_before(before: &str) -> Option<&str> {
    let key = word_at_end(before.trim_end().strip_suffix('=')?.trim_end());
    (!key.is_empty()).then_some(key)
}

fn word_at_end(text: &str) -> &str {
    let begin = text
        .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[begin..]
}

fn headers() -> impl Iterator<Item = Choice> {
    let about = |key: &str| TOP.iter().find(|known| known.name == key).map(|known| known.about).unwrap_or_default();
    HEADERS.iter().map(move |(label, key, template)| Choice {
        label: (*label).to_owned(),
        about: about(key),
        template: Some((*template).to_owned()),
    })
}

fn key(key: &Key) -> Choice {
    let template = Some(format!("{} = {}", key.name, key.template));
    Choice { label: key.name.to_owned(), about: key.about, template }
}

fn whole(step: &StepWord) -> Choice {
    let Choice { label, about, template } = key(&step.word);
    Choice { label, about, template: template.map(|inner| format!("{{ {inner} }},")) }
}

fn plain(name: String) -> Choice {
    Choice { label: name, about: "", template: None }
}

/// A name as TOML writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::language::{self, Kind};
    use super::super::parse;
    use super::*;

    const DECLARED: &str =
        "locks = [\"pen\", \"paper\"]\nqueues = { shelf = 2 }\n[cells]\nbalance = 1\n[[task]]\nname = \"Ada\"\n";

    /// What is typed and offered at `|`.
    fn offered(marked: &str) -> Option<(String, Vec<String>)> {
        let (before, after) = marked.split_once('|').expect("a place is marked");
        let found = complete(before, after, true)?;
        Some((found.typed, found.choices.into_iter().map(|choice| choice.label).collect()))
    }

    #[test]
    fn a_step_begins_with_any_of_the_words() {
        let (typed, words) = offered("[[task]]\nname = \"a\"\nsteps = [\n  { lo|\n]").expect("steps");
        assert_eq!(typed, "lo");
        assert_eq!(words, language::words());
    }

    #[test]
    fn a_step_that_has_begun_is_offered_what_else_it_may_have_and_only_once() {
        assert_eq!(offered("steps = [{ send = \"shelf\", |} ]"), Some((String::new(), vec!["item".to_owned()])));
        assert_eq!(offered("steps = [{ send = \"shelf\", item = 1, |} ]"), None);
        assert_eq!(offered("steps = [{ repeat = 2, st|}]").expect("its steps").1, ["steps"]);
    }

    #[test]
    fn names_are_those_that_the_text_declares_even_while_it_has_mistakes() {
        for (step, typed, names) in [
            ("lock = \"p|", "p", vec!["pen", "paper"]),
            ("unlock = \"|\" }", "", vec!["pen", "paper"]),
            ("recv = \"|", "", vec!["shelf"]),
            ("load = |", "", vec!["\"balance\""]),
            ("join = \"G|\" },", "G", vec!["Ada", "Grace"]),
        ] {
            let text =
                format!("{DECLARED}steps = [{{ {step}\n]\n\n[[task]]\nname = \"Grace\"\nsteps = [{{ wiat = }}]\n");
            let (found, labels) = offered(&text).unwrap_or_else(|| panic!("nothing for {step}"));
            assert_eq!((found.as_str(), labels), (typed, names.into_iter().map(str::to_owned).collect()), "{step}");
        }
    }

    #[test]
    fn a_list_of_steps_is_offered_whole_steps_and_other_lists_nothing() {
        let choices = complete("steps = [\n  { wait = 1 },\n  pr", "\n]", false).expect("steps").choices;
        assert_eq!(choices[2].template.as_deref(), Some("{ print = \"${}\" },"));
        assert_eq!(offered("locks = [|]"), None);
        assert_eq!(offered("locks = [\"|\"]"), None);
    }

    #[test]
    fn a_line_begins_with_a_key_of_its_table_or_with_another_table() {
        assert_eq!(offered("|").expect("the top").1[..4], ["title", "locks", "queues", "cells"]);
        assert_eq!(offered("[[task]]\n|").expect("a task").1[..3], ["name", "steps", "[[task]]"]);
        assert_eq!(offered("[cells]\na|").expect("cells").1, ["[[task]]", "[queues]", "[cells]"]);
        assert_eq!(
            offered("title = \"x\"\n[|"),
            Some(("[".to_owned(), ["[[task]]", "[queues]", "[cells]"].map(str::to_owned).to_vec()))
        );
    }

    #[test]
    fn comments_lines_of_text_and_numbers_are_left_alone() {
        for text in [
            "# lo|",
            "title = \"l|\"",
            "steps = [{ print = \"lo|\" }]",
            "steps = [{ cpu = |}]",
            "steps = [{ cpu = 1 |}]",
        ] {
            assert_eq!(offered(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_offered_unasked_where_nothing_was_typed_but_behind_a_brace_or_quote() {
        assert_eq!(complete("", "", false), None);
        assert_eq!(complete("steps = [", "]", false), None);
        assert!(complete("steps = [{ ", " }]", false).is_some());
        assert!(complete(&format!("{DECLARED}steps = [{{ lock = \""), "\" }]", false).is_some());
    }

    #[test]
    fn every_text_with_a_template_filled_in_is_one_that_can_be_read() {
        for step in STEPS {
            let template = whole(step).template.expect("a step has a template");
            let name = match step.word.takes {
                Takes::Name(Kind::Lock) => "pen",
                Takes::Name(Kind::Queue) => "shelf",
                Takes::Name(Kind::Cell) => "balance",
                Takes::Name(Kind::Task) => "Ada",
                _ => "",
            };
            let name = if step.word.takes == Takes::Text { "why" } else { name };
            let filled = template.replace("{ ${} }", "{ wait = 1 }").replace("${}", name);
            let filled = with_defaults(&filled);
            let other = "\n[[task]]\nname = \"Grace\"\nsteps = []\n";
            let text = format!("{DECLARED}steps = [{filled}]{other}");
            assert!(parse(&text).is_ok(), "{text}: {:?}", parse(&text));
        }
    }

    /// Each field with a default becomes its default.
    fn with_defaults(template: &str) -> String {
        template
            .split("${")
            .enumerate()
            .map(|(i, part)| if i == 0 { part.to_owned() } else { part.replacen('}', "", 1) })
            .collect()
    }
}
