//! Files on a disk: whose they are, and which piece of one is wanted.

use serde::{Deserialize, Serialize};

use super::contents;

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The file.
    pub file: Stored,
    /// Where the piece begins, in bytes.
    pub from: u64,
    /// How long it is: all of it must be there.
    pub bytes: u64,
}

/// A file that can be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "whose", rename_all = "kebab-case")]
pub enum Stored {
    /// One that whoever answers makes when it is first read: [`Stored::contents`] is in it.
    Made { number: u64, bytes: u64 },
    /// One that somebody has chosen, by its plain name.
    Own { name: String },
}

impl Stored {
    /// What is in a file that is made.
    pub fn contents(number: u64, bytes: u64) -> Vec<u8> {
        contents::of(number, bytes)
    }
}
