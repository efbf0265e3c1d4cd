//! Where a place is in an unfinished text: in which brackets, quotes and tables. It reads no TOML, so that no mistake can hide the place.

/// What surrounds the end of a text.
pub struct Cursor<'a> {
    /// The name of the table that began last: `task`, `cells`; empty at the top.
    pub header: &'a str,
    /// The brackets and braces that are open, each with its place in bytes.
    pub open: Vec<(char, usize)>,
    pub within: Within,
}

/// Whether the place is where keys and values stand, or elsewhere, which began at a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    Code,
    /// In quotes, the first of which is there.
    Text(usize),
    Comment,
    /// In the line that begins a table.
    Header(usize),
}

impl<'a> Cursor<'a> {
    pub fn at_end_of(text: &'a str) -> Self {
        let mut cursor = Cursor { header: "", open: Vec::new(), within: Within::Code };
        let (mut quote, mut escaped) = ('"', false);
        for (at, c) in text.char_indices() {
            match cursor.within {
                Within::Text(_) if escaped => escaped = false,
                Within::Text(_) if c == '\\' && quote == '"' => escaped = true,
                // A text that is not closed ends with its line, or one quote would swallow all that follows.
                Within::Text(_) if c == quote || c == '\n' => cursor.within = Within::Code,
                Within::Header(from) if c == '\n' => {
                    cursor.header =
                        text[from..at].split('#').next().unwrap_or_default().trim_matches(['[', ']', ' ', '\t', '\r']);
                    cursor.within = Within::Code;
                }
                Within::Comment if c == '\n' => cursor.within = Within::Code,
                Within::Text(_) | Within::Header(_) | Within::Comment => {}
                Within::Code => match c {
                    '"' | '\'' => (quote, cursor.within) = (c, Within::Text(at)),
                    '#' => cursor.within = Within::Comment,
                    '[' if begins_line(text, at) && cursor.list_is_over(text, at) => {
                        cursor.open.clear();
                        cursor.within = Within::Header(at);
                    }
                    '[' | '{' => cursor.open.push((c, at)),
                    ']' | '}' => drop(cursor.open.pop()),
                    _ => {}
                },
            }
        }
        cursor
    }

    /// Where the step begins that the place is in: a table in a list.
    pub fn step_from(&self) -> Option<usize> {
        match self.open.as_slice() {
            [.., ('[', _), ('{', from)] => Some(*from),
            _ => None,
        }
    }

    /// Where the list begins that the place is in.
    pub fn list_from(&self) -> Option<usize> {
        self.open.last().filter(|(bracket, _)| *bracket == '[').map(|(_, from)| *from)
    }

    /// Whether a bracket at the begin of a line begins a table, although others may have been left open.
    fn list_is_over(&self, text: &str, at: usize) -> bool {
        self.open.is_empty() || text[at..].starts_with("[[task]]")
    }
}

fn begins_line(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n')
}
