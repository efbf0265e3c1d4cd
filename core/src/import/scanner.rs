//! Finds the values in a JSON text one after the other, without reading them: neither nesting nor length costs memory, and what is broken
//! inside of one value does not end the rest.

/// A place in a text.
pub struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// How a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By its bracket.
    Closed,
    /// By the end of the text, between two values.
    Missing,
    /// By the end of the text, in the middle of a value.
    InTheMiddle,
}

impl<'a> Scanner<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next byte that is no white space.
    pub fn peek(&mut self) -> Option<u8> {
        let white = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += white;
        self.bytes.get(self.at).copied()
    }

    /// Steps over the next byte, if it is this one.
    pub fn skip(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// The text of the next value: at least one byte, or nothing where the text ends before the value does.
    pub fn value(&mut self) -> Option<&'a [u8]> {
        let first = self.peek()?;
        let begin = self.at;
        match first {
            b'"' => self.string()?,
            b'{' | b'[' => self.container()?,
            _ => {
                let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b':') || byte.is_ascii_whitespace();
                let rest = &self.bytes[begin..];
                self.at += rest.iter().position(ends).unwrap_or(rest.len()).max(1);
            }
        }
        Some(&self.bytes[begin..self.at])
    }

    /// Gives every value of a list behind its opening bracket. Commas may be missing, or too many.
    pub fn list(&mut self, mut each: impl FnMut(&'a [u8])) -> End {
        loop {
            if self.skip(b',') {
                continue;
            }
            if self.skip(b']') {
                return End::Closed;
            }
            if self.peek().is_none() {
                return End::Missing;
            }
            match self.value() {
                Some(value) => each(value),
                None => return End::InTheMiddle,
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        let mut at = self.at + 1;
        loop {
            at += self.bytes.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Some(());
            }
            at += 2;
        }
    }

    fn container(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']'))?;
            match self.bytes[self.at] {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                _ => depth -= 1,
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> (Vec<&str>, End) {
        let mut scanner = Scanner::new(text.as_bytes());
        assert!(scanner.skip(b'['), "{text}");
        let mut values = Vec::new();
        let end = scanner.list(|value| values.push(str::from_utf8(value).expect("UTF-8")));
        (values, end)
    }

    #[test]
    fn values_are_found_whatever_stands_in_them() {
        assert_eq!(
            list(r#"[1, "a]\"", {"b": [{}]}, null]"#),
            (vec!["1", r#""a]\"""#, r#"{"b": [{}]}"#, "null"], End::Closed)
        );
        assert_eq!(list("[1,,2,]"), (vec!["1", "2"], End::Closed));
        assert_eq!(list("[} : {]]"), (vec!["}", ":", "{]"], End::Closed));
    }

    #[test]
    fn a_list_without_an_end_ends_with_the_text() {
        assert_eq!(list("[{},"), (vec!["{}"], End::Missing));
        assert_eq!(list("[{}, {\"a"), (vec!["{}"], End::InTheMiddle));
        assert_eq!(list("[\"a\\"), (vec![], End::InTheMiddle));
    }

    #[test]
    fn a_million_brackets_need_no_stack() {
        let text = format!("[{}{}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert_eq!(list(&text).0[0].len(), 2_000_000);
    }

    proptest! {
        #[test]
        fn whatever_is_given_it_comes_to_an_end_and_loses_nothing_but_commas_and_white_space(text in "[\\[\\]{},:\"\\\\a1 ]{0,40}") {
            let mut scanner = Scanner::new(text.as_bytes());
            let mut found = String::new();
            if scanner.list(|value| found.push_str(str::from_utf8(value).expect("ASCII"))) == End::Missing {
                let kept = |text: &str| text.chars().filter(|c| !matches!(c, ',' | ' ')).collect::<String>();
                prop_assert_eq!(kept(&found), kept(&text));
            }
        }
    }
}
