//! What can be asked of the world outside, and what it answers.

use serde::{Deserialize, Serialize};

use super::download::{Fault, Get};
use super::stored::Read;

/// One question. It travels as JSON to whoever answers, in another thread or process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// The rows of one SELECT on the company's database, at most so many. The answer is a [`super::Table`] as JSON.
    Select { sql: String, most_rows: u64 },
    /// A file by HTTP. The answer is what is in it.
    Get(Get),
    /// A piece of a file on a disk. The answer is its bytes.
    Read(Read),
}

impl Request {
    /// The same for whoever has no real time: without its waits, and how many milliseconds they are.
    pub fn without_waits(self) -> (Self, u64) {
        /// In real time, however busy the machine is.
        const PATIENCE_MS: u64 = 5_000;
        /// An ideal disk takes so long for a piece.
        const DISK_MS: u64 = 1;
        match self {
            Self::Get(get) if get.fault == Fault::Timeout => {
                let waits_ms = get.timeout_ms;
                (Self::Get(Get { timeout_ms: 1, ..get }), waits_ms)
            }
            Self::Get(get) => {
                let waits_ms = get.delay_ms;
                (Self::Get(Get { delay_ms: 0, timeout_ms: PATIENCE_MS, ..get }), waits_ms)
            }
            read @ Self::Read(_) => (read, DISK_MS),
            select @ Self::Select { .. } => (select, 0),
        }
    }
}

/// Who answers: a workload names the one that it needs, so that it can be made ready before anything is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// A server with the company's database.
    Database,
    /// A server from which files are downloaded.
    Download,
    /// A disk with files.
    Files,
}
