//! What a command needs from the machine: found, or installed, or the exact line to type is given. Each part says
//! what it did.

pub mod apt;
pub mod browsers;
pub mod compiler;
pub mod nats;
pub mod packages;
pub mod tools;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Prints a line about a part of the set-up, each line once: several steps of a command may need the same part.
/// On standard error, so that `env` can print nothing but exports.
pub fn say(part: &str, what: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let line = format!("setup  {part:<12} {what}");
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.insert(line.clone()) {
        eprintln!("{line}");
    }
}
