//! What a worker offers, and what is said when a lane is asked for.

use interleave_core::report::SCHEMA;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::stream::PROTOCOL;

/// The name of the service, as NATS knows it.
pub const SERVICE: &str = "interleave";
/// The most bytes of an offer, a request or an answer to it.
pub const MOST_BYTES: usize = 16 << 10;
/// The most bytes of a worker's name, and of what else of an offer is shown to people.
pub const MOST_NAME: usize = 64;

/// Versions that must be the same at both ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Of the program.
    pub version: String,
    /// Of its reports.
    pub schema: String,
    /// Of what parents and workers say to each other.
    pub protocol: u8,
}

impl Versions {
    /// Those of this program.
    pub fn own() -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), schema: SCHEMA.to_owned(), protocol: PROTOCOL }
    }
}

impl std::fmt::Display for Versions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, protocol {})", self.version, self.schema, self.protocol)
    }
}

/// What a worker offers now: the data of its endpoint in the statistics of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its name for people.
    pub name: String,
    /// Of its program.
    pub versions: Versions,
    /// How many lanes it lends at most, and how many of them are free.
    pub lanes: u16,
    pub free: u16,
}

impl Offer {
    /// Reads one of a worker that nobody here knows; none where it cannot be read, or may not be shown.
    pub fn read(data: &Value) -> Option<Self> {
        let offer = Self::deserialize(data).ok()?;
        let Versions { version, schema, .. } = &offer.versions;
        let may_be_shown = [&offer.name, version, schema].into_iter().all(|text| is_name(text));
        may_be_shown.then_some(offer)
    }
}

/// A request for a lane.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ask {
    /// Of the parent's program.
    pub versions: Versions,
    /// Where the lane is to speak to.
    pub inbox: String,
}

/// A lane that is lent.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lent {
    /// Where it is spoken to.
    pub inbox: String,
    /// The id of its process on the worker's machine.
    pub process: u32,
}

/// Whether a worker may be called so: it is short, and all of it is visible.
pub fn is_name(name: &str) -> bool {
    (1..=MOST_NAME).contains(&name.len()) && !name.chars().any(char::is_control)
}

/// What is said of a worker whose program is another one.
pub fn refused(name: &str, theirs: &Versions) -> String {
    format!(
        "The worker '{name}' is of version {theirs}, and this program of {}: both must be the same.",
        Versions::own()
    )
}

/// Reads what came over the network.
///
/// # Errors
/// When it is too long, or something else.
pub fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("{} bytes are too many", bytes.len()));
    }
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_offer_whose_name_is_too_long_or_not_visible_is_none() {
        let offer = |name: &str, version: &str| {
            let versions = json!({ "version": version, "schema": "a/1", "protocol": 1 });
            Offer::read(&json!({ "name": name, "versions": versions, "lanes": 1, "free": 1 }))
        };
        assert!(offer("a worker", "1.0").is_some());
        assert!(offer(&"x".repeat(MOST_NAME), "1.0").is_some());
        for wrong in ["", &"x".repeat(MOST_NAME + 1), "a\nb", "\u{1b}[2J"] {
            assert_eq!(offer(wrong, "1.0"), None, "{wrong:?}");
            assert_eq!(offer("a worker", wrong), None, "{wrong:?}");
        }
    }
}
