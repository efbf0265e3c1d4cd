//! A small language for concurrent programs: tasks and their steps, as TOML. The same text runs under every model.
//!
//! Layer: above `task`, below `workload`. Knows the language only; `workload/scenario.rs` plays what is read here.

pub mod builtin;
mod complete;
mod cursor;
mod declared;
mod fault;
mod language;
mod latest;
mod limits;
mod names;
mod parse;
mod program;
mod reader;
mod ready;
mod schema;
mod step;

pub use complete::{Choice, Completion, complete};
pub use fault::Fault;
pub use latest::{keep, read};
pub use limits::MAX_BYTES;
pub use parse::parse;
pub use program::{Computing, Scenario, Script, Step, Written};
pub use ready::{Language, Ready, language};
pub use schema::schema;

#[cfg(test)]
mod tests;
