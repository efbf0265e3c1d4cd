//! The page's TypeScript spells core's words: a union of words called like a type of core has exactly its words.
use super::File;
use crate::describe::Description;

pub fn findings(description: &Description, file: &File) -> Vec<String> {
    if file.path != "web/app/types.ts" {
        return Vec::new();
    }
    let differs = |(name, mut words): (&str, Vec<&str>)| {
        let mut of_core = description.words(name)?;
        words.sort_unstable();
        of_core.sort_unstable();
        (words != of_core).then(|| format!("{}: {name} is {words:?} here and {of_core:?} in core", file.path))
    };
    unions(&file.text).into_iter().filter_map(differs).collect()
}

/// `type Name = 'a' | 'b';`, or `type Name = (typeof NAMES)[number];` with `NAMES = ['a', 'b']`.
fn unions(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found = Vec::new();
    for declaration in text.split("export type ").skip(1) {
        let Some((name, body)) = declaration.split_once(';').and_then(|(head, _)| head.split_once(" = ")) else {
            continue;
        };
        let list = body.strip_prefix("(typeof ").and_then(|rest| rest.strip_suffix(")[number]"));
        let body = match list {
            Some(list) => between(text, &format!("const {list} = ["), "]").unwrap_or_default(),
            None => body,
        };
        found.extend(quoted_words(body).map(|words| (name, words)));
    }
    found
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?.1.split_once(close).map(|(inside, _)| inside)
}

/// The words in quotes, when there is nothing else but separators.
fn quoted_words(body: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = body.split('\'').collect();
    let bare = |part: &str| part.chars().all(|c| c == '|' || c == ',' || c.is_whitespace());
    let words: Vec<&str> = parts.iter().skip(1).step_by(2).copied().collect();
    (!words.is_empty() && parts.iter().step_by(2).all(|part| bare(part))).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::unions;

    #[test]
    fn unions_of_words_are_read_in_both_spellings_and_other_types_are_left_alone() {
        let text = "export type Platform = 'native' | 'browser';\n\
                    export type Value = number | string;\n\
                    export const STATES = [\n  'idle',\n  'ready',\n] as const;\n\
                    export type State = (typeof STATES)[number];\n";
        assert_eq!(unions(text), [("Platform", vec!["native", "browser"]), ("State", vec!["idle", "ready"])]);
    }
}
