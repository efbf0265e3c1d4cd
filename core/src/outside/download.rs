//! A file that is downloaded: what the address says, what the server answers, and what can go wrong. Whoever plays the server, in Rust or in the
//! page's service worker, answers by these rules.

use serde::{Deserialize, Serialize};

use super::contents;
use super::refusal::Refusal;

/// A file that is asked for by HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Get {
    /// Its number, which decides what is in it.
    pub file: u64,
    /// How long it is.
    pub bytes: u64,
    /// How long the server takes to answer, in milliseconds.
    pub delay_ms: u64,
    /// What goes wrong.
    pub fault: Fault,
    /// How long whoever asks waits for all of it, in milliseconds.
    pub timeout_ms: u64,
}

/// What goes wrong with a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    None,
    /// There is no such file, and never will be.
    #[serde(rename = "404")]
    Missing,
    /// The connection breaks off after half of the file.
    Reset,
    /// No answer comes while anybody waits for it.
    Timeout,
}

/// What whoever asked has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// An answer without the file, by its status.
    Status(u16),
    /// Less than the whole file.
    BrokenOff,
    /// Nothing in time.
    TooLate,
}

impl Failure {
    /// Reads what whoever asks in JavaScript calls it: a status, `too-late`, or anything else for a connection that broke off.
    pub fn from_code(code: &str) -> Self {
        match (code, code.parse()) {
            ("too-late", _) => Self::TooLate,
            (_, Ok(status)) => Self::Status(status),
            _ => Self::BrokenOff,
        }
    }
}

/// No file is larger.
pub const MOST_BYTES: u64 = 1 << 20;
/// No answer takes longer, in milliseconds.
pub const LONGEST_MS: u64 = 5_000;

impl Get {
    /// What stands in the address behind the question mark.
    pub fn query(&self) -> String {
        let Self { file, bytes, delay_ms, fault, timeout_ms } = self;
        let fault = fault.name();
        format!("file={file}&bytes={bytes}&delay_ms={delay_ms}&fault={fault}&timeout_ms={timeout_ms}")
    }

    /// Reads what [`Get::query`] wrote, or nothing if anybody else wrote it.
    pub fn from_query(query: &str) -> Option<Self> {
        let mut pairs = query.split('&').map(|pair| pair.split_once('='));
        let mut value = |name| pairs.next()?.filter(|(found, _)| *found == name).map(|(_, value)| value);
        let number = |text: &str, most: u64| text.parse().ok().filter(|number| *number <= most);
        let (file, bytes, delay_ms) = (value("file")?, value("bytes")?, value("delay_ms")?);
        let (fault, timeout_ms) = (value("fault")?, value("timeout_ms")?);
        Some(Self {
            file: number(file, u64::MAX)?,
            bytes: number(bytes, MOST_BYTES)?,
            delay_ms: number(delay_ms, LONGEST_MS)?,
            fault: Fault::ALL.into_iter().find(|known| known.name() == fault)?,
            timeout_ms: number(timeout_ms, LONGEST_MS)?,
        })
    }

    /// What is in the file.
    pub fn body(&self) -> Vec<u8> {
        contents::of(self.file, self.bytes)
    }

    /// The failure in words.
    pub fn refusal(&self, failure: Failure) -> Refusal {
        let (message, lasting) = match failure {
            Failure::Status(404) => ("404, there is no such file".to_owned(), true),
            Failure::Status(status) => (format!("the server answered with the status {status}"), true),
            Failure::BrokenOff => ("the connection broke off".to_owned(), false),
            Failure::TooLate => (format!("no answer within {} ms", self.timeout_ms), false),
        };
        Refusal { message, lasting }
    }
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 4] = [Self::None, Self::Missing, Self::Reset, Self::Timeout];

    /// Its name in addresses, flags and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Missing => "404",
            Self::Reset => "reset",
            Self::Timeout => "timeout",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_everything_and_is_read_again() {
        for fault in Fault::ALL {
            let get = Get { file: 3, bytes: 700, delay_ms: 20, fault, timeout_ms: 200 };
            assert_eq!(Get::from_query(&get.query()), Some(get));
        }
    }

    #[test]
    fn an_address_that_asks_for_too_much_or_something_else_is_not_understood() {
        for query in [
            "",
            "file=1",
            "file=1&bytes=1048577&delay_ms=1&fault=none&timeout_ms=9",
            "file=1&bytes=1&delay_ms=5001&fault=none&timeout_ms=9",
            "file=1&bytes=1&delay_ms=1&fault=fire&timeout_ms=9",
            "bytes=1&file=1&delay_ms=1&fault=none&timeout_ms=9",
        ] {
            assert_eq!(Get::from_query(query), None, "{query}");
        }
    }
}
