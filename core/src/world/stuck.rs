//! Why an operation can never succeed, in words and as data.

use serde::{Deserialize, Serialize};

/// An operation that can never succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stuck {
    /// Every task of the circle waits for the next one's lock.
    #[error("Deadlock: {}.", circle(.0))]
    Deadlock(Vec<Link>),
    /// Everybody waits, and nobody is left who could end that.
    #[error("Nobody can go on: {}.", .0.join(", "))]
    Stalled(Vec<String>),
    /// A lock was to be released by a task that does not hold it.
    #[error("{task} cannot unlock {lock}: {}", whoever(.holder))]
    NotHeld { task: String, lock: String, holder: Option<String> },
    /// A task asked for a lock that it holds already.
    #[error("{task} already holds {lock}, so it would wait for itself forever")]
    Again { task: String, lock: String },
}

/// One task of a deadlock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Who waits.
    pub task: String,
    /// For which lock.
    pub wants: String,
    /// Who holds it.
    pub held_by: String,
}

fn circle(links: &[Link]) -> String {
    let links: Vec<String> = links
        .iter()
        .map(|link| format!("{} waits for {}, which {} holds", link.task, link.wants, link.held_by))
        .collect();
    links.join("; ")
}

fn whoever(holder: &Option<String>) -> String {
    match holder {
        Some(holder) => format!("{holder} holds it"),
        None => "nobody holds it".to_owned(),
    }
}
